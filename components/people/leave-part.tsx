import { ConfirmDialog } from '#components/office/confirm-dialog.tsx'
import { Card } from '#components/office/office-frame.tsx'
import { useQuestion } from '#components/office/use-question.ts'
import { Button } from '#components/ui/button.tsx'
import { peopleKey, sessionsKey } from '#lib/contracts/keys.ts'
import type { PartProps } from './person-screen.tsx'

/** Nobody is deleted: what they did keeps their name. Who has left signs in nowhere. */
export function LeavePart({ person, office, off }: PartProps) {
  const { asked, ask, keep, wish } = useQuestion<'leaves'>({
    url: `${peopleKey}/${person.id}/active`,
    asksAgain: [peopleKey, sessionsKey],
  })
  const why = off ?? (person.id === office.who.staffId ? 'Not your own' : false)
  return (
    <Card className="flex flex-wrap items-center justify-between gap-4 p-6 @max-[719px]/office:p-4">
      <div className="min-w-0 flex-1 basis-80">
        <h2 className="font-strong text-title">{person.active ? 'Works here no more?' : 'Disabled'}</h2>
        <p className="text-body text-ink-2">
          {person.active
            ? 'Disabled people sign in nowhere. Their name stays on what they did, and they can be brought back.'
            : 'Signs in nowhere. Their name stays on what they did.'}
        </p>
        <p role="alert" className="text-small text-stop-ink">
          {asked ? '' : wish.sentence}
        </p>
      </div>
      {person.active ? (
        <Button variant="danger-outline" off={why} onClick={() => ask('leaves')} className="px-5">
          Disable {person.name}
        </Button>
      ) : (
        <Button off={why} onClick={() => void wish.send({ active: true })} className="px-5">
          Bring {person.name} back
        </Button>
      )}
      {asked ? (
        <ConfirmDialog
          danger
          question={`Disable ${person.name}?`}
          body="They are signed out everywhere at once, and PIN and badge open nothing. Sales they began stay open with their registers."
          confirm="Disable"
          keep="Keep them"
          wish={wish}
          onKeep={keep}
          onConfirm={() => void wish.send({ active: false })}
        />
      ) : null}
    </Card>
  )
}
