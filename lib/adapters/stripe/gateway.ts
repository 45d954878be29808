import { z } from 'zod'
import type { Answer, IntentOfOurs, Payments, Seen } from '#lib/ports/payments.ts'
import type { Clock } from '#lib/ports/world.ts'
import type { Connection } from './connection.ts'
import { endingOf, seenOf } from './ending.ts'
import { allPages } from './pages.ts'
import { requestFor, testRequestFor } from './request.ts'
import { homeOf, intentSeen, readerSeen, refundSeen } from './seen.ts'

/** Payments at Stripe over one connection. */
export function stripePayments({ connection, clock }: { connection: Connection; clock: Clock }): Payments {
  const intent = (body: unknown) => intentSeen(body, clock.now())
  const get = (path: string) => connection.request({ method: 'GET', path })
  return {
    write: requestFor,
    writeTest: testRequestFor,
    async send({ path, params }, key) {
      const reply = await connection.request({ method: 'POST', path, params, key })
      return endingOf(reply, (body, replayed) => answerOf(body, replayed, clock.now()))
    },
    lookAtReader: async id => seenOf(await get(`/v1/terminal/readers/${encodeURIComponent(id)}`), readerSeen),
    lookAtIntent: async id => seenOf(await get(intentPath(id)), intent),
    intentOfOurs: async id =>
      seenOf(await get(intentPath(id)), body => {
        const one = Listed.safeParse(body).data
        return one && (ofOurs(one, clock.now()) ?? null)
      }),
    refundsOf: id =>
      allPages(connection, `/v1/refunds?payment_intent=${encodeURIComponent(id)}&limit=100`, refundSeen),
    intentsSince: (sinceMs, turn) => intentsSince(connection, clock, sinceMs, turn),
  }
}

function answerOf(body: unknown, replayed: boolean, now: number): Answer | undefined {
  const intent = intentSeen(body, now)
  if (intent) return { intent, replayed }
  const reader = readerSeen(body)
  if (reader) return { reader, replayed }
  const refund = refundSeen(body)
  return refund && { refund, replayed }
}

const intentPath = (id: string) => `/v1/payment_intents/${encodeURIComponent(id)}?expand[]=latest_charge`

const Listed = z.looseObject({ id: z.string(), created: z.int(), livemode: z.boolean() })
const Page = z.object({ data: z.array(Listed), has_more: z.boolean() })

function ofOurs(one: z.infer<typeof Listed>, now: number): IntentOfOurs | undefined {
  const { tenderId, shopId } = homeOf(one)
  const intent = tenderId && intentSeen(one, now)
  if (!intent) return undefined
  const made = { at: one.created * 1_000, live: one.livemode, ...(shopId ? { shopId } : {}) }
  return { intent, tenderId, ...made }
}

/** Lists rather than searches: Stripe's search may lag behind what was just written. */
async function intentsSince(
  connection: Connection,
  clock: Clock,
  sinceMs: number,
  turn?: () => Promise<void>,
): Promise<Seen<readonly IntentOfOurs[]>> {
  const ours: IntentOfOurs[] = []
  let after = ''
  let ms = 0
  for (;;) {
    await turn?.()
    const query = `limit=100&created[gte]=${Math.floor(sinceMs / 1000)}&expand[]=data.latest_charge${after}`
    const reply = await connection.request({ method: 'GET', path: `/v1/payment_intents?${query}` })
    const page = seenOf(reply, body => Page.safeParse(body).data)
    ms += page.ms
    if (!page.ok) return { ...page, ms }
    ours.push(...page.value.data.flatMap(one => ofOurs(one, clock.now()) ?? []))
    const last = page.value.data.at(-1)
    if (!page.value.has_more || !last) return { ok: true, value: ours, ms }
    after = `&starting_after=${encodeURIComponent(last.id)}`
  }
}
