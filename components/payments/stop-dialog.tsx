import { focusFirst } from '#components/register/focus-first.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { readerName } from '#components/words/readers.ts'
import type { LivePayment } from '#lib/contracts/payments.ts'

/** Whose payment, on which reader: a running one, or one that has ended and has not let go. */
export type Asked = Pick<LivePayment, 'tenderId' | 'saleNumber'> & {
  readonly kind: 'live' | 'left'
  readonly reader: string
}

type Props = { asked: Asked; onClose: () => void; onStop: () => void }

/** Stopping somebody else's payment is asked twice, and says what may come of it. */
export function StopDialog({ asked, onClose, onStop }: Props) {
  const reader = `the ${readerName(asked.reader)}`
  const isLive = asked.kind === 'live'
  return (
    <Dialog
      open
      title={isLive ? `Stop the payment of sale ${asked.saleNumber}?` : `Release ${reader}?`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose} ref={focusFirst}>
            Keep it
          </Button>
          <Button variant="danger" onClick={onStop}>
            {isLive ? 'Stop the payment' : 'Release reader'}
          </Button>
        </>
      }
    >
      {isLive
        ? `It is taken off ${reader} and cancelled at Stripe, and nothing is charged. If the bank has the card already, the money wins: then the sale is paid and says so.`
        : `Its payment has ended. ${reader.charAt(0).toUpperCase()}${reader.slice(1)} is looked at first, and cleared only if it still shows that payment.`}
    </Dialog>
  )
}
