import { Printer } from 'lucide-react'
import { useState } from 'react'
import { ConfirmDialog } from '#components/office/confirm-dialog.tsx'
import { Card } from '#components/office/office-frame.tsx'
import { useWish } from '#components/office/use-wish.ts'
import { Bars } from '#components/receipt/bars.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { peopleKey } from '#lib/contracts/keys.ts'
import type { PartProps } from './person-screen.tsx'

/** A badge signs in and consents like a PIN. It is printed once: the till keeps only what tells a right one from a wrong one. */
export function BadgePart({ person, office, off }: PartProps) {
  const [asks, setAsks] = useState<'new' | 'none'>()
  const [badge, setBadge] = useState<string>()
  const wish = useWish({
    url: `${peopleKey}/${person.id}/badge`,
    asksAgain: [peopleKey],
    onDone: answer => {
      setAsks(undefined)
      setBadge(badgeIn(answer))
    },
  })
  const why = off ?? (person.active ? false : 'Disabled')
  const give = () => (person.hasBadge ? setAsks('new') : void wish.send({ badge: 'new' }))
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
        <Button off={person.hasBadge ? why : 'Has none'} onClick={() => setAsks('none')}>
          Take it back
        </Button>
      </div>
      <p role="alert" className="text-small text-stop-ink">
        {asks === undefined ? wish.sentence : ''}
      </p>
      {asks === undefined ? null : (
        <ConfirmDialog
          question={asks === 'new' ? 'Print a new badge?' : `Take the badge of ${person.name} back?`}
          body="The badge they have now stops working at once, also when somebody finds it, and they are signed out everywhere but here."
          confirm={asks === 'new' ? 'Make a new badge' : 'Take it back'}
          keep="Keep the old one"
          wish={wish}
          onKeep={() => setAsks(undefined)}
          onConfirm={() => void wish.send({ badge: asks })}
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

type PrintedProps = { badge: string; name: string; shop: string; onClose: () => void }

const PrintedBadge = ({ badge, name, shop, onClose }: PrintedProps) => (
  <Dialog
    open
    title={`The badge of ${name}`}
    onClose={onClose}
    actions={
      <>
        <Button onClick={onClose}>Done</Button>
        <Button
          variant="go"
          icon={<Printer className="size-5.5" aria-hidden="true" />}
          onClick={() => window.print()}
        >
          Print
        </Button>
      </>
    }
  >
    <p>Print it now: it is not shown again. Who loses it gets a new one, and the old one opens nothing.</p>
    <article aria-label="Badge" className="receipt mx-auto mt-4 grid justify-items-center gap-2 text-center">
      <p className="font-sans text-[12.5px]/[17px]">{shop}</p>
      <p className="break-words font-bold font-sans text-[23px]/[28px]">{name}</p>
      <Bars text={badge} height={34} module={1} />
      <p className="text-[12px]/[16px]">{badge}</p>
    </article>
  </Dialog>
)

const badgeIn = (answer: unknown): string | undefined =>
  typeof answer === 'object' && answer !== null && 'badge' in answer && typeof answer.badge === 'string'
    ? answer.badge
    : undefined
