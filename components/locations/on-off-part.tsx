import { Button } from '#components/ui/button.tsx'
import { PartCard } from './part-card.tsx'
import type { PartProps } from './settings-parts.tsx'
import { usePartWish } from './use-part-wish.ts'

type Props = PartProps & { part: 'cellular' | 'offline'; title: string; line: string }

/** Something that is on, off, or left to what is above. */
export function OnOffPart({ locationId, own, inherited, isAccount, mayManage, part, title, line }: Props) {
  const wish = usePartWish(locationId)
  const here = own[part]
  const now = here ?? inherited[part]
  const off = wish.state === 'sending'
  return (
    <PartCard
      title={title}
      line={line}
      whence={here === undefined ? (now === undefined ? 'stripes' : 'inherited') : 'own'}
      isAccount={isAccount}
      now={now === undefined ? 'Left to Stripe' : now ? 'On' : 'Off'}
      wish={wish}
    >
      {mayManage ? (
        <div className="mt-auto flex flex-wrap gap-2.5 pt-1">
          <Button
            size={48}
            className="px-5"
            off={off}
            onClick={() => wish.change({ part, value: now !== true })}
          >
            {now === true ? `Turn ${title.toLowerCase()} off` : `Turn ${title.toLowerCase()} on`}
          </Button>
          {here === undefined ? null : (
            <Button size={48} className="px-5" off={off} onClick={() => wish.change({ part, value: null })}>
              {isAccount ? 'Leave it to Stripe' : 'Use what holds everywhere'}
            </Button>
          )}
        </div>
      ) : null}
    </PartCard>
  )
}
