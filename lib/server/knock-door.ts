import { receiveKnock } from '#lib/operations/receive-knock.ts'
import type { KnockRefused } from '#lib/ports/knock.ts'
import type { KnockEnding } from '#lib/ports/knocks.ts'
import type { WebhookDoor } from '#lib/ports/webhook-secrets.ts'
import { addressOf } from './caller.ts'
import { countKnock } from './knock-tally.ts'
import { tokenBuckets } from './rate.ts'
import { textWithin } from './read.ts'
import { world } from './world.ts'

/** Stripe's events have some kilobytes; an intent with every field full has some tens. */
const LARGEST_KNOCK_BYTES = 512 * 1024

const HEADERS = { 'cache-control': 'no-store' }

/**
 * Stripe knocks. 2xx once it is durable, or of no interest to us; 400 with nothing stored when the signature does not fit. Whatever
 * breaks here is thrown and answered 500, and Stripe comes again. https://docs.stripe.com/webhooks
 */
export const answerKnock =
  (door: WebhookDoor) =>
  async (request: Request): Promise<Response> => {
    const count = (ending: KnockEnding) => countKnock(door, ending, world().clock.now())
    try {
      return await answered(request, count)
    } catch (error) {
      count('broken')
      throw error
    }
  }

/** To a nonce of ours what only this till can say. Whoever asks otherwise finds a door at which one only knocks. */
export function answerNonce(request: Request): Response {
  const nonce = new URL(request.url).searchParams.get('nonce') ?? ''
  if (!NONCE.test(nonce)) return new Response(null, { status: 405, headers: { ...HEADERS, allow: 'POST' } })
  return new Response(world().tokens.proofOf(nonce), {
    headers: { ...HEADERS, 'content-type': 'text/plain' },
  })
}

const NONCE = /^[\w-]{43}$/

async function answered(request: Request, count: (ending: KnockEnding) => void): Promise<Response> {
  const signature = request.headers.get('stripe-signature')
  const refuse = (because: KnockRefused) => {
    count(because === 'no_signature' ? 'wrong_signature' : because)
    return turnedAway(because, addressOf(request))
  }
  // Whoever does not even say that it is Stripe is not listened to.
  if (!signature) return refuse('no_signature')
  const raw = await textWithin(request, LARGEST_KNOCK_BYTES)
  if (raw === undefined) return Response.json({ error: 'too_long' }, { status: 413, headers: HEADERS })
  const read = await world().readKnock(raw, signature)
  if (!read.ok) return refuse(read.because)
  const isOurs = read.knock.about.kind !== 'nothing'
  if (isOurs) await receiveKnock(world(), read.knock)
  count(isOurs ? 'taken' : 'nothing')
  return Response.json({ received: true }, { headers: HEADERS })
}

/** Thirty at once and one a second from there on: more than a rolled secret or a wrong clock at Stripe's end ever makes. */
const FEW = { size: 30, everyMs: 1_000 }
const wrongKnocks = tokenBuckets(FEW, () => world().clock.now())
const lines = tokenBuckets(FEW, () => world().clock.now())

/**
 * A signature is always checked first, so a flood of forged knocks never shuts Stripe out. The log tells of so many from wherever they come:
 * there are more addresses than it has room for.
 */
function turnedAway(because: KnockRefused, address: string): Response {
  if (!wrongKnocks.take(address))
    return Response.json({ error: 'too_busy' }, { status: 429, headers: HEADERS })
  if (lines.take('all')) world().log.warn({ because }, 'a knock was turned away')
  return Response.json({ error: because }, { status: 400, headers: HEADERS })
}
