import { nameOfPlace } from '#lib/domain/location.ts'
import { isSimulated, modelOf } from '#lib/domain/reader-models.ts'
import { ok, type Result, refuse } from '#lib/domain/result.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { byOf } from '../allowed.ts'
import { advanceMove, MOVE_TURN_MS, type MoveEnd, type Moving } from './advance-move.ts'
import {
  type BusyRefusal,
  busyBy,
  type CodeRefusal,
  codeFrom,
  compareFree,
  type StripeRefusal,
  type StuckRefusal,
} from './common.ts'

export type MoveRefusal =
  | BusyRefusal
  | StuckRefusal
  | CodeRefusal
  | StripeRefusal
  | { readonly kind: 'not_found' }
  | { readonly kind: 'same_place' }
  /** The code was another reader's: nothing was moved. */
  | { readonly kind: 'other_reader' }
  | { readonly kind: 'not_moved' }

export type Moved = { readonly readerId: string }

type Starting = Moving & Pick<World, 'sales' | 'ids' | 'places'>

/**
 * Moves a reader to another place, which at Stripe is another registration. The new one comes first, so that a wrong code costs nothing; then
 * registers follow, then the old one is deleted. The intention is a row before anything is asked of Stripe: whatever dies in the middle is
 * gone on with by `advanceMoves`. Meanwhile the reader is held, and takes no payment; refused while anybody holds it or Stripe shows
 * something on it.
 */
export async function moveReader(
  world: Starting,
  wanted: { readonly readerId: string; readonly locationId: string; readonly code?: string | undefined },
  { session, live }: { readonly session: Session; readonly live: boolean },
): Promise<Result<Moved, MoveRefusal>> {
  const { readers, places, clock, ids } = world
  const { readerId, locationId } = wanted
  const row = await readers.find(readerId)
  if (!row || row.removedAt !== null) return refuse({ kind: 'not_found' })
  if (row.locationId === locationId) return refuse({ kind: 'same_place' })
  const registrationCode = codeOf(row.deviceType, wanted.code, live)
  if (!registrationCode) return refuse({ kind: 'wrong_pairing_code', because: 'shape' })
  const place = await places.place(locationId)
  if (!place.ok) return refuse({ kind: place.problem.status === 404 ? 'not_found' : 'stripe_unreachable' })
  if (await world.sales.readerHeld(readerId)) return refuse(await busyBy(world, readerId))
  const free = await compareFree(world, readerId)
  if (!free.ok) return free
  const { label } = row
  const toLocationName = nameOfPlace(place.value.typed)
  const by = byOf(session, clock.now())
  const from = row.locationName ?? row.locationId
  const entry = {
    what: 'begin_move_reader',
    subject: readerId,
    named: label,
    before: { location: from },
    after: { location: toLocationName },
    readerId,
  }
  const move = { id: `move_${ids.uuid()}`, readerId, label, toLocationId: locationId, toLocationName }
  const begun = await readers.beginMove({ ...move, registrationCode, by }, entry, by.at + MOVE_TURN_MS)
  if (!begun) return refuse(await busyBy(world, readerId))
  return endOf(await advanceMove(world, move.id))
}

/** Goes on with a move that got stuck: at once, and with another code where one was typed. */
export async function goOnMoving(
  world: Moving,
  { readerId, code }: { readonly readerId: string; readonly code?: string | undefined },
  live: boolean,
): Promise<Result<Moved, MoveRefusal>> {
  const registrationCode = code === undefined ? undefined : codeFrom(code, live)
  if (code !== undefined && !registrationCode) return refuse({ kind: 'wrong_pairing_code', because: 'shape' })
  const untilMs = world.clock.now() + MOVE_TURN_MS
  const move = await world.readers.retryMove(readerId, registrationCode, untilMs)
  return move ? endOf(await advanceMove(world, move.id)) : refuse({ kind: 'not_found' })
}

/** A simulated reader is made again from its model; a real one shows a code. */
function codeOf(deviceType: string, typed: string | undefined, live: boolean): string | undefined {
  if (!live && isSimulated(deviceType)) return modelOf(deviceType).simulatedCode
  return typed === undefined ? undefined : codeFrom(typed, live)
}

function endOf(end: MoveEnd): Result<Moved, MoveRefusal> {
  switch (end.state) {
    case 'done':
      return ok({ readerId: end.readerId })
    case 'wrong_code':
      return refuse({ kind: 'wrong_pairing_code', because: 'refused' })
    case 'other_reader':
      return refuse({ kind: 'other_reader' })
    case 'refused':
      return refuse({ kind: 'stripe_refused', code: end.code, message: end.message })
    case 'waits':
      return refuse({ kind: 'stripe_unreachable', mayBeDone: 'unanswered' })
    case 'over':
      return refuse({ kind: 'not_moved' })
  }
}
