import type { RegisterId, StaffId } from '#lib/domain/ids.ts'
import { ok, type Result, refuse } from '#lib/domain/result.ts'
import type { World } from '#lib/ports/world.ts'
import { checkPin, type PinRefusal } from './check-pin.ts'

/** So long without a request; the store pushes it out while there are any. */
const SESSION_MS = 12 * 60 * 60 * 1000

/** Tokens for the browser's cookies. The register's only when this browser has just become one. */
export type SignedIn = { readonly sessionToken: string; readonly registerToken?: string }

export type SignInRefusal = PinRefusal | { readonly kind: 'not_set_up' } | { readonly kind: 'no_register' }

/** What the browser has already: what its cookies say. */
export type Browser = {
  readonly sessionToken?: string | undefined
  readonly registerToken?: string | undefined
}

type Needs = Pick<World, 'shops' | 'staff' | 'pins' | 'tokens' | 'clock'>

/**
 * A person takes the counter. A browser that is no register yet becomes the one it names, once the PIN was right. Whoever was signed in
 * there before is signed out, and the token is always a new one.
 */
export async function signIn(
  world: Needs,
  input: { staffId: StaffId; pin: string; registerId?: string | undefined },
  browser: Browser,
): Promise<Result<SignedIn, SignInRefusal>> {
  const { shops, tokens } = world
  const shop = await shops.shop()
  if (!shop?.ready) return refuse({ kind: 'not_set_up' })

  const bound = browser.registerToken && (await shops.registerOf(tokens.hashOf(browser.registerToken)))
  const register = bound || (await shops.registers()).find(one => one.id === input.registerId)
  if (!register) return refuse({ kind: 'no_register' })

  const { staffId, pin } = input
  const checked = await checkPin(world, { staffId, pin, register: bound ? bound.id : 'unbound' })
  if (!checked.ok) return checked
  return ok(await takeCounter(world, { staffId, registerId: register.id, bind: !bound, browser }))
}

/** Opens the session, in place of the browser's former one, and makes the browser that register if it is none. */
export async function takeCounter(
  { shops, staff, tokens, clock }: Pick<Needs, 'shops' | 'staff' | 'tokens' | 'clock'>,
  at: { staffId: StaffId; registerId: RegisterId; bind: boolean; browser: Browser },
): Promise<SignedIn> {
  const { staffId, registerId, bind, browser } = at
  const registerToken = bind ? tokens.fresh() : undefined
  if (registerToken) await shops.bindBrowser(registerId, tokens.hashOf(registerToken))

  const sessionToken = tokens.fresh()
  const session = { hash: tokens.hashOf(sessionToken), staffId, registerId }
  const replaces = browser.sessionToken && tokens.hashOf(browser.sessionToken)
  await staff.openSession({ ...session, expiresAt: clock.now() + SESSION_MS }, replaces || undefined)
  return { sessionToken, ...(registerToken ? { registerToken } : {}) }
}
