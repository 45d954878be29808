import Stripe from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWebhookSecrets } from '#lib/adapters/database/webhook-secrets.ts'
import type { Sending } from '#lib/adapters/stripe/connection.ts'
import { makeSecrets } from '#lib/adapters/system/secrets.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { receiveKnock } from './receive-knock.ts'
import { connectWebhooks, rollWebhook } from './wire-stripe.ts'

let till: StoryTill
/** What happens just before a request of ours reaches Stripe. */
let before: (sending: Sending) => Promise<unknown> = async () => {}
beforeAll(async () => {
  till = await openTill({
    wrap: (world, connection) => {
      const { request } = connection
      connection.request = async sending => {
        await before(sending)
        return request(sending)
      }
      return world
    },
  })
})
afterAll(() => till?.close())

async function who() {
  const found = await till.world.staff.session(till.sessionHash, till.clock.now())
  if (!found) throw new Error('nobody is signed in')
  return found
}

const secretNow = async (door: 'payments' | 'terminal') => {
  const store = makeWebhookSecrets({ pool: till.pool, secrets: makeSecrets(till.appSecret) })
  const found = (await store.kept()).find(one => one.door === door)
  if (!found) throw new Error(`no secret for ${door}`)
  return found.secret
}

/** As whoever knows a secret signs what never happened. */
async function forged(paymentIntent: string, secret: string) {
  const intent = await till.stripe.paymentIntents.retrieve(paymentIntent)
  const lie = { ...intent, status: 'succeeded', amount_received: intent.amount, latest_charge: 'ch_lie' }
  const timestamp = Math.floor(till.clock.now() / 1000)
  const payload = JSON.stringify({
    object: 'event',
    id: 'evt_lie',
    type: 'payment_intent.succeeded',
    created: timestamp,
    data: { object: lie },
  })
  return { payload, header: Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp }) }
}

async function waiting() {
  const saleId = await till.sell()
  await till.charge(saleId)
  await till.untilMood(saleId, 'waiting')
  const tender = (await till.sale(saleId)).sale.tenders[0]
  return { saleId, paymentIntent: (tender?.kind === 'card' && tender.paymentIntent) || '' }
}

test('a leaked secret proves nothing from the moment it is rolled, also where somebody knocks while the old endpoint is taken away', async () => {
  const { saleId, paymentIntent } = await waiting()
  const leaked = await secretNow('payments')
  const { payload, header } = await forged(paymentIntent, leaked)
  const heard: string[] = []
  before = async ({ method }) => {
    if (method !== 'DELETE') return
    const read = await till.world.readKnock(payload, header)
    heard.push(read.ok ? read.knock.about.kind : read.because)
  }
  expect(await rollWebhook(till.world, 'payments', await who())).toMatchObject({ ok: true })
  before = async () => {}
  const after = await till.world.readKnock(payload, header)
  if (!after.ok) throw new Error(after.because)
  expect([...heard, after.knock.about.kind]).toEqual(['look', 'look'])
  await receiveKnock(till.world, after.knock)
  await till.rest()
  expect(await till.sale(saleId)).toMatchObject({ sale: { status: 'open' }, payment: { mood: 'waiting' } })
  await till.reader.tap('visa')
  await till.untilPaid(saleId)
})

test('however often it is pressed while Stripe takes its time, one press is under way and the till sells on', async () => {
  let letGo = () => {}
  const slow = new Promise<void>(resolve => {
    letGo = resolve
  })
  let isAsked = false
  before = async ({ path }) => {
    if (!path.startsWith('/v1/webhook_endpoints')) return
    isAsked = true
    await slow
  }
  const first = rollWebhook(till.world, 'payments', await who())
  await till.until(async () => expect(isAsked).toBe(true))
  const session = await who()
  const url = (await till.stripe.webhookEndpoints.list()).data[0]?.url ?? ''
  const others = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      n % 2 === 0
        ? rollWebhook(till.world, 'terminal', session)
        : connectWebhooks(till.world, { url, mode: 'simulator' }, session),
    ),
  )
  for (const other of others) expect(other).toEqual({ ok: false, refusal: { kind: 'too_busy' } })
  // A server that starts meanwhile waits its turn, without a connection.
  const starting = Array.from({ length: 20 }, () => till.world.wiring.connect(new URL(url).origin))
  expect((await till.cash(await till.sell())).ok).toBe(true)
  letGo()
  before = async () => {}
  expect(await first).toMatchObject({ ok: true })
  for (const { done } of await Promise.all(starting)) expect(done).toBe(true)
  expect((await till.stripe.webhookEndpoints.list()).data).toHaveLength(2)
})
