import { KEEP_EARLY_KEYS } from '#lib/client/early-keys.ts'

/** Stands before all else in a page that is scanned into. `nonce`: the page's own, without which its policy lets no text run. */
export const KeepEarlyKeys = ({ nonce }: { nonce: string | undefined }) => (
  // A browser shows nobody a nonce, so what it has and what was sent differ.
  // biome-ignore lint/security/noDangerouslySetInnerHtml: text of our own, with nothing in it that came from anywhere.
  <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: KEEP_EARLY_KEYS }} />
)
