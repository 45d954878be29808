import { receiveKnock } from '#lib/operations/receive-knock.ts'
import { addressOf, tokenBuckets } from './rate.ts'
import { textWithin } from './read.ts'
import { world } from './world.ts'

/** Stripe's events have some kilobytes; an intent with every field full has some tens. */
const LARGEST_KNOCK_BYTES = 512 * 1024

const HEADERS = { 'cache-control': 'no-store' }

/**
 * Stripe knocks. 2xx once it is durable, or of no interest to us; 400 with nothing stored when the signature does not fit. Whatever
 * breaks here is thrown and answered 500, and Stripe comes again. https://docs.stripe.com/webhooks
 */
export async function answerKnock(request: Request): Promise<Response> {
  const raw = await textWithin(request, LARGEST_KNOCK_BYTES)
  if (raw === undefined) return Response.json({ error: 'too_long' }, { status: 413, headers: HEADERS })
  const read = await world().readKnock(raw, request.headers.get('stripe-signature'))
  if (!read.ok) return turnedAway(read.because, addressOf(request))
  if (read.knock.about.kind !== 'nothing') await receiveKnock(world(), read.knock)
  return Response.json({ received: true }, { headers: HEADERS })
}

/** Thirty at once and one a second from there on: more than a rolled secret or a wrong clock at Stripe's end ever makes. */
const wrongKnocks = tokenBuckets({ size: 30, everyMs: 1_000 }, () => world().clock.now())

/** A signature is always checked first, so a flood of forged knocks never shuts Stripe out; it only stops filling the log. */
function turnedAway(because: string, address: string): Response {
  if (!wrongKnocks.take(address))
    return Response.json({ error: 'too_busy' }, { status: 429, headers: HEADERS })
  world().log.warn({ because }, 'a knock was turned away')
  return Response.json({ error: because }, { status: 400, headers: HEADERS })
}
