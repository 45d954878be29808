import type { RegisterSeenAnswer, RegistersAnswer } from '#lib/contracts/registers.ts'
import { nameOfPlace } from '#lib/domain/location.ts'
import type { FleetReader } from '#lib/ports/fleet.ts'
import type { Seen } from '#lib/ports/payments.ts'
import type { Place } from '#lib/ports/places.ts'
import type { RegisterSeen } from '#lib/ports/registers.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'

/** What Stripe last said of readers and places. The caller's way to ask need not be a call each time. */
export type LookAtFleet = () => Promise<{
  readonly readers: Seen<readonly FleetReader[]>
  readonly locations: readonly Place[]
}>

/** Every register with its reader's lamp. Three statements; Stripe's silence costs the lamps and the names of places, nothing else. */
export async function registersNow(
  { registers, shops, clock }: Pick<World, 'registers' | 'shops' | 'clock'>,
  who: Session,
  look: LookAtFleet,
): Promise<RegistersAnswer> {
  const now = clock.now()
  const [all, ours, shop, seen] = await Promise.all([
    registers.all(now),
    shops.readers(),
    shops.shop(),
    look(),
  ])
  const readers = new Map(seen.readers.ok ? seen.readers.value.map(one => [one.readerId, one]) : [])
  return {
    registers: all.map(register => seenOf(register, all, seen.readers.ok, readers, who)),
    readers: ours.map(({ id, label }) => ({ id, label, locationId: readers.get(id)?.locationId ?? null })),
    locations: seen.locations.map(({ locationId: id, typed }) => ({
      id,
      name: nameOfPlace(typed),
      isShops: id === shop?.locationId,
    })),
    now,
  }
}

function seenOf(
  { readerBusy, twoSteps: _, ...register }: RegisterSeen,
  all: readonly RegisterSeen[],
  isAnswered: boolean,
  readers: ReadonlyMap<string, FleetReader>,
  who: Session,
): RegisterSeenAnswer {
  const { id, readerId } = register
  const reader = readerId === null ? undefined : readers.get(readerId)
  return {
    ...register,
    reader: readerId === null ? 'none' : readerBusy ? 'busy' : isAnswered ? lampOf(reader) : 'unknown',
    sharesWith: register.revokedAt === null ? sharersOf(register, all) : [],
    own: id === who.registerId,
  }
}

const sharersOf = ({ id, readerId }: Pick<RegisterSeen, 'id' | 'readerId'>, all: readonly RegisterSeen[]) =>
  all
    .filter(other => other.id !== id && readerId !== null && other.readerId === readerId)
    .filter(({ revokedAt }) => revokedAt === null)
    .map(({ name }) => name)

/** Stripe may not know yet of a reader that has just been registered; a payment will tell. */
function lampOf(reader: FleetReader | undefined): RegisterSeenAnswer['reader'] {
  if (!reader) return 'unknown'
  if (reader.busyWith) return 'busy'
  return reader.status === 'offline' ? 'offline' : 'good'
}
