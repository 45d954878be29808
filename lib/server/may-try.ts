import { browserOf } from './browser.ts'
import { addressOf, tokenBuckets } from './rate.ts'
import { world } from './world.ts'

const now = () => world().clock.now()

/** A shop's whole staff changes places within a minute; a program that tries is stopped long before the database is asked. */
const addresses = tokenBuckets({ size: 120, everyMs: 500 }, now)
const browsers = tokenBuckets({ size: 30, everyMs: 1_000 }, now)

/** No hand is as fast as this, nor a hand that holds a key down. */
const sessions = tokenBuckets({ size: 60, everyMs: 50 }, now)

/** Whether who holds this session may press once more now. Many a press asks Stripe, whose own limits are the whole shop's. */
export const mayPress = (sessionHash: string): boolean => sessions.take(sessionHash)

/** Whether this browser, at this address, may try to sign in now. Wrong PINs are counted apart, per person and register, in the database. */
export function mayTry(request: Request): boolean {
  const { sessionToken, registerToken } = browserOf(request)
  const browser = sessionToken ?? registerToken
  // Both are asked, so that neither bucket is spared.
  const browserMay = browser === undefined || browsers.take(world().tokens.hashOf(browser))
  return addresses.take(addressOf(request)) && browserMay
}
