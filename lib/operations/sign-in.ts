import type { RegisterId, StaffId } from '#lib/domain/ids.ts'
import { ok, type Result, refuse } from '#lib/domain/result.ts'
import { badgeIn } from '#lib/domain/spoken-code.ts'
import type { Proof, SignedInWith, Staff } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { type ConsentAsked, checkPin, PIN_IS_ANOTHER, type PinRefusal } from './check-pin.ts'

/** So long without a request; the store pushes it out while there are any. */
const SESSION_MS = 12 * 60 * 60 * 1000

/** Tokens for the browser's cookies. The register's only when this browser has just become one. */
export type SignedIn = { readonly sessionToken: string; readonly registerToken?: string }

/** Who somebody says they are: by name and PIN, or by a badge. */
export type Credential =
  | { readonly staffId: StaffId; readonly pin: string; readonly newPin?: string | undefined }
  | { readonly badge: string }

export type BadgeRefusal = { readonly kind: 'unknown_badge' }

export type SignInRefusal =
  | PinRefusal
  | BadgeRefusal
  | { readonly kind: 'not_set_up' }
  | { readonly kind: 'no_register' }
  | { readonly kind: 'pin_change_needed' }
  | {
      readonly kind: 'bad_request'
      readonly problems: readonly { readonly field: string; readonly problem: string }[]
    }

/** What the browser has already: what its cookies say. */
export type Browser = {
  readonly sessionToken?: string | undefined
  readonly registerToken?: string | undefined
}

type Needs = Pick<World, 'shops' | 'staff' | 'people' | 'pins' | 'tokens' | 'audit' | 'clock'>

/**
 * A person takes the counter, at the register that this browser is. Whoever was signed in there before is signed out, and the token is
 * always a new one. Whose PIN somebody else has set is asked for another first: no session begins with such a one.
 */
export async function signIn(
  world: Needs,
  input: Credential,
  browser: Browser,
): Promise<Result<SignedIn, SignInRefusal>> {
  const { shops, tokens } = world
  const shop = await shops.shop()
  if (!shop?.ready) return refuse({ kind: 'not_set_up' })
  const register = browser.registerToken && (await shops.registerOf(tokens.hashOf(browser.registerToken)))
  if (!register) return refuse({ kind: 'no_register' })

  const known = await whoIs(world, input, register.id)
  if (!known.ok) return known
  const proof = known.value.mustChangePin
    ? await choosePin(world, known.value, input, register.id)
    : ok(proofOf(world, known.value, input))
  if (!proof.ok) return proof
  const shown = 'badge' in input ? 'badge' : known.value.mustChangePin ? 'chosen_pin' : 'pin'
  const at = { staffId: known.value.id, registerId: register.id, bind: false, browser, with: shown } as const
  const taken = await takeCounter(world, at, proof.value)
  if (taken !== 'not_them') return taken === 'no_register' ? refuse({ kind: 'no_register' }) : ok(taken)
  return refuse('pin' in input ? PIN_IS_ANOTHER : { kind: 'unknown_badge' })
}

/** What was shown of oneself, to hold still when the session opens. */
function proofOf({ tokens }: Pick<Needs, 'tokens'>, { pinHash }: Staff, input: Credential): Proof {
  if ('pin' in input) return { pinHash }
  const badge = badgeIn(input.badge)
  return badge ? { badgeHash: tokens.sealedHash(badge) } : {}
}

/** Who holds this badge or knows this PIN. PINs are counted; a badge's 80 bits are found by nobody who tries. */
export async function whoIs(
  world: Pick<Needs, 'staff' | 'people' | 'pins' | 'tokens' | 'audit' | 'clock'>,
  input: Credential,
  register: RegisterId | 'unbound',
  asked?: ConsentAsked,
): Promise<Result<Staff, PinRefusal | BadgeRefusal>> {
  if ('pin' in input) return checkPin(world, { staffId: input.staffId, pin: input.pin, register, ...asked })
  const badge = badgeIn(input.badge)
  const staffId = badge && (await world.people.ofBadge(world.tokens.sealedHash(badge)))
  const person = staffId && (await world.staff.find(staffId))
  return person ? ok(person) : refuse({ kind: 'unknown_badge' })
}

/** Asked only of whoever knew the old one; what they then know is proof of them. */
async function choosePin(
  { people, pins, clock }: Needs,
  person: Staff,
  input: Credential,
  registerId: RegisterId,
): Promise<Result<Proof, SignInRefusal>> {
  if (!('pin' in input) || input.newPin === undefined) return refuse({ kind: 'pin_change_needed' })
  if (input.newPin === input.pin) return refuse(samePin('newPin'))
  const pinHash = await pins.hash(input.newPin)
  const by = { staffId: person.id, staffName: person.name, registerId, at: clock.now() }
  const set = { pinHash, mustChangePin: false }
  const change = { staffId: person.id, expectedPin: person.pinHash, what: 'choose_pin', set }
  const chosen = await people.change(change, by)
  return chosen.ok ? ok({ pinHash }) : refuse(PIN_IS_ANOTHER)
}

export const samePin = (field: string) =>
  ({
    kind: 'bad_request',
    problems: [{ field, problem: 'That is the old one. Choose another.' }],
  }) as const

/** Opens the session, in place of the browser's former one, and makes the browser that register if it is none. Says what stands against it. */
export async function takeCounter(
  { shops, staff, tokens, clock }: Pick<Needs, 'shops' | 'staff' | 'tokens' | 'clock'>,
  at: { staffId: StaffId; registerId: RegisterId; bind: boolean; browser: Browser; with: SignedInWith },
  known: Proof,
): Promise<SignedIn | 'not_them' | 'no_register'> {
  const { staffId, registerId, bind, browser } = at
  const registerToken = bind ? tokens.fresh() : undefined
  if (registerToken) await shops.bindBrowser(registerId, tokens.hashOf(registerToken))

  const sessionToken = tokens.fresh()
  const now = clock.now()
  const session = { hash: tokens.hashOf(sessionToken), staffId, registerId, openedAt: now, with: at.with }
  const replaces = browser.sessionToken && tokens.hashOf(browser.sessionToken)
  const mine = registerToken ?? browser.registerToken
  const proof = mine ? { ...known, registerHash: tokens.hashOf(mine) } : known
  const opened = await staff.openSession(
    { ...session, expiresAt: now + SESSION_MS },
    replaces || undefined,
    proof,
  )
  if (opened !== 'opened') return opened
  return { sessionToken, ...(registerToken ? { registerToken } : {}) }
}
