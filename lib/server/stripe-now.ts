import type { StripeSettingsAnswer } from '#lib/contracts/stripe-settings.ts'
import { stripeSettings } from '#lib/queries/stripe-settings.ts'
import { env } from './env.ts'
import { shortMemory } from './short-memory.ts'
import { stripeSide } from './stripe-side.ts'
import { seenAtStripe, world } from './world.ts'

/** A dozen requests, and two screens ask within a second of each other. */
const PROBES_FOR_MS = 5_000

const probes = shortMemory(() => world().wiring.probes(), {
  forMs: PROBES_FOR_MS,
  now: () => world().clock.now(),
})

/** The line to Stripe as it is now. */
export function stripeNow(): Promise<StripeSettingsAnswer> {
  const wiring = { ...world().wiring, ...seenAtStripe().wiring, probes: () => probes('all') }
  const told = { mode: stripeSide().mode, fromEnvironment: env().STRIPE_WEBHOOK_SECRETS.length }
  return stripeSettings({ ...world(), wiring }, told)
}
