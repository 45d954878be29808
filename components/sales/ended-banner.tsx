import { Banner } from '#components/ui/banner.tsx'
import { refusalWords } from '#components/words/refusals.ts'
import type { Format } from '#lib/client/format.ts'
import type { Sent } from '#lib/client/send.ts'

type Props = { ended: Sent | undefined; format: Format; away: string }

/** What became of a press that did not do what it said. `away` says what pressing again means. */
export function EndedBanner({ ended, format, away }: Props) {
  if (ended?.outcome === 'away')
    return (
      <Banner tone="care" glyph="unknown" strong="The till’s server did not answer." urgent>
        {away}
      </Banner>
    )
  if (ended?.outcome !== 'refused') return null
  const { strong, text } = refusalWords(ended.refusal, format.money)
  return (
    <Banner tone="care" glyph="refused" strong={strong} urgent>
      {text}
    </Banner>
  )
}
