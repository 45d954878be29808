import { isKeyOld } from '#lib/domain/key-age.ts'
import type { FleetReader } from '#lib/ports/fleet.ts'
import type { Ending } from '#lib/ports/payments.ts'
import type { Move } from '#lib/ports/readers.ts'
import type { World } from '#lib/ports/world.ts'
import { retryMs } from '../payment/pace.ts'
import { isAboutCode } from './common.ts'

export type Moving = Pick<World, 'readers' | 'fleet' | 'clock' | 'log'>

export type MoveEnd =
  | { readonly state: 'done'; readonly readerId: string }
  | { readonly state: 'wrong_code' }
  | { readonly state: 'refused'; readonly message: string }
  /** Stripe has not said; it goes on by itself. */
  | { readonly state: 'waits' }
  | { readonly state: 'over' }

/** A new place is asked for this often before the move waits for a person. */
const MOST_TRIES = 5

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
  for (const { id } of await world.readers.dueMoves(now, now + 90_000)) await advanceMove(world, id)
}

async function register(world: Moving, move: Move): Promise<MoveEnd | undefined> {
  const { id, label, toLocationId: locationId, registrationCode, n } = move
  const isOld = isKeyOld(move.startedAt, world.clock.now())
  if (!registrationCode || isOld)
    return (await adopted(world, move)) ? undefined : giveUp(world, move, 'key_expired')
  const key = `tapline:${id}:register:${n}`
  const ending = await world.fleet.registerReader({ registrationCode, label, locationId, moveId: id }, key)
  if (ending.outcome === 'done') return took(world, move, ending.answer)
  if (ending.outcome === 'refused') {
    await giveUp(world, move, ending.problem.code, ending)
    return isAboutCode(ending.problem)
      ? { state: 'wrong_code' }
      : { state: 'refused', message: ending.problem.message }
  }
  if (ending.answered && (await adopted(world, move))) return undefined
  if (ending.answered && n >= MOST_TRIES) return giveUp(world, move, ending.problem.code, ending)
  return wait(world, move, ending.problem.code, ending.answered ? n + 1 : n)
}

async function took(world: Moving, move: Move, reader: FleetReader): Promise<undefined> {
  const now = world.clock.now()
  await world.readers.keep(reader, now)
  await world.readers.movedTo(move, reader, now)
}

/** A registration whose answer was lost carries the move's name at Stripe. */
async function adopted(world: Moving, move: Move): Promise<boolean> {
  const seen = await world.fleet.readers(move.toLocationId)
  const made = seen.ok ? seen.value.find(reader => reader.moveId === move.id) : undefined
  if (made) await took(world, move, made)
  return made !== undefined
}

/** Registered again under the same id, or gone already: then there is nothing left to delete. */
async function deleteOld(world: Moving, move: Move): Promise<MoveEnd> {
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
  return { state: 'done', readerId: newReaderId ?? readerId }
}

/** Nothing was changed: the reader stays where it was. */
async function giveUp(
  world: Moving,
  move: Move,
  problem: string,
  { requestId }: Pick<Ending, 'requestId'> = {},
): Promise<MoveEnd> {
  const { readerId, label, toLocationName } = move
  const entry = {
    what: 'move_reader_refused',
    subject: readerId,
    named: label,
    after: { location: toLocationName, refused: problem },
    readerId,
    requestId,
  }
  await world.readers.endMove(move, { state: 'refused', problem }, world.clock.now(), entry)
  return { state: 'over' }
}

async function wait(world: Moving, move: Move, problem: string, n: number): Promise<MoveEnd> {
  world.log.warn({ move: move.id, problem }, 'a reader is still on its way')
  await world.readers.moveStuck(move, problem, { n, tryAt: world.clock.now() + retryMs(3) })
  return { state: 'waits' }
}
