import type { Session } from '#lib/ports/staff-store.ts'
import { browserOf } from './browser.ts'
import { addressOf } from './caller.ts'
import { tokenBuckets } from './rate.ts'
import { world } from './world.ts'

const now = () => world().clock.now()

/** A shop's whole staff changes places within a minute; a program that tries is stopped long before the database is asked. */
const addresses = tokenBuckets({ size: 120, everyMs: 500 }, now)
const browsers = tokenBuckets({ size: 30, everyMs: 1_000 }, now)

/** No hand is as fast as this, nor a hand that holds a key down. */
const sessions = tokenBuckets({ size: 60, everyMs: 50 }, now)

/** Whether who holds this session may press once more now. Many a press asks Stripe, whose own limits are the whole shop's. */
export const mayPress = (sessionHash: string): boolean => sessions.take(sessionHash)

/** Whether a PIN may be tried once more where this person is signed in: their own, or that of somebody who consents. */
export const mayTryHere = ({ hash }: Session): boolean => browsers.take(hash)

/**
 * Whether this browser may try to sign in, or to become a register. One that is a register is measured by itself, so that no stranger
 * uses up its tries; all others by their address, whatever cookie they make up. Wrong PINs are counted apart, per person and register, in
 * the database.
 */
export async function mayTry(request: Request): Promise<boolean> {
  const { registerToken } = browserOf(request)
  const { tokens, shops } = world()
  const hash = registerToken && tokens.hashOf(registerToken)
  const isRegister = hash && (await shops.registerOf(hash)) !== undefined
  return isRegister ? browsers.take(hash) : addresses.take(addressOf(request))
}
