import { readFile } from 'node:fs/promises'
import type pg from 'pg'
import type { APIRequestContext } from 'playwright/test'
import { expectNothingForAxe } from './axe.ts'
import { expect, test } from './fixtures.ts'

test('a sale of long ago is found among all by its number and by what was on it, on a phone too, and goes into the file', async ({
  register,
  context,
  database,
}) => {
  await register.ring('Cinnamon roll')
  await register.cashButton.click()
  await register.press(/^Exact/)
  await register.says('Paid in cash')
  const number = await numberHere(context.request, 'paid')
  await manySales(database)
  const newest = Number((await database.query('select max(number) as n from sale')).rows[0]?.n)

  const page = await context.newPage()
  await page.goto('/sales')
  const total = await count(database)
  await expect(page.getByRole('status').filter({ hasText: 'in all' })).toHaveText(`${total} in all`)
  const old = page.getByRole('link', { name: new RegExp(`^Sale ${number}\\b`) })
  await expect(page.getByRole('link', { name: new RegExp(`^Sale ${newest}\\b`) })).toBeVisible()
  await expect(old).toHaveCount(0)
  await expectNothingForAxe(page)

  const words = page.getByRole('textbox', { name: 'Search sales' })
  await words.fill(`sale ${number}`)
  await expect(old).toBeVisible()
  await expect(page).toHaveURL(/q=sale/)
  await words.fill('cinnamon')
  await page.getByRole('combobox', { name: 'State' }).selectOption({ label: 'Paid' })
  await page.getByRole('combobox', { name: 'Paid', exact: true }).selectOption({ label: 'In cash' })
  await expect(old).toBeVisible()
  await expectNothingForAxe(page)

  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export' }).click()
  const file = await readFile(await (await download).path(), 'utf8')
  expect(file).toMatch(new RegExp(`^${number},.*,paid,.*cash`, 'm'))

  await page.setViewportSize({ width: 390, height: 844 })
  await expect(old).toBeVisible()
  await expectNothingForAxe(page)
  await old.click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(String(number))
})

test('a sale that is paid at the counter is paid in the list that somebody looks at', async ({
  register,
  context,
}) => {
  const page = await context.newPage()
  await page.goto('/sales?state=open')
  await register.ring('Espresso')
  const sale = page.getByRole('link', {
    name: new RegExp(`^Sale ${await numberHere(context.request, 'open')}\\b`),
  })
  await expect(sale).toBeVisible()
  await register.cashButton.click()
  await register.press(/^Exact/)
  await register.says('Paid in cash')
  await expect(sale).toHaveCount(0)
  await page.getByRole('combobox', { name: 'State' }).selectOption({ label: 'Paid' })
  await expect(sale).toBeVisible()
})

/** Of the sale on this counter. Its first edit is sent a moment after it is painted. */
async function numberHere(request: APIRequestContext, status: 'open' | 'paid'): Promise<number> {
  let number: number | undefined
  await expect(async () => {
    const { currentSaleId } = await (await request.get('/api/registers/current')).json()
    const answer = await (await request.get(`/api/sales/${currentSaleId}`)).json()
    expect(answer.sale.status).toBe(status)
    number = answer.sale.number
    expect(number).toBeGreaterThan(0)
  }).toPass()
  return number ?? 0
}

const count = async (database: pg.Pool): Promise<number> =>
  Number((await database.query('select count(*) from sale')).rows[0]?.count)

/** What a busy week leaves behind, as voided sales: no money is in them, and the books stay as they are. */
async function manySales(database: pg.Pool): Promise<void> {
  await database.query(
    `with counted as (update sale_counter set last = last + 120 returning last - 120 as before), one as (
       select * from sale order by number desc limit 1
     ), fresh as (
       select 'sale_' || gen_random_uuid() as id, counted.before + n as number from counted, generate_series(1, 120) n
     )
     insert into sale (id, number, register_id, opened_by, status, currency, wanted_total, total, received, reserved, tips,
       excess, version, state, opened_at, ended_total)
     select fresh.id, fresh.number, one.register_id, one.opened_by, 'voided', one.currency, one.wanted_total, one.total, 0, 0,
       0, 0, 1, (one.state - 'paidAt') || jsonb_build_object('id', fresh.id, 'number', fresh.number, 'status', 'voided',
         'tenders', '[]'::jsonb, 'received', jsonb_build_object('minor', 0, 'currency', one.currency)),
       one.opened_at, one.wanted_total
     from fresh, one`,
  )
}
