import { Button } from '#components/ui/button.tsx'
import { notTakenWords } from '#components/words/not-taken.ts'
import type { Refused } from '#lib/client/draft/refused.ts'
import { useTill, useTillState } from '#lib/client/draft/use-till.ts'
import { NoticeCard } from './notice-card.tsx'

/** So many are shown at once; the others follow when these have been dealt with. */
const MOST_SHOWN = 2

/** What was rung up and the server did not take: kept here, with why, until somebody tries again or lets it be. */
export function NotTakenList() {
  const refused = useTillState(state => state.refused)
  const more = refused.length - MOST_SHOWN
  return (
    <NoticeCard
      tone="care"
      strong={refused.length === 1 ? 'Not on the sale.' : `${refused.length} are not on the sale.`}
      actions={
        <ul className="flex min-w-0 flex-col gap-3">
          {refused.slice(0, MOST_SHOWN).map(one => (
            <NotTaken key={one.key} refused={one} />
          ))}
        </ul>
      }
    >
      Rung up here, and refused by the server{more > 0 ? `; ${more} more come after these` : ''}.
    </NoticeCard>
  )
}

function NotTaken({ refused }: { refused: Refused }) {
  const till = useTill()
  const { what, because } = notTakenWords(refused)
  return (
    <li aria-label={what} className="flex flex-col gap-2">
      <span>
        <b className="font-strong">{what}.</b> {because}
      </span>
      <span className="flex flex-wrap gap-2">
        <Button size={48} onClick={() => till.ringUpAgain(refused)}>
          Try again
        </Button>
        <Button size={48} onClick={() => till.dismiss(refused)}>
          Dismiss
        </Button>
      </span>
    </li>
  )
}
