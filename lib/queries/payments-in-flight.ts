import type { LeftReader, LivePayment, OpenCall, PaymentsAnswer } from '#lib/contracts/payments.ts'
import { paymentOf } from '#lib/domain/payment-view.ts'
import { liveCard } from '#lib/domain/sale.ts'
import type { InFlight } from '#lib/ports/diary.ts'
import type { World } from '#lib/ports/world.ts'

/** An answer usually takes a fraction of this; what takes longer is worth a manager's eye. */
const SLOW_CALL_MS = 4_000
const A_DAY_MS = 24 * 3_600_000

/** Every card payment under way, readers that ended ones still hold, and calls nobody has answered. */
export async function paymentsInFlight({
  diary,
  clock,
}: Pick<World, 'diary' | 'clock'>): Promise<PaymentsAnswer> {
  const now = clock.now()
  const [flights, deeds] = await Promise.all([diary.inFlight(), diary.deeds(now - A_DAY_MS)])
  return {
    live: flights.flatMap(liveOf),
    left: flights.flatMap(leftOf),
    open: flights.flatMap(flight => openOf(flight, now)),
    deeds,
    now,
  }
}

const ofSale = ({ sale }: InFlight) => ({ saleId: sale.id, saleNumber: sale.number })

const nameOf = ({ readers }: InFlight, readerId: string): string => readers[readerId] ?? 'Reader'

function liveOf(flight: InFlight): readonly LivePayment[] {
  const { sale, leases, registerName, staffName } = flight
  const tender = liveCard(sale)
  const payment = tender && paymentOf(sale, leases)
  if (!tender || !payment) return []
  return [
    {
      ...ofSale(flight),
      tenderId: tender.id,
      amount: tender.amount,
      mood: payment.mood,
      doubtful: payment.doubtful === true,
      since: payment.since,
      registerName,
      staffName,
      reader: nameOf(flight, tender.readerId),
      ...(payment.captureBefore === undefined ? {} : { captureBefore: payment.captureBefore }),
      canStop: tender.state !== 'held' && tender.wish !== 'stop',
    },
  ]
}

function leftOf(flight: InFlight): readonly LeftReader[] {
  const alive = liveCard(flight.sale)?.id
  return flight.leases.flatMap(({ readerId, since, holder }) =>
    holder.kind !== 'tender' || holder.tenderId === alive
      ? []
      : [{ ...ofSale(flight), tenderId: holder.tenderId, readerId, reader: nameOf(flight, readerId), since }],
  )
}

function openOf(flight: InFlight, now: number): readonly OpenCall[] {
  return flight.openCalls
    .filter(call => now - call.writtenAt >= SLOW_CALL_MS)
    .map(({ tenderId, step, writtenAt, readerId }) => ({
      ...ofSale(flight),
      tenderId,
      step,
      since: writtenAt,
      ...(readerId ? { reader: nameOf(flight, readerId) } : {}),
    }))
}
