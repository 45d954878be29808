import { nameOfPlace } from '#lib/domain/location.ts'
import {
  isSecret,
  type ReaderSettings,
  type SplashDevice,
  splashIn,
  splashProblem,
  withoutSecrets,
} from '#lib/domain/reader-settings.ts'
import { ok, type Result, refuse } from '#lib/domain/result.ts'
import { textOf } from '#lib/domain/text-of.ts'
import type { KeptSettings, PartChange, PartSent } from '#lib/ports/places.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { byOf } from './allowed.ts'
import { begun } from './begun.ts'
import { type AskedOfStripe, refusedBy, unread } from './manage-locations.ts'
import { type Problems, settingProblems } from './reader-setting-problems.ts'
import { wifiSent } from './send-wifi-files.ts'

export type SettingsRefusal =
  | AskedOfStripe
  | { readonly kind: 'changed_meanwhile' }
  | { readonly kind: 'bad_request'; readonly problems: Problems }

type Managing = Pick<World, 'places' | 'readers' | 'audit' | 'clock' | 'certificates'>

/** `account` is what holds wherever a location says nothing. */
export type SettingsPlace = string | 'account'

type Wanted = {
  readonly press: string
  readonly place: SettingsPlace
  readonly change: PartChange
  /** What was set there itself as the person saw it, secrets hidden; null for nothing. */
  readonly seen: unknown
  /** Of a part that is not told whole: the last change of it that the person knew of; null for none, missing for not asked about. */
  readonly version?: number | null | undefined
}

/**
 * Changes one part of what readers are set to, one change at a time for each place: of two that find no settings of its own, the second
 * finds those that the first has made. A location that has no settings of its own is given some first; should the till die
 * between the two calls, settings that nobody uses are left at Stripe, and the next press makes others. Where something else than `seen` is set by now, nothing is overwritten. What
 * Stripe tells of a network or a passcode is not all of it: there the last change that the audit has of it decides, and whoever changes
 * it elsewhere is not noticed.
 */
export async function changeReaderSettings(
  world: Managing,
  input: Wanted,
  session: Session,
): Promise<Result<ReaderSettings, SettingsRefusal>> {
  const problems = settingProblems(world, input.change)
  if (problems.length > 0) return refuse({ kind: 'bad_request', problems })
  return alone(world, input, session, 'not_begun')
}

/** Whether the audit knows already who wishes it. */
type Begun = 'begun' | 'not_begun'

const alone = (world: Managing, input: Wanted, session: Session, isBegun: Begun) =>
  world.readers.settingsAlone(input.place, () => changePart(world, input, session, isBegun))

async function changePart(
  world: Managing,
  input: Wanted,
  session: Session,
  isBegun: Begun,
): Promise<Result<ReaderSettings, SettingsRefusal>> {
  const found = await ownSettings(world, input.place)
  if (!found.ok) return found
  const { own, named } = found.value
  if (!isAsSeen(own?.settings ?? {}, input) || !(await isLatest(world, input)))
    return refuse({ kind: 'changed_meanwhile' })
  // Nothing of its own, and nothing is what is wanted.
  if (!own && input.change.value === null) return ok({})
  if (isBegun === 'not_begun') {
    const { part, value } = input.change
    const after = { [part]: value === null ? null : toldOf(wantedOf(input.change)) }
    await begun(world, session, { ...about(input.place, named), ...beforeOf(own, part), after })
  }
  const change = await withItsFiles(world, input)
  if (!change.ok) return change
  const kept = own ? ok(own) : await firstSettings(world, input, named)
  return kept.ok ? sendChange(world, input, { kept: kept.value, named, change: change.value }, session) : kept
}

/** A network’s files go to Stripe first: what it takes is their ids. */
async function withItsFiles(
  { places }: Managing,
  { change, press }: Wanted,
): Promise<Result<PartSent, AskedOfStripe>> {
  if (change.part !== 'wifi') return ok(change)
  if (change.value === null) return ok({ part: 'wifi', value: null })
  const sent = await wifiSent(places, change.value, `tapline:configuration:${press}`)
  return sent.ok ? ok({ part: 'wifi', value: sent.value }) : sent
}

async function sendChange(
  world: Managing,
  input: Wanted,
  { kept, named, change }: { readonly kept: KeptSettings; readonly named: string; readonly change: PartSent },
  session: Session,
): Promise<Result<ReaderSettings, SettingsRefusal>> {
  const key = `tapline:configuration:${input.press}:change`
  const ending = await world.places.change(kept.configurationId, change, key)
  if (ending.outcome !== 'done') return refusedBy(ending)
  const { part } = change
  await world.audit.write(
    {
      ...about(input.place, named),
      ...beforeOf(kept, part),
      after: {
        [part]: toldOf(ending.answer.settings[part]),
        ...(isSecret(part) ? { press: input.press } : {}),
      },
      requestId: ending.requestId,
    },
    byOf(session, world.clock.now()),
    ['locations'],
  )
  await forgetReplaced(world, kept.settings, input.change)
  return ok(withoutSecrets(ending.answer.settings))
}

const CHANGED = 'change_reader_settings'
const about = (subject: SettingsPlace, named: string) => ({ what: CHANGED, subject, named })

const beforeOf = (kept: KeptSettings | undefined, part: PartChange['part']) => ({
  before: { [part]: toldOf(kept?.settings[part]) },
})

/** Our copy of a picture that no reader shows any more. */
async function forgetReplaced({ readers }: Managing, was: ReaderSettings, change: PartChange): Promise<void> {
  const replaced = change.part === 'splash' ? was.splash?.[change.device] : undefined
  if (replaced !== undefined && replaced !== change.value) await readers.forgetPicture(replaced)
}

/** What was seen, or already what is wanted: the same press may come twice. */
function isAsSeen(now: ReaderSettings, { change, seen }: Wanted): boolean {
  const there = textOf(partOf(withoutSecrets(now), change) ?? null)
  return there === textOf(seen ?? null) || textOf(partOf(now, change) ?? null) === textOf(wantedOf(change))
}

const partOf = (settings: ReaderSettings, change: PartChange): unknown =>
  change.part === 'splash' ? settings.splash?.[change.device] : settings[change.part]

/** Whether the last change of a part that is not told whole is the one that was seen, or this very press, whose answer got lost. */
async function isLatest({ audit }: Managing, { place, press, change, version }: Wanted): Promise<boolean> {
  if (version === undefined || !isSecret(change.part)) return true
  const last = await audit.lastOf({ what: CHANGED, subject: place, part: change.part })
  return (last?.seq ?? null) === version || last?.after.press === press
}

/** As Stripe would tell it afterwards. */
const wantedOf = (change: PartChange): unknown =>
  change.part === 'wifi' && change.value ? { kind: change.value.kind, ssid: change.value.ssid } : change.value

type Own = { readonly own: KeptSettings | undefined; readonly named: string }

async function ownSettings({ places }: Managing, place: SettingsPlace): Promise<Result<Own, AskedOfStripe>> {
  if (place === 'account') {
    const account = await places.accountSettings()
    return account.ok ? ok({ own: account.value, named: 'All locations' }) : unread(account.problem)
  }
  const found = await places.place(place)
  if (!found.ok) return unread(found.problem)
  const { configurationId, typed } = found.value
  const named = nameOfPlace(typed)
  if (!configurationId) return ok({ own: undefined, named })
  const own = await places.settings(configurationId)
  return own.ok ? ok({ own: own.value, named }) : unread(own.problem)
}

async function firstSettings(
  { places }: Managing,
  { place, press }: Wanted,
  named: string,
): Promise<Result<KeptSettings, AskedOfStripe>> {
  const made = await places.createSettings(named, `tapline:configuration:${press}:create`)
  if (made.outcome !== 'done') return refusedBy(made)
  const { answer } = made
  const assigned = await places.assign(place, answer.configurationId, `tapline:configuration:${press}:assign`)
  return assigned.outcome === 'done' ? ok(answer) : refusedBy(assigned)
}

/** A passcode opens the device’s menu: that it was changed is written down, not what it is. */
const toldOf = (value: unknown): unknown =>
  typeof value === 'string' && /^\d{5}$/.test(value) ? 'set' : (value ?? null)

/**
 * A picture for the readers’ idle screens: checked by its own bytes, kept by Stripe, then set as a part like any other. Stripe gives no
 * picture back, so a copy stays here to be looked at.
 */
export async function setSplash(
  world: Managing,
  input: {
    readonly press: string
    readonly place: SettingsPlace
    readonly device: SplashDevice
    readonly bytes: Uint8Array
    /** The file that was set there itself as the person saw it; null for none. */
    readonly seen: string | null
  },
  session: Session,
): Promise<Result<ReaderSettings, SettingsRefusal>> {
  const { press, place, device, bytes, seen } = input
  const picture = splashIn(bytes)
  const problem = splashProblem(device, picture, bytes.length)
  if (problem || !picture)
    return refuse({ kind: 'bad_request', problems: [{ field: 'splash', problem: problem ?? '' }] })
  const found = await ownSettings(world, place)
  if (!found.ok) return found
  const { own, named } = found.value
  const after = { splash: { [device]: 'a picture' } }
  await begun(world, session, { ...about(place, named), ...beforeOf(own, 'splash'), after })
  const file = await world.places.uploadSplash(
    { bytes, type: picture.type },
    `tapline:configuration:${press}:upload`,
  )
  if (file.outcome !== 'done') return refusedBy(file)
  const change = { part: 'splash', device, value: file.answer } as const
  // Before it is set, so that whoever hears of it can see it.
  await world.readers.keepPicture(file.answer, { bytes, type: picture.type }, world.clock.now())
  const done = await alone(world, { press, place, change, seen }, session, 'begun')
  if (!done.ok && done.refusal.kind === 'changed_meanwhile') await world.readers.forgetPicture(file.answer)
  return done
}
