import { useState } from 'react'
import { ConfirmDialog } from '#components/office/confirm-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import { PartCard } from './part-card.tsx'
import type { PartProps } from './settings-parts.tsx'
import { TakeAway, whoseReaders } from './take-away.tsx'
import { type SeenPart, usePartWish } from './use-part-wish.ts'

type Props = PartProps & {
  part: 'cellular' | 'offline'
  title: string
  line: string
  /** As in a question: the mobile network setting. */
  what: string
  /** What readers do then, where somebody may lose by it: it is asked first. Missing: done at once, and taken back by the same button. */
  asksOn?: string | undefined
  asksOff?: string | undefined
}

/** Something that is on, off, or left to what is above. */
export function OnOffPart(props: Props) {
  const { locationId, own, inherited, isAccount, placeName, off, part, title, line, what } = props
  const [asked, setAsked] = useState<{ readonly seen: SeenPart }>()
  const here = own[part]
  const wish = usePartWish(locationId, here)
  const now = here ?? inherited[part]
  const isOn = now === true
  const then = isOn ? props.asksOff : props.asksOn
  const verb = `Turn ${title.toLowerCase()} ${isOn ? 'off' : 'on'}`
  const turn = async (seen: SeenPart = wish.now) => {
    const sent = await wish.change({ part, value: !isOn }, seen)
    if (sent?.outcome === 'done') setAsked(undefined)
  }
  const press = () => {
    wish.forget()
    if (then === undefined) void turn()
    else setAsked({ seen: wish.now })
  }
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
        <Button size={48} className="px-5" off={off ?? wish.state === 'sending'} onClick={press}>
          {verb}
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
      {asked === undefined || then === undefined ? null : (
        <ConfirmDialog
          question={`${verb}?`}
          body={`${whoseReaders(placeName)} ${then}`}
          confirm={verb}
          keep="Keep it as it is"
          wish={wish}
          onConfirm={() => void turn(asked.seen)}
          onKeep={() => setAsked(undefined)}
        />
      )}
    </PartCard>
  )
}
