import { idOf, type StaffId } from '#lib/domain/ids.ts'
import { may, type NotAllowed, notAllowed, type Role } from '#lib/domain/permissions.ts'
import { isTrivialPin } from '#lib/domain/pin.ts'
import { ok, type Result, refuse } from '#lib/domain/result.ts'
import { BADGE_LETTERS, badgeOf } from '#lib/domain/spoken-code.ts'
import type { Person, PersonChange, PersonRefusal } from '#lib/ports/people.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { byOf } from './allowed.ts'

export type PeopleRefusal = PersonRefusal | NotAllowed | { readonly kind: 'not_yourself' }

type Needs = Pick<World, 'people' | 'pins' | 'tokens' | 'ids' | 'clock'>

/** Shown once, and good for choosing another. */
export type FirstPin = { readonly id: StaffId; readonly pin: string }

/** Somebody new begins with a PIN of the till's making: nobody else ever knows the one they will use. */
export async function addPerson(
  world: Needs,
  { name, role }: { readonly name: string; readonly role: Role },
  who: Session,
): Promise<Result<FirstPin, PeopleRefusal>> {
  const refused = ownersOnly(who, role)
  if (refused) return refuse(refused)
  const { people, pins, ids, clock } = world
  const pin = firstPin(world)
  const person = { id: idOf('staff', ids.uuid()), name, role, mustChangePin: true }
  await people.add({ ...person, pinHash: await pins.hash(pin) }, byOf(who, clock.now()))
  return ok({ id: person.id, pin })
}

/**
 * Name and role. A role counts from the next press, on every browser they are signed in on. `was` is what they were over which these were
 * typed; another PIN or badge meanwhile is in nobody's way.
 */
export function changePerson(
  world: Needs,
  input: {
    readonly staffId: StaffId
    readonly name: string
    readonly role: Role
    readonly was: { readonly name: string; readonly role: Role }
  },
  who: Session,
): Promise<Result<'changed', PeopleRefusal>> {
  const { staffId, name, role, was } = input
  return withPerson(world, staffId, who, person => {
    if (person.role !== role && staffId === who.staffId) return refuse({ kind: 'not_yourself' })
    const refused = ownersOnly(who, role)
    if (refused) return refuse(refused)
    if (person.name !== was.name || person.role !== was.role) return refuse({ kind: 'changed_meanwhile' })
    return ok({ what: 'change_person', set: { name, role } })
  })
}

/** Who has left is signed out everywhere at once, and their badge opens nothing. What they did keeps their name. */
export function setActive(
  world: Needs,
  { staffId, active }: { readonly staffId: StaffId; readonly active: boolean },
  who: Session,
): Promise<Result<'changed', PeopleRefusal>> {
  return withPerson(world, staffId, who, () => {
    if (staffId === who.staffId) return refuse({ kind: 'not_yourself' })
    const what = active ? 'bring_back_person' : 'disable_person'
    return ok({ what, set: { active }, ...(active ? {} : { ends: {} }) })
  })
}

/** For whoever has forgotten theirs. Their sessions end: a PIN that is reset may have been seen by others. */
export async function resetPin(
  world: Needs,
  staffId: StaffId,
  who: Session,
): Promise<Result<FirstPin, PeopleRefusal>> {
  const pin = firstPin(world)
  const pinHash = await world.pins.hash(pin)
  const done = await withPerson(world, staffId, who, () => {
    if (staffId === who.staffId) return refuse({ kind: 'not_yourself' })
    return ok({ what: 'reset_pin', set: { pinHash, mustChangePin: true }, ends: {} })
  })
  return done.ok ? ok({ id: staffId, pin }) : done
}

/**
 * A new badge in place of the old one, or none. Its code is shown once: the till keeps only a hash under APP_SECRET. A badge that is replaced
 * or taken back may have been found by somebody: what it opened ends, but for the browser that asks.
 */
export async function setBadge(
  world: Needs,
  { staffId, badge }: { readonly staffId: StaffId; readonly badge: 'new' | 'none' },
  who: Session,
): Promise<Result<{ readonly badge: string | null }, PeopleRefusal>> {
  const { tokens } = world
  const code = badge === 'new' ? badgeOf(tokens.spoken(BADGE_LETTERS)) : null
  const badgeHash = code === null ? null : tokens.sealedHash(code)
  const what = code === null ? 'take_badge' : 'give_badge'
  const done = await withPerson(world, staffId, who, ({ hasBadge }) =>
    ok({ what, set: { badgeHash }, ...(hasBadge ? { ends: { but: who.hash } } : {}) }),
  )
  return done.ok ? ok({ badge: code }) : done
}

/** An owner is changed by owners. The version keeps it true: whoever has become one meanwhile is not changed. */
async function withPerson(
  { people, clock }: Needs,
  staffId: StaffId,
  who: Session,
  decide: (person: Person) => Result<Omit<PersonChange, 'staffId'>, PeopleRefusal>,
): Promise<Result<'changed', PeopleRefusal>> {
  const now = clock.now()
  const person = (await people.all(now)).find(one => one.id === staffId)
  if (!person) return refuse({ kind: 'not_found' })
  const refused = ownersOnly(who, person.role)
  if (refused) return refuse(refused)
  const decided = decide(person)
  if (!decided.ok) return decided
  return people.change({ expected: person.version, ...decided.value, staffId }, byOf(who, now))
}

const ownersOnly = (who: Session, role: Role): NotAllowed | undefined =>
  role === 'owner' && !may(who.role, 'people.owners') ? notAllowed(who.role, 'people.owners') : undefined

const FIRST_PIN_DIGITS = 6

/** From the letters' five bits: the digits 2 to 9, as likely each. */
function firstPin(world: Pick<World, 'tokens'>): string {
  for (;;) {
    const digits = world.tokens.spoken(64).replaceAll(/\D/g, '').slice(0, FIRST_PIN_DIGITS)
    if (digits.length === FIRST_PIN_DIGITS && !isTrivialPin(digits)) return digits
  }
}
