import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { idOf } from '#lib/domain/ids.ts'
import { cardSettings } from '#lib/queries/card-settings.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { type CardSetting, setCardSettings } from './set-card-settings.ts'

let till: StoryTill
beforeAll(async () => {
  till = await openTill()
})
afterEach(async () => {
  await set({ set: 'capture_mode', captureMode: 'automatic' })
  await set(await twoSteps(false))
})
afterAll(() => till?.close())

async function set(setting: CardSetting) {
  const found = await till.world.staff.session(till.sessionHash, till.clock.now())
  if (!found) throw new Error('nobody is signed in')
  return setCardSettings(till.world, setting, found)
}

async function twoSteps(on: boolean): Promise<CardSetting> {
  const [register] = await till.world.shops.registers()
  if (!register) throw new Error('no register')
  return { set: 'two_steps', registerId: register.id, twoSteps: on }
}

const manual = { set: 'capture_mode', captureMode: 'manual' } as const

test('how cards are taken is set, and seen, and audited with what it was before', async () => {
  expect(await cardSettings(till.world)).toMatchObject({
    captureMode: 'automatic',
    registers: [{ name: 'Register 1', twoSteps: false }],
  })
  expect(await set(manual)).toMatchObject({ ok: true })
  expect(await set(await twoSteps(true))).toMatchObject({ ok: true })
  expect(await cardSettings(till.world)).toMatchObject({
    captureMode: 'manual',
    registers: [{ name: 'Register 1', twoSteps: true }],
  })
  const { rows } = await till.pool.query(
    `select what, staff_name, before, after from audit where what <> 'sign_in' order by seq`,
  )
  expect(rows).toEqual([
    {
      what: 'set_capture_mode',
      staff_name: 'Mina Okafor',
      before: { captureMode: 'automatic' },
      after: { captureMode: 'manual' },
    },
    {
      what: 'set_two_steps',
      staff_name: 'Mina Okafor',
      before: { twoSteps: false },
      after: { twoSteps: true },
    },
  ])
})

test('which cards are asked about is set, seen, and audited', async () => {
  expect(await set({ set: 'asks_about', asksAbout: 'abroad' })).toMatchObject({ ok: true })
  expect(await cardSettings(till.world)).toMatchObject({ asksAbout: 'abroad' })
  const { rows } = await till.pool.query('select what, before, after from audit order by seq desc limit 1')
  expect(rows).toEqual([
    { what: 'set_asks_about', before: { asksAbout: 'every' }, after: { asksAbout: 'abroad' } },
  ])
  await set({ set: 'asks_about', asksAbout: 'every' })
})

test('a register that is not there is refused, not made', async () => {
  const setting = { set: 'two_steps', registerId: idOf('register', randomUUID()), twoSteps: true } as const
  expect(await set(setting)).toEqual({ ok: false, refusal: { kind: 'not_found' } })
})

test('a change counts from the next Charge; a payment that has begun ends as it began', async () => {
  const before = await till.sell()
  await till.charge(before)
  await till.untilMood(before, 'waiting')
  await set(manual)
  await till.reader.tap('visa')
  await till.untilPaid(before)

  const after = await till.sell()
  await till.charge(after)
  await till.untilMood(after, 'waiting')
  await till.reader.tap('visa')
  await till.untilMood(after, 'held')
  await till.steer(after, 'cancel')
  await till.untilMood(after, 'none')
})
