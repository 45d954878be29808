import { Button } from '#components/ui/button.tsx'
import { PartCard } from './part-card.tsx'
import type { PartProps } from './settings-parts.tsx'
import { TakeAway } from './take-away.tsx'
import { usePartWish } from './use-part-wish.ts'

type Props = PartProps & {
  part: 'cellular' | 'offline'
  title: string
  line: string
  /** As in a question: the mobile network setting. */
  what: string
}

/** Something that is on, off, or left to what is above. */
export function OnOffPart(props: Props) {
  const { locationId, own, inherited, isAccount, placeName, off, part, title, line, what } = props
  const here = own[part]
  const wish = usePartWish(locationId, here)
  const now = here ?? inherited[part]
  return (
    <PartCard
      title={title}
      line={line}
      whence={here === undefined ? (now === undefined ? 'stripes' : 'inherited') : 'own'}
      isAccount={isAccount}
      now={now === undefined ? 'Left to Stripe' : now ? 'On' : 'Off'}
      wish={wish}
      off={off}
    >
      <div className="mt-auto flex flex-wrap gap-2.5 pt-1">
        <Button
          size={48}
          className="px-5"
          off={off ?? wish.state === 'sending'}
          onClick={() => wish.change({ part, value: now !== true })}
        >
          {now === true ? `Turn ${title.toLowerCase()} off` : `Turn ${title.toLowerCase()} on`}
        </Button>
        {here === undefined ? null : (
          <TakeAway
            what={what}
            placeName={placeName}
            then={
              inherited[part] === undefined
                ? 'will do what Stripe has them do by itself'
                : `will have it ${inherited[part] ? 'on' : 'off'}, as everywhere`
            }
            change={{ part, value: null }}
            wish={wish}
            off={off}
          />
        )}
      </div>
    </PartCard>
  )
}
