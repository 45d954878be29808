import type { WebhookSecrets } from '#lib/ports/webhook-secrets.ts'
import type { Clock } from '#lib/ports/world.ts'
import type { SecretRing } from './knock.ts'

/** Forged knocks must not become a load on the database. */
const AFRESH_AT_MOST_EVERY_MS = 1_000

/**
 * The secrets from the environment first, then those of endpoints that registered themselves. The latter are remembered, so that a knock
 * costs no reading; another server may have registered since, so an unknown signature reads them again.
 */
export function secretRing(options: {
  readonly fromEnvironment: readonly string[]
  readonly secrets: WebhookSecrets
  readonly clock: Clock
}): SecretRing {
  let remembered: Promise<readonly string[]> | undefined
  let readAt = Number.NEGATIVE_INFINITY
  const read = () => {
    readAt = options.clock.now()
    const reading = options.secrets
      .kept()
      .then(kept => [...options.fromEnvironment, ...kept.map(endpoint => endpoint.secret)])
    remembered = reading
    reading.catch(() => {
      if (remembered === reading) remembered = undefined
    })
    return reading
  }
  const known = () => remembered ?? read()
  return {
    known,
    afresh: () => (options.clock.now() - readAt < AFRESH_AT_MOST_EVERY_MS ? known() : read()),
  }
}
