import type { Wish } from '#components/office/use-wish.ts'
import { Banner } from '#components/ui/banner.tsx'

/** What went wrong with a press, where no form tells it. */
export const WishBanner = ({ wish }: { wish: Wish }) =>
  wish.words === undefined ? null : (
    <Banner tone="care" glyph={wish.state === 'lost' ? 'unknown' : 'refused'} strong={wish.words.strong}>
      {wish.words.text}
    </Banner>
  )
