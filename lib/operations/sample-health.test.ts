import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPool } from '#lib/adapters/database/connect.ts'
import { makeHealthStore } from '#lib/adapters/database/health-store.ts'
import { MINUTE_MS, minuteOf } from '#lib/domain/health-strip.ts'
import { healthDay } from '#lib/queries/health-day.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { type HealthMemory, sampleHealth } from './sample-health.ts'

let till: StoryTill
beforeAll(async () => {
  till = await openTill()
})
beforeEach(async () => {
  await till.calm()
  await till.pool.query('truncate health_sample')
  till.clock.offset = 0
})
afterAll(() => till?.close())

const nothing = (): HealthMemory => ({ kept: [] })
const nextMinute = (n = 1) => {
  till.clock.offset += n * MINUTE_MS
}
const part = async (name: string) => {
  const found = (await healthDay(till.world)).parts.find(one => one.part.startsWith(name))
  if (!found) throw new Error(`no ${name}`)
  return found
}

test('every part is looked at once a minute, by one of many servers', async () => {
  await Promise.all(Array.from({ length: 5 }, () => sampleHealth(till.world, nothing())))
  expect((await till.pool.query('select from health_sample')).rowCount).toBe(1)
  expect((await part('database')).state).toBe('up')
  expect((await part('stripe')).state).toBe('up')
  expect((await part('server')).up).toBe(1)
  expect((await part('reader:')).label).toBe('Counter')
  nextMinute()
  await sampleHealth(till.world, nothing())
  expect((await till.pool.query('select from health_sample')).rowCount).toBe(2)
})

test('where no server ran there is a gap, and the share does not count it as good', async () => {
  await sampleHealth(till.world, nothing())
  nextMinute(4)
  await sampleHealth(till.world, nothing())
  const { strip } = await part('server')
  expect(strip.slice(-3).map(run => `${run.state} ${run.minutes}`)).toEqual(['up 1', 'gap 3', 'up 1'])
})

test('a till that stands still shows a gap to whoever looks, not the last good minute', async () => {
  await sampleHealth(till.world, nothing())
  nextMinute(10)
  expect((await part('server')).state).toBe('gap')
  expect((await part('stripe')).state).toBe('gap')
})

test('Stripe away is a minute in which Stripe was down, and the readers unknown', async () => {
  await till.mood('cut_before', { path: '/v1/*', times: 0 })
  nextMinute()
  await sampleHealth(till.world, nothing())
  expect((await part('stripe')).state).toBe('down')
  expect((await part('reader:')).state).toBe('unknown')
  await till.calm()
  nextMinute()
  await sampleHealth(till.world, nothing())
  expect((await part('stripe')).state).toBe('up')
})

test('while the database is away the minutes are kept, and told when it is back', async () => {
  const memory = nothing()
  const away = openPool('postgresql://tapline@127.0.0.1:1/nowhere', () => {}, 1)
  const without = { ...till.world, health: makeHealthStore({ pool: away, announce: () => {} }) }
  await sampleHealth(without, memory)
  nextMinute()
  await sampleHealth(without, memory)
  await away.end()
  expect(memory.kept).toHaveLength(2)
  nextMinute()
  await sampleHealth(till.world, memory)
  expect(memory.kept).toEqual([])
  const { strip } = await part('database')
  expect(strip.slice(-2).map(run => `${run.state} ${run.minutes}`)).toEqual(['down 2', 'up 1'])
})

test('webhooks: knocks that are turned away, and silence where there should be news, are bad', async () => {
  const now = () => till.clock.now()
  const state = () => till.world.health.webhooks(now())
  expect(await state()).toBe('up')
  const at = now() + 60_000
  await till.world.knocks.add([
    { minute: minuteOf(at), door: 'terminal', ending: 'wrong_signature', count: 3, lastAt: at },
  ])
  nextMinute()
  expect(await state()).toBe('down')
  await till.world.knocks.add([
    { minute: minuteOf(at), door: 'terminal', ending: 'taken', count: 1, lastAt: at + 1 },
  ])
  expect(await state()).toBe('up')
  await till.pool.query('truncate knock_tally')

  await till.mood('webhook_dropped', { times: 0 })
  nextMinute()
  const saleId = await till.sell()
  await till.charge(saleId)
  await till.untilMood(saleId, 'waiting')
  nextMinute(5)
  expect(await state()).toBe('down')
  // A shop that never wanted any has nothing that is broken.
  await till.pool.query('update webhook_endpoint set retired_at = 1')
  await till.pool.query('truncate stripe_event')
  expect(await state()).toBe('unknown')
  await till.pool.query('update webhook_endpoint set retired_at = null')
  expect(await state()).toBe('down')
  await till.steer(saleId, 'cancel')
  await till.untilMood(saleId, 'none')
})

test('a day is kept and no more', async () => {
  await sampleHealth(till.world, nothing())
  nextMinute(24 * 60 + 1)
  await sampleHealth(till.world, nothing())
  expect((await till.pool.query('select from health_sample')).rowCount).toBe(1)
  const answer = await healthDay(till.world)
  expect(answer.versions.map(one => one.name)).toContain('PostgreSQL')
  expect(answer.databaseBytes).toBeGreaterThan(1_000_000)
})
