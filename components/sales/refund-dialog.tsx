import { useState } from 'react'
import { focusFirst } from '#components/register/focus-first.ts'
import { Button } from '#components/ui/button.tsx'
import { type Choice, Choices } from '#components/ui/choices.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import type { Format } from '#lib/client/format.ts'
import type { SaleWishes } from '#lib/client/use-sale-wish.ts'
import { uuid } from '#lib/client/uuid.ts'
import { idOf } from '#lib/domain/ids.ts'
import { smaller, zero } from '#lib/domain/money.ts'
import { type CardTender, leftToRefund, type RefundReason } from '#lib/domain/tender.ts'
import { EndedBanner } from './ended-banner.tsx'
import { cardName } from './tender-words.ts'

const REASONS: readonly Choice<RefundReason>[] = [
  {
    value: 'requested_by_customer',
    words: 'The customer asked for it',
    meaning: 'Goods came back, or were not right.',
  },
  { value: 'duplicate', words: 'Paid twice', meaning: 'The same goods were paid another way as well.' },
  {
    value: 'fraudulent',
    words: 'Looks like fraud',
    meaning: 'Stripe notes it, and may refuse that card from now on.',
  },
]

type Props = { tender: CardTender; format: Format; wishes: SaleWishes; onClose: () => void }

/** All that is left of a card payment goes back. One refund per opening: pressed again, it is the same one and counts once. */
export function RefundDialog({ tender, format, wishes, onClose }: Props) {
  const [refundId] = useState(() => idOf('ref', uuid()))
  const [reason, setReason] = useState<RefundReason>('requested_by_customer')
  // What was left when this was opened: the press says what is printed on it, whatever happens meanwhile.
  const [left] = useState(() => leftToRefund(tender))
  const { ask, isAsking, ended } = wishes
  const amount = format.money(left)
  // The tip goes back last, so whatever of it is left is in this refund.
  const tip = smaller(tender.tip ?? zero(left.currency), left)
  // The money would go back all the same: nobody keeps it by looking away.
  const close = isAsking ? () => undefined : onClose
  const title = isAsking ? 'Asking Stripe' : undefined
  const refund = async () => {
    const body = { tenderId: tender.id, refundId, amountMinor: left.minor, reason }
    const sent = await ask({ what: 'refunds', body })
    if (sent?.outcome === 'done') onClose()
  }
  return (
    <Dialog
      open
      title={`Refund ${amount}?`}
      onClose={close}
      actions={
        <>
          <Button size={64} ref={focusFirst} off={isAsking} title={title} onClick={close}>
            Keep it
          </Button>
          <Button
            size={64}
            variant="danger"
            className="whitespace-normal"
            off={isAsking}
            title={title}
            onClick={refund}
          >
            Refund {amount}
          </Button>
        </>
      }
    >
      <p>
        It goes back to the card that paid: {cardName(tender)}.{' '}
        {tip.minor > 0 ? `The tip of ${format.money(tip)} is in it. ` : ''}
        That cannot be undone.
      </p>
      <div className="mt-4 grid gap-4 text-ink">
        <Choices label="Why" choices={REASONS} value={reason} off={isAsking} onChange={setReason} />
        <EndedBanner
          ended={ended}
          format={format}
          away="Press again: it is the same refund, and counts once."
        />
      </div>
    </Dialog>
  )
}
