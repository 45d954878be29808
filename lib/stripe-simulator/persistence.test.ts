import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Stripe from 'stripe'
import { afterEach, expect, test } from 'vitest'

const main = new URL('./main.ts', import.meta.url).pathname
const folders: string[] = []
const children: ChildProcess[] = []

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

async function start(folder: string) {
  const args = ['--import', 'tsx', main, '--port', '0', '--data', folder, '--authorization-ms', '30']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  children.push(child)
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  const stripe = new Stripe('sk_test_kept', {
    host: '127.0.0.1',
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
  })
  return { child, stripe, origin: `http://127.0.0.1:${port}` }
}

async function folder() {
  const made = await mkdtemp(join(tmpdir(), 'simulator-'))
  folders.push(made)
  return made
}

const address = {
  line1: '1272 Valencia Street',
  city: 'San Francisco',
  state: 'CA',
  postal_code: '94110',
  country: 'US',
}
const present = { allowed_payment_method_types: ['card_present' as const], currency: 'usd' }

test('kill −9 loses nothing that was answered, and the waiting payment goes on', async () => {
  const data = await folder()
  const before = await start(data)
  const location = await before.stripe.terminal.locations.create({ display_name: 'Kept', address })
  const reader = await before.stripe.terminal.readers.create({
    registration_code: 'simulated-s700',
    location: location.id,
  })
  const waiting = await before.stripe.paymentIntents.create(
    { amount: 1000, ...present },
    { idempotencyKey: 'kept' },
  )
  await before.stripe.terminal.readers.processPaymentIntent(reader.id, { payment_intent: waiting.id })
  const many = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      before.stripe.paymentIntents.create({ amount: 1000 + n, ...present }),
    ),
  )
  before.child.kill('SIGKILL')
  await once(before.child, 'exit')

  const { stripe, child } = await start(data)
  for (const intent of many)
    expect((await stripe.paymentIntents.retrieve(intent.id)).amount).toBe(intent.amount)
  expect(
    (await stripe.paymentIntents.create({ amount: 1000, ...present }, { idempotencyKey: 'kept' })).id,
  ).toBe(waiting.id)
  expect(await stripe.terminal.readers.retrieve(reader.id)).toMatchObject({
    action: { status: 'in_progress' },
  })
  await stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id)
  expect((await stripe.paymentIntents.retrieve(waiting.id)).status).toBe('succeeded')
  const ids = new Set(many.map(intent => intent.id))
  expect(ids.has((await stripe.paymentIntents.create({ amount: 1000, ...present })).id)).toBe(false)
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('an authorisation that was running when the power went ends after the restart', async () => {
  const data = await folder()
  const before = await start(data)
  const location = await before.stripe.terminal.locations.create({ display_name: 'Kept', address })
  const reader = await before.stripe.terminal.readers.create({
    registration_code: 'simulated-s700',
    location: location.id,
  })
  const { id } = await before.stripe.paymentIntents.create({ amount: 1000, ...present })
  await before.stripe.terminal.readers.processPaymentIntent(reader.id, { payment_intent: id })
  const control = { method: 'POST', headers: { authorization: 'Bearer sk_test_kept' } }
  await fetch(`${before.origin}/_simulator/faults`, {
    ...control,
    body: JSON.stringify({ kind: 'hold_authorization' }),
  })
  await before.stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id)
  before.child.kill('SIGKILL')
  await once(before.child, 'exit')

  const after = await start(data)
  await expect(after.stripe.paymentIntents.cancel(id)).rejects.toMatchObject({ code: 'lock_timeout' })
  await fetch(`${after.origin}/_simulator/readers/${reader.id}/release_authorization`, control)
  await expect.poll(async () => (await after.stripe.paymentIntents.retrieve(id)).status).toBe('succeeded')
})

test('the process ends when the one that started it lets go', async () => {
  const { child } = await start(await folder())
  child.disconnect()
  expect(await once(child, 'exit')).toEqual([0, null])
})
