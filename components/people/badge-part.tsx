import dynamic from 'next/dynamic'
import { useState } from 'react'
import { ConfirmDialog } from '#components/office/confirm-dialog.tsx'
import { Card } from '#components/office/office-frame.tsx'
import { useQuestion } from '#components/office/use-question.ts'
import { Button } from '#components/ui/button.tsx'
import { peopleKey } from '#lib/contracts/keys.ts'
import type { PartProps } from './person-screen.tsx'

const PrintedBadge = dynamic(async () => (await import('./printed-badge.tsx')).PrintedBadge)

/** A badge signs in and consents like a PIN. It is printed once: the till keeps only what tells a right one from a wrong one. */
export function BadgePart({ person, office, off }: PartProps) {
  const [badge, setBadge] = useState<string>()
  const { asked, ask, keep, wish } = useQuestion<'new' | 'none'>({
    url: `${peopleKey}/${person.id}/badge`,
    asksAgain: [peopleKey],
    onDone: answer => setBadge(badgeIn(answer)),
  })
  const why = off ?? (person.active ? false : 'Disabled')
  const give = () => (person.hasBadge ? ask('new') : void wish.send({ badge: 'new' }))
  return (
    <Card className="grid gap-3.5 p-6 @max-[719px]/office:p-4">
      <header>
        <h2 className="font-strong text-title">Badge</h2>
        <p className="text-body text-ink-2">
          {person.hasBadge
            ? 'Has one. Held to a scanner it signs in and consents, without a PIN.'
            : 'Has none. A printed barcode that signs in and consents, held to any scanner.'}
        </p>
      </header>
      <div className="grid grid-cols-2 gap-2.5">
        <Button off={why} onClick={give}>
          {person.hasBadge ? 'Print a new one' : 'Print a badge'}
        </Button>
        <Button off={person.hasBadge ? why : 'Has none'} onClick={() => ask('none')}>
          Take it back
        </Button>
      </div>
      <p role="alert" className="text-small text-stop-ink">
        {asked === undefined ? wish.sentence : ''}
      </p>
      {asked === undefined ? null : (
        <ConfirmDialog
          question={asked === 'new' ? 'Print a new badge?' : `Take the badge of ${person.name} back?`}
          body="The badge they have now stops working at once, also when somebody finds it, and they are signed out everywhere but here."
          confirm={asked === 'new' ? 'Make a new badge' : 'Take it back'}
          keep="Keep the old one"
          wish={wish}
          onKeep={keep}
          onConfirm={() => void wish.send({ badge: asked })}
        />
      )}
      {badge === undefined ? null : (
        <PrintedBadge
          badge={badge}
          name={person.name}
          shop={office.shop.name}
          onClose={() => setBadge(undefined)}
        />
      )}
    </Card>
  )
}

const badgeIn = (answer: unknown): string | undefined =>
  typeof answer === 'object' && answer !== null && 'badge' in answer && typeof answer.badge === 'string'
    ? answer.badge
    : undefined
