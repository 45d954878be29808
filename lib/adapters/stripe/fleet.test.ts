import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Desk, openDesk } from '#lib/testing/stripe-desk.ts'
import { stripeLamp } from './stripe-lamp.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterEach(() => desk.control('DELETE', 'faults'))
afterAll(() => desk.close())

test('the reader is there, online, seen a moment ago in milliseconds, and idle', async () => {
  const seen = await desk.fleet.reader(desk.readerId)
  expect(seen).toMatchObject({
    ok: true,
    value: {
      readerId: desk.readerId,
      label: 'Counter',
      deviceType: 'simulated_stripe_s700',
      locationId: desk.locationId,
      status: 'online',
    },
  })
  if (!seen.ok) return
  expect(Math.abs((seen.value.lastSeenAt ?? 0) - desk.clock.now())).toBeLessThan(120_000)
  expect(seen.value).not.toHaveProperty('busyWith')
})

test('readers are listed by location', async () => {
  expect(await desk.fleet.readers(desk.locationId)).toMatchObject({
    ok: true,
    value: [{ readerId: desk.readerId }],
  })
  expect(await desk.fleet.readers()).toMatchObject({ ok: true, value: [{ readerId: desk.readerId }] })
  const elsewhere = await desk.fleet.createLocation(
    {
      displayName: 'Elsewhere',
      country: 'US',
      address: { line1: '2 Pier Road', city: 'Portland', state: 'ME', postal_code: '04101' },
    },
    'tapline:shop_2:location:1',
  )
  const locationId = elsewhere.outcome === 'done' ? elsewhere.answer.locationId : ''
  expect(await desk.fleet.readers(locationId)).toMatchObject({ ok: true, value: [] })
})

test('registered twice under one key it is one reader', async () => {
  const wanted = { registrationCode: 'simulated-wpe', label: 'Bar', locationId: desk.locationId }
  const twice = [
    await desk.fleet.registerReader(wanted, 'tapline:shop_1:reader:2'),
    await desk.fleet.registerReader(wanted, 'tapline:shop_1:reader:2'),
  ]
  const ids = twice.map(ending => ending.outcome === 'done' && ending.answer.readerId)
  expect(ids[0]).toMatch(/^tmr_/)
  expect(ids[1]).toBe(ids[0])
})

test('an address that Stripe does not take is refused with its reason', async () => {
  const wanted = { displayName: 'Nowhere', country: 'US', address: {} }
  const ending = await desk.fleet.createLocation(wanted, 'tapline:shop_3:location:1')
  expect(ending).toMatchObject({ outcome: 'refused', problem: { status: 400 } })
})

function lampBy(clock: { now(): number }) {
  return stripeLamp({ connection: desk.connection, clock })
}

test('the lamp follows the calls that are made anyway, and asks by itself after half a minute', async () => {
  const clock = { ms: 1_000_000, now: () => clock.ms }
  const lamp = lampBy(clock)
  expect(await lamp.reach()).toEqual({ state: 'up', since: 1_000_000 })

  await desk.control('POST', 'faults', { kind: 'cut_before', path: '/v1/', times: 0 })
  clock.ms += 29_999
  expect((await lamp.reach()).state).toBe('up')
  clock.ms += 1
  expect(await lamp.reach()).toEqual({ state: 'down', since: 1_030_000, code: 'no_answer' })

  await desk.control('DELETE', 'faults')
  clock.ms += 5
  await desk.payments.lookAtReader(desk.readerId)
  expect(await lamp.reach()).toEqual({ state: 'up', since: 1_030_005 })
})

test('a no from Stripe is Stripe’s answer', async () => {
  const clock = { now: () => 1_000_000 }
  const lamp = lampBy(clock)
  await desk.payments.lookAtIntent('pi_nowhere')
  expect((await lamp.reach()).state).toBe('up')
})
