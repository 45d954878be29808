import { lockTill } from '#components/lock/stay-in.tsx'
import { PeopleList } from '#components/sign-in/people-list.tsx'
import { Complaint, PinPad, pinTitle } from '#components/sign-in/pin-pane.tsx'
import { usePin } from '#components/sign-in/use-pin.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { PinDots } from '#components/ui/pin-dots.tsx'
import { useBadge } from '#lib/client/badges.ts'
import { send } from '#lib/client/send.ts'
import { useAskAgain } from '#lib/client/use-ask-again.ts'
import { useRead } from '#lib/client/use-read.ts'
import { ownSessionKey, registerKey } from '#lib/contracts/keys.ts'
import type { SignInAnswer } from '#lib/contracts/set-up.ts'
import { useCounter, useRegisterAnswer } from './view.ts'

const SIGN_IN = '/api/sign-in'

/** Another person takes the counter, by PIN or badge, and goes on with the sale as it lies there. Or the till is locked. */
export function WhoDialog() {
  const { change } = useCounter()
  const { staff } = useRegisterAnswer()
  const { data } = useRead(SIGN_IN, readChoices)
  const close = () => change({ dialog: undefined })
  const others = (data?.staff ?? []).filter(({ id }) => id !== staff.id)
  const taken = useTaken()
  const entry = usePin({
    people: others,
    ask: credential => send(SIGN_IN, credential),
    onDone: () => {
      close()
      taken()
    },
  })
  useBadge(entry.scan)
  const first = staff.name.split(/\s+/)[0] ?? staff.name
  return (
    <Dialog
      open
      width="wide"
      title="Who is at the counter?"
      onClose={close}
      actions={
        <>
          <Button onClick={close} data-safe>
            Stay as {first}
          </Button>
          <Button onClick={() => void lockTill('by_hand')}>Lock the till</Button>
        </>
      }
    >
      <p>The sale stays here. Choose a name and type the PIN, or hold a badge to the scanner.</p>
      <div className="mt-4 grid grid-cols-[minmax(0,1fr)_320px] gap-6 text-ink max-[719px]:grid-cols-1">
        <div className="max-h-[400px] overflow-y-auto p-1">
          <PeopleList people={others} entry={entry} className="gap-2.5 [&_button]:h-18" />
          {data && others.length === 0 ? (
            <p className="text-body text-ink-2">Nobody else works here yet. A manager adds people.</p>
          ) : null}
        </div>
        <div>
          <h3 className="mb-3 text-center font-strong text-title">{pinTitle(entry)}</h3>
          <PinDots typed={entry.typed} />
          <div className="my-2">
            <Complaint words={entry.complaint} waitMs={entry.waitMs} />
          </div>
          <PinPad entry={entry} height={52} />
        </div>
      </div>
    </Dialog>
  )
}

/** The screen is somebody else's now: what it shows of them is read again. */
export function useTaken(): () => void {
  const askAgain = useAskAgain()
  return () => {
    askAgain(registerKey)
    askAgain(ownSessionKey)
  }
}

const readChoices = (body: unknown): SignInAnswer | undefined =>
  // True because this URL answers with one type, shared by both sides; the field tells it from a proxy's page.
  typeof body === 'object' && body !== null && 'staff' in body ? (body as SignInAnswer) : undefined
