import type { RefundId } from '#lib/domain/ids.ts'
import { money } from '#lib/domain/money.ts'
import type { ReaderSeen } from '#lib/domain/payment-step.ts'
import type { RefundSeen } from '#lib/domain/refund-facts.ts'
import type { IntentSeen } from '#lib/domain/sale-facts.ts'
import type { FleetReader } from '#lib/ports/fleet.ts'
import type { Device, Intent, RefundAtStripe } from './state.ts'

/** An intent as the gateway reads it. */
export function intentSeen(intent: Intent): IntentSeen {
  const { id, status, amount, taken, refunds, lastDecline } = intent
  const back = refunds.reduce((sum, one) => sum + one.amount, 0)
  const paid = status === 'succeeded' || status === 'requires_capture'
  return {
    paymentIntent: id,
    status,
    amount: money(paid ? taken : amount, 'usd'),
    received: money(status === 'succeeded' ? taken : 0, 'usd'),
    tip: money(0, 'usd'),
    ...(lastDecline ? { lastDecline } : {}),
    ...(back > 0 ? { refunded: money(back, 'usd') } : {}),
    ...(paid ? { card: { chargeId: `ch_${id}`, brand: 'visa', last4: '4242', emv: {} } } : {}),
  }
}

export const refundSeen = ({ id, refundId, amount }: RefundAtStripe): RefundSeen => ({
  stripeRefund: id,
  // True because only our own requests make refunds here, and they carry our id.
  refundId: refundId as RefundId,
  amount: money(amount, 'usd'),
  status: 'succeeded',
})

export function readerSeen(device: Device | undefined): ReaderSeen {
  if (!device?.action) return { reachable: true }
  const { type, intent, status, failureCode } = device.action
  return {
    reachable: true,
    action: {
      type,
      status: status === 'waiting' || status === 'authorising' ? 'in_progress' : status,
      paymentIntent: intent,
      ...(failureCode ? { failureCode } : {}),
    },
  }
}

/** As the fleet lists it. */
export function listed({ id, action }: Device): FleetReader {
  const busy = action?.status === 'waiting' || action?.status === 'authorising'
  return {
    readerId: id,
    label: id,
    deviceType: 'simulated_wisepos_e',
    serialNumber: id,
    locationId: 'tml_1',
    status: 'online',
    lastSeenAt: null,
    ...(busy ? { busyWith: { type: action.type, paymentIntent: action.intent } } : {}),
  }
}
