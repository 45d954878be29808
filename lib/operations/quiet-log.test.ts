import { expect, test } from 'vitest'
import { leaksIn } from '#lib/testing/leaks.ts'
import { memoryLog } from '#lib/testing/memory-log.ts'
import { openTill } from '#lib/testing/open-till.ts'
import { signIn } from './sign-in.ts'

test('a day of payments and faults leaves no secret, no card and no PIN in the log', async () => {
  const { log, lines } = memoryLog()
  const till = await openTill({ log })
  const paid = async (card: 'visa' | 'charge_declined') => {
    const saleId = await till.sell()
    await till.charge(saleId)
    await till.untilMood(saleId, 'waiting')
    await till.reader.tap(card)
    return saleId
  }
  await till.untilPaid(await paid('visa'))
  const declined = await paid('charge_declined')
  await till.untilMood(declined, 'declined')
  await till.steer(declined, 'cancel')
  await till.untilMood(declined, 'none')
  for (const fault of ['cut_before', 'cut_after'] as const) {
    await till.mood(fault, { method: 'POST', path: '/v1/payment_intents' })
    const saleId = await till.sell()
    await till.charge(saleId)
    await till.untilMood(saleId, 'unreachable')
    await till.turn(5_000)
    await till.untilMood(saleId, 'waiting')
    await till.reader.tap('visa')
    await till.untilPaid(saleId)
  }
  const [owner] = await till.world.staff.list()
  const wrong = { staffId: owner?.id ?? 'staff_nobody', pin: '97531864', registerId: undefined } as const
  expect((await signIn(till.world, wrong, {})).ok).toBe(false)
  await till.world.readKnock('{}', 't=1,v1=00')
  await till.rest()
  await till.close()

  const known = {
    APP_SECRET: till.appSecret,
    STRIPE_SECRET_KEY: till.secretKey,
    PIN: wrong.pin,
    session: till.sessionHash,
  }
  expect(lines.length).toBeGreaterThan(0)
  expect(leaksIn(lines.join(''), { known, strict: true })).toEqual([])
})
