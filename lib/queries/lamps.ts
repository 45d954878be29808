import type { LampsAnswer } from '#lib/contracts/sale-answer.ts'
import type { RegisterId } from '#lib/domain/ids.ts'
import type { FleetReader, StripeReach } from '#lib/ports/fleet.ts'
import type { Seen } from '#lib/ports/payments.ts'
import type { ReaderHeld } from '#lib/ports/sale-store.ts'
import type { World } from '#lib/ports/world.ts'

const STRIPE: Record<StripeReach['state'], LampsAnswer['stripe']> = {
  up: 'good',
  slow: 'slow',
  down: 'bad',
  unknown: 'unknown',
}

type LookAtReader = (readerId: string) => Promise<Seen<FleetReader>>

/**
 * The three lamps of a register. That this answers at all is the till's. `look` is the caller's way to see a reader at Stripe, which need
 * not be a call each time: Stripe's own word is up to two minutes old.
 */
export async function lamps(
  { shops, sales, stripe, clock }: Pick<World, 'shops' | 'sales' | 'stripe' | 'clock'>,
  registerId: RegisterId | null,
  look: LookAtReader,
): Promise<LampsAnswer> {
  const registers = await shops.registers()
  const readerId = registers.find(register => register.id === registerId)?.readerId
  const [reach, reader] = await Promise.all([
    stripe.reach(),
    readerId ? Promise.all([look(readerId), sales.readerHeld(readerId)]) : undefined,
  ])
  return {
    till: 'good',
    stripe: STRIPE[reach.state],
    reader: reader ? readerLamp(...reader) : 'none',
    now: clock.now(),
  }
}

function readerLamp(seen: Seen<FleetReader>, held: ReaderHeld | undefined): LampsAnswer['reader'] {
  if (held) return 'busy'
  if (!seen.ok) return 'unknown'
  if (seen.value.busyWith) return 'busy'
  // Stripe may not know yet of a reader that has just been registered; a payment will tell.
  return seen.value.status === 'offline' ? 'offline' : 'good'
}
