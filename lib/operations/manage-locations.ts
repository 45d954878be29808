import {
  emptiedProblems,
  type LocationProblem,
  type LocationTyped,
  locationProblems,
  locationSent,
  nameOfPlace,
} from '#lib/domain/location.ts'
import { ok, type Result, refuse } from '#lib/domain/result.ts'
import type { AuditBy } from '#lib/ports/audit.ts'
import type { Ending } from '#lib/ports/payments.ts'
import type { Place } from '#lib/ports/places.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { byOf } from './allowed.ts'
import { begun } from './begun.ts'
import { notDone, provedByList, type StripeRefusal } from './readers/common.ts'

export type AskedOfStripe = StripeRefusal | { readonly kind: 'not_found' }

export type LocationRefusal =
  | AskedOfStripe
  | { readonly kind: 'bad_request'; readonly problems: readonly LocationProblem[] }
  | { readonly kind: 'changed_meanwhile' }
  | { readonly kind: 'readers_remain'; readonly count: number }
  | { readonly kind: 'location_in_use'; readonly registers: readonly string[] }
  | { readonly kind: 'location_taxed'; readonly classes: readonly string[] }
  | { readonly kind: 'shops_own_location' }

type Managing = Pick<World, 'places' | 'fleet' | 'audit' | 'shops' | 'registers' | 'clock'>

/** A new location at Stripe. The same press twice is one location, whatever became of the first answer. */
export async function createLocation(
  world: Managing,
  { press, typed }: { readonly press: string; readonly typed: LocationTyped },
  session: Session,
): Promise<Result<Place, LocationRefusal>> {
  const problems = locationProblems(typed)
  if (problems.length > 0) return refuse({ kind: 'bad_request', problems })
  const sent = locationSent(typed, { isUpdate: false })
  // It has no id yet: it will carry the press that wished it.
  const wish = { what: 'create_location', subject: press, named: nameOfPlace(typed), after: told({ typed }) }
  await begun(world, session, wish)
  const ending = await world.places.create(sent, press, `tapline:location:${press}:create`)
  const made = doneOr(await provedByList(ending, press, () => world.places.list()))
  if (!made.ok) return made
  const { place, requestId } = made.value
  await written(world, byOf(session, world.clock.now()), {
    what: 'create_location',
    place,
    after: told(place),
    requestId,
  })
  return ok(place)
}

type Edit = {
  readonly press: string
  readonly locationId: string
  readonly typed: LocationTyped
  readonly seen: LocationTyped
}

/**
 * `seen` is what the form began with: where Stripe has something else by now, nothing is overwritten. One change at a time for each location,
 * so that of two at once the second sees the first. The country stays for ever.
 */
export const updateLocation = (
  world: Managing & Pick<World, 'readers'>,
  input: Edit,
  session: Session,
): Promise<Result<Place, LocationRefusal>> =>
  world.readers.settingsAlone(input.locationId, () => editLocation(world, input, session))

async function editLocation(
  world: Managing,
  input: Edit,
  session: Session,
): Promise<Result<Place, LocationRefusal>> {
  const now = await world.places.place(input.locationId)
  if (!now.ok) return unread(now.problem)
  const before = now.value
  if (input.typed.country !== before.typed.country)
    return refuse({ kind: 'bad_request', problems: [{ field: 'country', problem: COUNTRY_STAYS }] })
  // What is wanted may be there already: the same press once more.
  if (!isSame(before.typed, input.seen) && !isSame(before.typed, input.typed))
    return refuse({ kind: 'changed_meanwhile' })
  const problems = [...locationProblems(input.typed), ...emptiedProblems(before.typed, input.typed)]
  if (problems.length > 0) return refuse({ kind: 'bad_request', problems })
  const sent = locationSent(input.typed, { isUpdate: true })
  const wish = { what: 'change_location', subject: input.locationId, named: nameOfPlace(before.typed) }
  await begun(world, session, { ...wish, before: told(before), after: told(input) })
  const made = doneOr(
    await world.places.update(input.locationId, sent, `tapline:location:${input.press}:update`),
  )
  if (!made.ok) return made
  const { place, requestId } = made.value
  const by = byOf(session, world.clock.now())
  await written(world, by, {
    what: 'change_location',
    place,
    before: told(before),
    after: told(place),
    requestId,
  })
  return ok(place)
}

const COUNTRY_STAYS = 'Stripe never changes a location’s country. Add a new location there instead.'

const isSame = (a: LocationTyped, b: LocationTyped): boolean =>
  Object.entries(a).every(([field, text]) => text === b[field as keyof LocationTyped]) // True: both have the same fields.

/**
 * Refused while readers stand there or registers name it, for their payments would fail; and while tax rates hold there alone, for nobody
 * could tell what place they were for. The shop's own stays for ever: registers without one of theirs, and those that are still to come,
 * are there.
 */
export async function deleteLocation(
  world: Managing & Pick<World, 'goods'>,
  locationId: string,
  session: Session,
): Promise<Result<'deleted', LocationRefusal>> {
  const now = await world.places.place(locationId)
  if (!now.ok) return unread(now.problem)
  const shop = await world.shops.shop()
  if (shop?.locationId === locationId) return refuse({ kind: 'shops_own_location' })
  const readers = await world.fleet.readers(locationId)
  if (!readers.ok) return unread(readers.problem)
  if (readers.value.length > 0) return refuse({ kind: 'readers_remain', count: readers.value.length })
  const registers = await namesOfRegistersAt(world, locationId)
  if (registers.length > 0) return refuse({ kind: 'location_in_use', registers })
  const classes = await classesTaxedAt(world, locationId)
  if (classes.length > 0) return refuse({ kind: 'location_taxed', classes })
  const wish = { what: 'delete_location', subject: locationId, named: nameOfPlace(now.value.typed) }
  await begun(world, session, { ...wish, before: told(now.value) })
  const ending = await world.places.remove(locationId)
  if (ending.outcome !== 'done') return refusedBy(ending)
  const { requestId } = ending
  await written(world, byOf(session, world.clock.now()), {
    what: 'delete_location',
    place: now.value,
    before: told(now.value),
    requestId,
  })
  return ok('deleted')
}

async function namesOfRegistersAt({ registers, clock }: Managing, locationId: string): Promise<string[]> {
  const all = await registers.all(clock.now())
  return all
    .filter(register => register.locationId === locationId && register.revokedAt === null)
    .map(({ name }) => name)
}

const classesTaxedAt = async ({ goods }: Pick<World, 'goods'>, locationId: string): Promise<string[]> =>
  (await goods.taxClasses())
    .filter(({ rates }) => rates.some(rate => rate.locationId === locationId))
    .map(({ name }) => name)

/** What is written down of a location: only what is there. */
const told = ({ typed }: Pick<Place, 'typed'>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(typed).filter(([, text]) => text !== ''))

type Written = {
  readonly what: string
  readonly place: Place
  readonly before?: unknown
  readonly after?: unknown
  readonly requestId?: string | undefined
}

async function written(world: Managing, by: AuditBy, { what, place, before, after, requestId }: Written) {
  const { locationId, typed } = place
  const named = nameOfPlace(typed)
  await world.audit.write({ what, subject: locationId, named, before, after, requestId }, by, ['locations'])
}

type Done = { readonly place: Place; readonly requestId: string | undefined }

function doneOr(ending: Ending<Place>): Result<Done, AskedOfStripe> {
  if (ending.outcome !== 'done') return refusedBy(ending)
  return ok({ place: ending.answer, requestId: ending.requestId })
}

/** As for readers; and what Stripe does not know any more is not there. */
export function refusedBy(ending: Exclude<Ending<unknown>, { outcome: 'done' }>) {
  const isGone = ending.outcome === 'refused' && ending.problem.status === 404
  return isGone ? refuse({ kind: 'not_found' } as const) : notDone(ending)
}

/** A read that brought nothing. */
export function unread({ status }: { readonly status: number }) {
  return refuse({ kind: status === 404 ? 'not_found' : 'stripe_unreachable' } as const)
}
