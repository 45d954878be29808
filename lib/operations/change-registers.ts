import { idOf, type RegisterId } from '#lib/domain/ids.ts'
import { ok, type Result, refuse } from '#lib/domain/result.ts'
import { REGISTER_CODE_LENGTH, REGISTER_CODE_MS } from '#lib/domain/spoken-code.ts'
import type { RegisterRefusal, RegisterSettings } from '#lib/ports/registers.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { byOf } from './allowed.ts'

type NoSuchReader = {
  readonly kind: 'bad_request'
  readonly problems: readonly { readonly field: string; readonly problem: string }[]
}

type Needs = Pick<World, 'registers' | 'shops' | 'tokens' | 'ids' | 'clock'>

/** A new register. It is nobody's until a browser becomes it. */
export async function addRegister(
  world: Needs,
  settings: RegisterSettings,
  who: Session,
): Promise<Result<{ readonly id: RegisterId }, NoSuchReader>> {
  if (!(await isReader(world, settings.readerId))) return refuse(NO_SUCH_READER)
  const { registers, ids, clock } = world
  const id = idOf('register', ids.uuid())
  await registers.add({ id, ...settings }, byOf(who, clock.now()))
  return ok({ id })
}

/** A payment that is on the old reader ends there; the next Charge goes to the new one. */
export async function changeRegister(
  world: Needs,
  input: RegisterSettings & { readonly registerId: RegisterId; readonly version: number },
  who: Session,
): Promise<Result<'changed', RegisterRefusal | NoSuchReader>> {
  const { registerId, version, ...settings } = input
  if (!(await isReader(world, settings.readerId))) return refuse(NO_SUCH_READER)
  return world.registers.change(registerId, version, settings, byOf(who, world.clock.now()))
}

/** Eight letters that make one browser this register, once, within ten minutes. An older code of it is worth nothing any more. */
export async function giveRegisterCode(
  { registers, tokens, clock }: Needs,
  registerId: RegisterId,
  who: Session,
): Promise<Result<{ readonly code: string; readonly expiresAt: number }, { readonly kind: 'not_found' }>> {
  const code = tokens.spoken(REGISTER_CODE_LENGTH)
  const expiresAt = clock.now() + REGISTER_CODE_MS
  const given = { hash: tokens.hashOf(code), expiresAt }
  const isThere = await registers.giveCode(registerId, given, byOf(who, clock.now()))
  return isThere ? ok({ code, expiresAt }) : refuse({ kind: 'not_found' })
}

/** Its browsers are out at once, and whoever is signed in there. The sale on its counter stays, and a new code brings the register back. */
export async function revokeRegister(
  { registers, clock }: Needs,
  registerId: RegisterId,
  who: Session,
): Promise<Result<'revoked', { readonly kind: 'not_found' } | { readonly kind: 'own_register' }>> {
  if (registerId === who.registerId) return refuse({ kind: 'own_register' })
  const isThere = await registers.revoke(registerId, byOf(who, clock.now()))
  return isThere ? ok('revoked') : refuse({ kind: 'not_found' })
}

const isReader = async ({ shops }: Needs, readerId: string | null): Promise<boolean> =>
  readerId === null || (await shops.readers()).some(reader => reader.id === readerId)

const NO_SUCH_READER: NoSuchReader = {
  kind: 'bad_request',
  problems: [{ field: 'readerId', problem: 'That reader is not there any more. Choose another.' }],
}
