import { ok, type Result, refuse } from '#lib/domain/result.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { byOf } from '../allowed.ts'
import { begun } from '../begun.ts'
import {
  type CodeRefusal,
  codeFrom,
  isAboutCode,
  notDone,
  provedByList,
  type StripeRefusal,
} from './common.ts'

/**
 * Registers a reader by the code on its screen, or a simulated one in the sandbox. `press` names Stripe's key: the same press sent twice is
 * one reader. One whose answer was lost is found by the next look at Stripe's list, too.
 */
export async function registerReader(
  world: Pick<World, 'readers' | 'fleet' | 'clock' | 'audit'>,
  wanted: {
    readonly press: string
    readonly code: string
    readonly label: string
    readonly locationId: string
  },
  { session, live }: { readonly session: Session; readonly live: boolean },
): Promise<Result<{ readonly readerId: string }, CodeRefusal | StripeRefusal>> {
  const { readers, fleet, clock } = world
  const { press, label, locationId } = wanted
  const registrationCode = codeFrom(wanted.code, live)
  if (!registrationCode) return refuse({ kind: 'wrong_pairing_code', because: 'shape' })
  // It has no id yet: it will carry the press that wished it.
  const after = { label, location: locationId }
  await begun(world, session, { what: 'register_reader', subject: press, named: label, after })
  const key = `tapline:reader:${press}:register:1`
  const sent = await fleet.registerReader({ registrationCode, label, locationId, press }, key)
  if (sent.outcome === 'refused' && isAboutCode(sent.problem))
    return refuse({ kind: 'wrong_pairing_code', because: 'refused' })
  const ending = await provedByList(sent, press, () => fleet.readers(locationId))
  if (ending.outcome !== 'done') return notDone(ending)
  const reader = ending.answer
  const { readerId, deviceType, serialNumber, locationName } = reader
  const entry = {
    what: 'register_reader',
    subject: readerId,
    named: reader.label,
    after: { label: reader.label, location: locationName ?? locationId, deviceType, serialNumber },
    readerId,
    requestId: ending.requestId,
  }
  await readers.keep(reader, clock.now(), { entry, by: byOf(session, clock.now()) })
  return ok({ readerId })
}
