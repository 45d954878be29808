import { ok, type Result, refuse } from '#lib/domain/result.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { byOf } from './allowed.ts'
import { checkPin, PIN_IS_ANOTHER, type PinRefusal } from './check-pin.ts'
import { type SignInRefusal, samePin } from './sign-in.ts'

/** By whoever knows the old one, counted like any try to sign in. Their other browsers are signed out; this one stays. */
export async function changeOwnPin(
  world: Pick<World, 'staff' | 'people' | 'pins' | 'audit' | 'clock'>,
  { pin, newPin }: { readonly pin: string; readonly newPin: string },
  who: Session,
): Promise<Result<'changed', PinRefusal | Extract<SignInRefusal, { kind: 'bad_request' }>>> {
  const { people, pins, clock } = world
  const checked = await checkPin(world, { staffId: who.staffId, pin, register: who.registerId ?? 'unbound' })
  if (!checked.ok) return checked
  if (newPin === pin) return refuse(samePin('newPin'))
  const set = { pinHash: await pins.hash(newPin), mustChangePin: false }
  const { id: staffId, pinHash: expectedPin } = checked.value
  const change = { staffId, expectedPin, what: 'choose_pin', set, ends: { but: who.hash } }
  const done = await people.change(change, byOf(who, clock.now()))
  return done.ok ? ok('changed') : refuse(PIN_IS_ANOTHER)
}
