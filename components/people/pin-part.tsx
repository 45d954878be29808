import dynamic from 'next/dynamic'
import { useState } from 'react'
import { ConfirmDialog } from '#components/office/confirm-dialog.tsx'
import { Card } from '#components/office/office-frame.tsx'
import { useQuestion } from '#components/office/use-question.ts'
import { Button } from '#components/ui/button.tsx'
import { peopleKey, sessionsKey } from '#lib/contracts/keys.ts'
import type { PartProps } from './person-screen.tsx'
import { pinIn } from './pin-in.ts'

const FirstPin = dynamic(async () => (await import('./first-pin.tsx')).FirstPin)

/** A PIN nobody can read. A manager can put another in its place, which is good for choosing one's own. */
export function PinPart({ person, office, off }: PartProps) {
  const [pin, setPin] = useState<string>()
  const { asked, ask, keep, wish } = useQuestion<'reset'>({
    url: `${peopleKey}/${person.id}/pin`,
    asksAgain: [peopleKey, sessionsKey],
    onDone: answer => setPin(pinIn(answer)),
  })
  const isSelf = person.id === office.who.staffId
  const why = off ?? (isSelf ? 'Yours is under Settings' : person.active ? false : 'Disabled')
  return (
    <Card className="grid gap-3.5 p-6 @max-[719px]/office:p-4">
      <header>
        <h2 className="font-strong text-title">PIN</h2>
        <p className="text-body text-ink-2">
          {person.mustChangePin
            ? 'Has one to begin with, and chooses their own at the next sign-in.'
            : 'Their own. Nobody can look it up; a forgotten one is reset.'}
        </p>
      </header>
      <Button off={why} onClick={() => ask('reset')}>
        Reset the PIN
      </Button>
      {asked ? (
        <ConfirmDialog
          question={`Reset the PIN of ${person.name}?`}
          body="The old one stops working and they are signed out everywhere. You see a new one once, good for choosing their own."
          confirm="Reset the PIN"
          keep="Keep it"
          wish={wish}
          onKeep={keep}
          onConfirm={() => void wish.send()}
        />
      ) : null}
      {pin === undefined ? null : <FirstPin name={person.name} pin={pin} onClose={() => setPin(undefined)} />}
    </Card>
  )
}
