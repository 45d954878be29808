import { afterAll, beforeAll, expect, test } from 'vitest'
import { shopSettingsKey } from '#lib/contracts/keys.ts'
import { registerAnswer } from '#lib/queries/register-answer.ts'
import { shopSettings } from '#lib/queries/shop-settings.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { type SettingsWish, saveShopSettings } from './save-shop-settings.ts'

let till: StoryTill
beforeAll(async () => {
  till = await openTill()
})
afterAll(() => till?.close())

type Typed<One = SettingsWish> = One extends unknown ? Omit<One, 'was'> : never

/** Typed into what is stored now, or into what was stored when the form was opened. */
async function save(typed: Typed, opened?: Awaited<ReturnType<typeof shopSettings>>) {
  const who = await till.world.staff.session(till.sessionHash, till.clock.now())
  if (!who) throw new Error('nobody is signed in')
  const { address, ...was } = opened ?? (await shopSettings(till.world))
  // True because a part's own fields are among all of them.
  return saveShopSettings(till.world, { ...typed, was: { ...was, ...address } } as SettingsWish, who)
}

const SHOP = {
  set: 'shop',
  name: 'Fern & Field',
  line1: '7 <b>Elm</b> Street',
  line2: '',
  city: 'Asheville',
  state: 'NC',
  postal_code: '28801',
  phone: '+1 828 555 0100',
  taxId: '12-3456789',
  receiptHeader: 'Coffee and plants',
  receiptFooter: 'Come again\nOpen daily',
} as const

test('shop and receipt are saved, audited with what changed alone, and reach registers', async () => {
  const heard: string[] = []
  const stop = till.world.live.subscribe(({ key }) => heard.push(key))
  expect(await save(SHOP)).toMatchObject({ ok: true })
  expect(await shopSettings(till.world)).toMatchObject({ phone: SHOP.phone, taxId: SHOP.taxId })
  const answer = await registerAnswer(till.world, till.sessionHash, {
    mode: 'simulator',
    simulatorOrigin: undefined,
  })
  expect(answer?.shop.receipt).toEqual({
    name: 'Fern & Field',
    country: 'US',
    address: '7 <b>Elm</b> Street, Asheville NC 28801',
    phone: SHOP.phone,
    taxId: SHOP.taxId,
    header: SHOP.receiptHeader,
    footer: SHOP.receiptFooter,
  })
  const { rows } = await till.pool.query('select what, before, after from audit order by seq desc limit 1')
  expect(rows[0]).toMatchObject({ what: 'save_shop_settings', after: { phone: SHOP.phone } })
  expect(rows[0].after).not.toHaveProperty('name')
  await till.until(async () => expect(heard).toContain(shopSettingsKey))
  stop()
})

test('two managers at once: the second is told, and overwrites nothing', async () => {
  const opened = await shopSettings(till.world)
  const both = await Promise.all([
    save({ ...SHOP, phone: '1' }, opened),
    save({ ...SHOP, phone: '2' }, opened),
  ])
  expect(both.filter(one => one.ok)).toHaveLength(1)
  expect(both.find(one => !one.ok)).toMatchObject({ refusal: { kind: 'changed_meanwhile' } })
})

test('what another manager changed meanwhile in the same part is not taken back, and another part is no conflict', async () => {
  const opened = await shopSettings(till.world)
  await save({ set: 'money', taxIncluded: true, cashRounding: 0 })
  const rounding = { set: 'money', taxIncluded: false, cashRounding: 5 } as const
  expect(await save(rounding, opened)).toMatchObject({ refusal: { kind: 'changed_meanwhile' } })
  expect(await shopSettings(till.world)).toMatchObject({ taxIncluded: true, cashRounding: 0 })
  expect(await save({ ...SHOP, phone: '3' }, opened)).toMatchObject({ ok: true })
  await save({ set: 'money', taxIncluded: false, cashRounding: 0 })
})

test('tax and rounding count from the next sale on; the open one keeps its rule', async () => {
  const before = await till.sell()
  expect(await save({ set: 'money', taxIncluded: true, cashRounding: 5 })).toMatchObject({ ok: true })
  await till.edit(before, till.put('Flat white'))
  expect((await till.sale(before)).sale.rule).toMatchObject({ taxIncluded: false })
  expect((await till.sale(before)).sale.rule).not.toHaveProperty('cashRounding')
  const after = await till.sell()
  expect((await till.sale(after)).sale.rule).toMatchObject({ taxIncluded: true, cashRounding: 5 })
  const { sale } = await till.sale(after)
  const handed = Math.round(sale.wantedTotal.minor / 5) * 5
  expect(await till.cash(after, handed)).toMatchObject({ ok: true })
  expect((await till.sale(after)).sale).toMatchObject({ status: 'paid', received: sale.wantedTotal })
  expect(await save({ set: 'money', taxIncluded: false, cashRounding: 7 })).toMatchObject({
    refusal: { kind: 'bad_request', problems: [{ field: 'cashRounding' }] },
  })
  await save({ set: 'money', taxIncluded: false, cashRounding: 0 })
})

test('numbers go on without a gap, jump only forwards, and carry the prefix of their day', async () => {
  const { nextNumber } = await shopSettings(till.world)
  const first = await till.sell()
  expect((await till.sale(first)).sale.number).toBe(nextNumber)
  expect((await till.sale(first)).sale).not.toHaveProperty('prefix')
  expect(await save({ set: 'numbers', receiptPrefix: 'F-', nextNumber })).toMatchObject({
    refusal: { kind: 'number_used', lowest: nextNumber + 1 },
  })
  // The prefix alone leaves the counter as it is, however many sales there were since the page was opened.
  expect(await save({ set: 'numbers', receiptPrefix: 'G-', nextNumber: null })).toMatchObject({ ok: true })
  expect((await shopSettings(till.world)).nextNumber).toBe(nextNumber + 1)
  await save({ set: 'numbers', receiptPrefix: '', nextNumber: null })
  expect(await save({ set: 'numbers', receiptPrefix: 'F-', nextNumber: 2000 })).toMatchObject({ ok: true })
  const second = await till.sell()
  expect((await till.sale(second)).sale).toMatchObject({ number: 2000, prefix: 'F-' })
  const third = await till.sell()
  expect((await till.sale(third)).sale.number).toBe(2001)
  const { rows } = await till.pool.query('select before, after from audit order by seq desc limit 1')
  expect(rows[0]).toMatchObject({
    before: { receiptPrefix: '', nextNumber: nextNumber + 1 },
    after: { receiptPrefix: 'F-', nextNumber: 2000 },
  })
})
