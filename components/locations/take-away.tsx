import { useState } from 'react'
import { ConfirmDialog } from '#components/office/confirm-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import type { PartChange, PartWish, SeenPart } from './use-part-wish.ts'

type Props = {
  /** What goes away, as in the question: the tips. */
  what: string
  /** The location’s name; what holds everywhere has none. */
  placeName: string | undefined
  /** What its readers do from then on: will ask for no tip. */
  then: string
  /** What nobody can bring back. */
  lost?: string | undefined
  change: PartChange
  wish: PartWish
  /** Why it may not be pressed; printed on it. */
  off: string | undefined
  onDone?: (() => void) | undefined
}

/** Takes away what is set here, after saying what the readers will do then. */
export function TakeAway({ what, placeName, then, lost, change, wish, off, onDone }: Props) {
  const [asked, setAsked] = useState<{ readonly seen: SeenPart }>()
  const verb = placeName === undefined ? 'Leave it to Stripe' : 'Use what holds everywhere'
  const take = async (seen: SeenPart) => {
    const sent = await wish.change(change, seen)
    if (sent?.outcome !== 'done') return
    setAsked(undefined)
    onDone?.()
  }
  return (
    <>
      <Button
        size={48}
        className="px-5"
        off={off ?? wish.state === 'sending'}
        onClick={() => {
          wish.forget()
          setAsked({ seen: wish.now })
        }}
      >
        {verb}
      </Button>
      {asked ? (
        <ConfirmDialog
          question={
            placeName === undefined ? `Leave ${what} to Stripe?` : `Take away ${what} of ${placeName}?`
          }
          body={`${whoseReaders(placeName)} ${then}. ${lost ?? 'What is set here now is forgotten.'}`}
          confirm={verb}
          keep="Keep it as it is"
          danger
          wish={wish}
          onConfirm={() => void take(asked.seen)}
          onKeep={() => setAsked(undefined)}
        />
      ) : null}
    </>
  )
}

/** Those that a change here is for. */
export const whoseReaders = (placeName: string | undefined): string =>
  placeName === undefined ? 'Readers wherever nothing else is set' : `Readers at ${placeName}`
