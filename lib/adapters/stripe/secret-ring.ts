import type { WebhookSecrets } from '#lib/ports/webhook-secrets.ts'
import type { Clock } from '#lib/ports/world.ts'
import type { RingSecret, SecretRing } from './knock.ts'

/** Forged knocks must not become a load on the database. */
const AFRESH_AT_MOST_EVERY_MS = 1_000
const AFRESH_AT_LEAST_EVERY_MS = 600_000

/** How long a knock under a secret that another one has replaced is a reason to look: as long as Stripe's own roll allows. */
const RETIRED_GOOD_FOR_MS = 24 * 3_600_000

/**
 * The secrets from the environment first, then those of endpoints that registered themselves. The latter are remembered, so that a knock
 * costs no reading; another server may have registered since, so an unknown signature reads them again.
 */
export function secretRing(options: {
  readonly fromEnvironment: readonly string[]
  readonly secrets: Pick<WebhookSecrets, 'accepted'>
  readonly clock: Clock
}): SecretRing & { readonly forget: () => void } {
  let remembered: Promise<readonly RingSecret[]> | undefined
  let readAt = Number.NEGATIVE_INFINITY
  const read = () => {
    readAt = options.clock.now()
    const reading = options.secrets
      .accepted(readAt - RETIRED_GOOD_FOR_MS)
      .then(kept => [
        ...options.fromEnvironment.map(secret => ({ secret, retired: false })),
        ...kept.map(({ secret, retiredAt }) => ({ secret, retired: retiredAt !== null })),
      ])
    remembered = reading
    reading.catch(() => {
      if (remembered === reading) remembered = undefined
    })
    return reading
  }
  // Read again now and then, because a retired secret ends without anybody knocking.
  const known = () =>
    options.clock.now() - readAt < AFRESH_AT_LEAST_EVERY_MS ? (remembered ?? read()) : read()
  return {
    known,
    /** Another secret is there: the next knock reads them again. */
    forget: () => {
      remembered = undefined
      readAt = Number.NEGATIVE_INFINITY
    },
    afresh: () => (options.clock.now() - readAt < AFRESH_AT_MOST_EVERY_MS ? known() : read()),
  }
}
