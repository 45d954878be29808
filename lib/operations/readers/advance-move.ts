import { isKeyOld } from '#lib/domain/key-age.ts'
import { isSimulated } from '#lib/domain/reader-models.ts'
import type { FleetReader } from '#lib/ports/fleet.ts'
import type { Ending, Problem } from '#lib/ports/payments.ts'
import type { Move, ReaderRow } from '#lib/ports/readers.ts'
import type { World } from '#lib/ports/world.ts'
import { retryMs } from '../payment/pace.ts'
import { isAboutCode } from './common.ts'

export type Moving = Pick<World, 'readers' | 'fleet' | 'clock' | 'log'>

export type MoveEnd =
  | { readonly state: 'done'; readonly readerId: string }
  | { readonly state: 'wrong_code' }
  /** The code was good, and another device’s. */
  | { readonly state: 'other_reader' }
  | { readonly state: 'refused'; readonly message: string; readonly code: string }
  /** Stripe has not said; it goes on by itself. */
  | { readonly state: 'waits' }
  | { readonly state: 'over' }

/** A new place is asked for this often before the move waits for a person. */
const MOST_TRIES = 5

/** Whoever goes on with a move has it alone for so long: more than Stripe takes to answer. Who is later still finds it done, and writes nothing. */
export const MOVE_TURN_MS = 90_000

/** Goes on with a move from its row alone: registered at the new place, then deleted at the old one. Anybody may, at any time. */
export async function advanceMove(world: Moving, moveId: string): Promise<MoveEnd> {
  for (;;) {
    const move = await world.readers.move(moveId)
    if (!move) return { state: 'over' }
    if (move.state === 'done') return { state: 'done', readerId: move.newReaderId ?? move.readerId }
    if (move.state === 'refused') return { state: 'over' }
    const end = await (move.state === 'registering' ? register(world, move) : deleteOld(world, move))
    if (end) return end
  }
}

/** Every move whose time has come. */
export async function advanceMoves(world: Moving): Promise<void> {
  const now = world.clock.now()
  for (const { id } of await world.readers.dueMoves(now, now + MOVE_TURN_MS)) await advanceMove(world, id)
}

async function register(world: Moving, move: Move): Promise<MoveEnd | undefined> {
  const { id, label, toLocationId: locationId, registrationCode, n } = move
  const isOld = isKeyOld(move.startedAt, world.clock.now())
  // Under a number before this one, with this code or another, it may have been done.
  if (n > 1) {
    const before = await adopted(world, move)
    if (before === 'unknown') return wait(world, move, 'no_answer', n)
    if (before !== 'no') return before.end
  }
  if (!registrationCode || isOld) return giveUp(world, move, 'key_expired')
  const key = `tapline:${id}:register:${n}`
  const ending = await world.fleet.registerReader({ registrationCode, label, locationId, moveId: id }, key)
  if (ending.outcome === 'done') return took(world, move, ending.answer)
  const { problem } = ending
  if (ending.outcome === 'unknown' && !ending.answered) return wait(world, move, problem.code, n)
  if (ending.outcome === 'unknown' && n < MOST_TRIES) {
    const made = await adopted(world, move)
    return typeof made === 'object' ? made.end : wait(world, move, problem.code, n + 1)
  }
  const end = await giveUp(world, move, problem.code, ending)
  if (end?.state !== 'over' || ending.outcome !== 'refused') return end
  const { code, message } = problem
  return isAboutCode(problem) ? { state: 'wrong_code' } : { state: 'refused', code, message }
}

/** Registers follow only when it is the device that was meant. Undefined: go on from the row. */
async function took(world: Moving, move: Move, reader: FleetReader): Promise<MoveEnd | undefined> {
  const { readers, clock } = world
  const old = await readers.find(move.readerId)
  if (old && isOther(old, reader)) return takeBack(world, move, reader)
  const now = clock.now()
  await readers.keep(reader, now)
  await readers.movedTo(move, reader, now)
  return undefined
}

/** A device keeps its serial number wherever it is registered. A simulated one is made anew each time. */
const isOther = (old: ReaderRow, made: FleetReader): boolean =>
  !isSimulated(old.deviceType) &&
  old.serialNumber !== '' &&
  made.serialNumber !== '' &&
  old.serialNumber !== made.serialNumber

/** Another device must not stand there under this one's name. Until Stripe has deleted it the move waits, and asks again. */
async function takeBack(world: Moving, move: Move, { readerId }: FleetReader): Promise<MoveEnd | undefined> {
  const ending = await world.fleet.deleteReader(readerId)
  if (ending.outcome !== 'done') return wait(world, move, ending.problem.code, move.n)
  return (await stayed(world, move, 'other_reader', ending)) ? { state: 'other_reader' } : undefined
}

type Adopted = 'no' | 'unknown' | { readonly end: MoveEnd | undefined }

/** A registration whose answer was lost carries the move's name at Stripe. `unknown` when Stripe's list could not be read. */
async function adopted(world: Moving, move: Move): Promise<Adopted> {
  const seen = await world.fleet.readers(move.toLocationId)
  if (!seen.ok) return isMissing(seen.problem) ? 'no' : 'unknown'
  const made = seen.value.find(reader => reader.moveId === move.id)
  return made ? { end: await took(world, move, made) } : 'no'
}

/** At a place that is no more nothing was registered. */
const isMissing = ({ status, code }: Problem): boolean => status === 404 || code === 'resource_missing'

/** Registered again under the same id, or gone already: then there is nothing left to delete. */
async function deleteOld(world: Moving, move: Move): Promise<MoveEnd | undefined> {
  const { readerId, newReaderId, toLocationName, label } = move
  const ending: Ending<'deleted'> | undefined =
    newReaderId === readerId ? undefined : await world.fleet.deleteReader(readerId)
  if (ending && ending.outcome !== 'done') return wait(world, move, ending.problem.code, move.n)
  const entry = {
    what: 'move_reader',
    subject: newReaderId ?? readerId,
    named: label,
    before: { readerId },
    after: { readerId: newReaderId, location: toLocationName },
    readerId: newReaderId ?? readerId,
    requestId: ending?.requestId,
  }
  await world.readers.endMove(move, { state: 'done' }, world.clock.now(), entry)
  // The row says how it ended, whoever ended it.
  return undefined
}

/**
 * Nothing was changed: the reader stays where it was. Only once Stripe's list has said so: a number refused today may have been done
 * when its answer was lost.
 */
async function giveUp(
  world: Moving,
  move: Move,
  problem: string,
  ending: Pick<Ending, 'requestId'> = {},
): Promise<MoveEnd | undefined> {
  const made = await adopted(world, move)
  if (made === 'unknown') return wait(world, move, problem, move.n + 1)
  if (made !== 'no') return made.end
  return (await stayed(world, move, problem, ending)) ? { state: 'over' } : undefined
}

/** False when somebody else has ended it meanwhile. */
async function stayed(
  world: Moving,
  move: Move,
  problem: string,
  { requestId }: Pick<Ending, 'requestId'>,
): Promise<boolean> {
  const { readerId, label, toLocationName } = move
  const entry = {
    what: 'move_reader_refused',
    subject: readerId,
    named: label,
    after: { location: toLocationName, refused: problem },
    readerId,
    requestId,
  }
  return world.readers.endMove(move, { state: 'refused', problem }, world.clock.now(), entry)
}

async function wait(world: Moving, move: Move, problem: string, n: number): Promise<MoveEnd> {
  world.log.warn({ move: move.id, problem }, 'a reader is still on its way')
  await world.readers.moveStuck(move, problem, { n, tryAt: world.clock.now() + retryMs(3) })
  return { state: 'waits' }
}
