import { Banner } from '#components/ui/banner.tsx'
import type { Wish } from './use-wish.ts'

/** What went wrong with a press, said at once. Nothing while it is on its way, or has come true. */
export const WishBanner = ({ wish }: { wish: Pick<Wish, 'state' | 'words'> }) =>
  wish.words === undefined ? null : (
    <Banner
      tone="care"
      glyph={wish.state === 'lost' ? 'unknown' : 'refused'}
      strong={wish.words.strong}
      urgent
    >
      {wish.words.text}
    </Banner>
  )
