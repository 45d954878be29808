import type { Account } from '../account.ts'
import { failAction, succeedAction } from './actions.ts'
import { type Card, findCard } from './cards.ts'
import { fingerprintOf } from './charge-details.ts'
import type { Presentment, ScreenResult } from './device.ts'
import type { Charge, Reader } from './objects.ts'
import { type Decline, declineOf } from './outcome.ts'
import { pay, refundable } from './refunds.ts'

const failingEndings = [1, 5, 55, 65, 75]

/** The network has answered whether the money goes back to this Interac card. */
export function concludeRefund(account: Account, reader: Reader, presented: Presentment): void {
  const hash = reader.action?.refund_payment
  const charge = account.tables.charges.get(hash?.charge ?? '')
  const card = findCard(presented.number)
  if (!hash || !charge || !card) throw new Error('A refund without a charge or a card.')
  const amount = hash.amount ?? charge.amount_captured - charge.amount_refunded
  const why = refusal(account, charge, card, amount)
  if (why) {
    const apiError = {
      type: 'card_error' as const,
      code: 'card_declined' as const,
      decline_code: why.declineCode,
      charge: charge.id,
      message: why.message,
    }
    failAction(
      account,
      reader,
      { code: 'card_declined', message: why.message, apiError },
      result('declined', charge, card, amount, why.message),
    )
    return
  }
  const refund = pay(account, charge, refundable(charge, amount), null, { ...hash.metadata })
  hash.refund = refund.id
  succeedAction(account, reader, result('approved', charge, card, amount, null))
}

/** The same card must be shown again; partial refunds of certain amounts are declined for testing. */
function refusal(account: Account, charge: Charge, card: Card, amount: number): Decline | undefined {
  const paidWith = charge.payment_method_details?.interac_present?.fingerprint
  if (paidWith !== fingerprintOf(account, card.number)) return declineOf('card_declined', 'generic_decline')
  const partial = amount < charge.amount_captured
  return partial && failingEndings.includes(amount % 100)
    ? declineOf('card_declined', 'generic_decline')
    : undefined
}

function result(
  name: ScreenResult['name'],
  charge: Charge,
  card: Card,
  amount: number,
  message: string | null,
): ScreenResult {
  const shown = { brand: card.brand, last4: card.number.slice(-4) }
  return {
    name,
    message,
    amount,
    currency: charge.currency,
    payment_intent: charge.payment_intent,
    card: shown,
  }
}
