import type { Verdict } from '#lib/domain/permissions.ts'

/** Printed on a grey button: why it is not this person's. Undefined where they may press it, with or without somebody's consent. */
export const notYours = (verdict: Verdict): string | undefined =>
  verdict === 'no' ? 'Needs a manager' : undefined

/** Below a button that this person may press, and that somebody else then has to allow. */
export const ConsentLine = ({ verdict }: { verdict: Verdict }) =>
  verdict === 'approval' ? (
    <p className="text-center text-ink-2 text-small">A manager allows it here, by PIN or badge.</p>
  ) : null
