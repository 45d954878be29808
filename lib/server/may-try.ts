import { browserOf } from './browser.ts'
import { addressOf, tokenBuckets } from './rate.ts'
import { world } from './world.ts'

const now = () => world().clock.now()

/** A shop's whole staff changes places within a minute; a program that tries is stopped long before the database is asked. */
const addresses = tokenBuckets({ size: 120, everyMs: 500 }, now)
const browsers = tokenBuckets({ size: 30, everyMs: 1_000 }, now)

/** Whether this browser, at this address, may try to sign in now. Wrong PINs are counted apart, per person and register, in the database. */
export function mayTry(request: Request): boolean {
  const { sessionToken, registerToken } = browserOf(request)
  const browser = sessionToken ?? registerToken
  // Both are asked, so that neither bucket is spared.
  const browserMay = browser === undefined || browsers.take(world().tokens.hashOf(browser))
  return addresses.take(addressOf(request)) && browserMay
}
