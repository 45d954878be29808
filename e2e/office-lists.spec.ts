import { readFile } from 'node:fs/promises'
import type pg from 'pg'
import type { Page } from 'playwright/test'
import { expectNothingForAxe } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { shootOffice } from './shots.ts'

const NOTE = 'Settled at closing'

test('what was done about surprises: the last first, by pages, sorted, found by note, kind and sale, and taken away as a file', async ({
  register,
  context,
  database,
}) => {
  await register.ring('Flat white')
  await register.cashButton.click()
  await register.press(/^Exact/)
  await register.says('Paid in cash')
  const number = await sixtyDealtWith(database)
  const page = await context.newPage()
  await page.goto('/surprises')
  const list = page.getByRole('table', { name: 'Dealt with' })
  const pages = page.getByRole('navigation', { name: 'Pages of dealt with' })
  await page.getByRole('textbox', { name: 'Search dealt with' }).fill(NOTE)
  await expect(pages).toContainText('1–50 of 60')
  const first = list.getByRole('row').nth(1)
  await expect(first).toContainText(`“${NOTE} 1”`)
  await expect(first).toContainText('Too much arrived')
  await expect(first).toContainText('Mina Okafor')
  await expectNothingForAxe(page)

  const byAmount = list.getByRole('button', { name: 'Amount' })
  await byAmount.click()
  await expect(list.getByRole('columnheader', { name: 'Amount' })).toHaveAttribute('aria-sort', 'ascending')
  await byAmount.click()
  await expect(first).toContainText('$60.00')
  await pages.getByRole('button', { name: 'Next' }).click()
  await expect(pages).toContainText('51–60 of 60')
  await expect(first).toContainText('$10.00')
  await expect(list.getByRole('row')).toHaveCount(1 + 10)
  await page.reload()
  await expect(first).toContainText('$10.00')
  await shootOffice(page, 'surprises-dealt')

  await page.getByRole('combobox', { name: 'What' }).selectOption({ label: 'A refund did not arrive' })
  await expect(list.getByRole('row')).toHaveCount(1 + 1)
  await expect(first).toContainText('$7.00')
  await page.getByRole('combobox', { name: 'What' }).selectOption({ label: 'What: all' })
  await page.getByRole('combobox', { name: 'When' }).selectOption({ label: 'Last 24 hours' })
  await expect(page.getByRole('status').filter({ hasText: 'found' })).toHaveText('60 found')
  await expect(first).toContainText('$60.00')

  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export' }).click()
  const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\r\n')
  expect(lines).toHaveLength(1 + 60)
  expect(lines[1]).toMatch(new RegExp(`^too_much,${number},,60\\.00,USD,.*,${NOTE} 60,Mina Okafor,`))

  await page.getByRole('textbox', { name: 'Search dealt with' }).fill(`Sale ${number} ${NOTE}`)
  await expect(page.getByRole('status').filter({ hasText: 'found' })).toHaveText('60 found')
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(page.getByRole('combobox', { name: 'Sort by' })).toHaveValue('-amount')
  await expectNothingForAxe(page)
  await shootOffice(page, 'surprises-dealt-phone')
  await page.goto('/audit?what=export_surprises')
  await expect(page.getByRole('row').filter({ hasText: 'Surprises exported' }).first()).toContainText('Mina')
  await database.query('delete from surprise where how like $1', [`${NOTE}%`])
})

/** Of the sale that was begun last; its number. */
async function sixtyDealtWith(database: pg.Pool): Promise<number> {
  const { rows } = await database.query<{ number: number }>(
    `with s as (select id, number::float8 as number from sale order by sale.number desc limit 1), made as (
       insert into surprise (sale_id, tender_id, kind, amount, currency, at, dealt_at, dealt_by, how)
       select s.id, 'tender_of_a_list', case n when 7 then 'refund_failed' else 'too_much' end, 100 * n, 'usd',
         now_ms - 60000 * n, now_ms - 1000 * n, w.id, $1 || ' ' || n
       from s, (select id from staff where name = 'Mina Okafor' limit 1) w, generate_series(1, 60) n,
         (select floor(extract(epoch from now()) * 1000)::bigint as now_ms) clock
     ) select number from s`,
    [NOTE],
  )
  return rows[0]?.number ?? 0
}

test('of many surprises that wait the oldest are shown, and how many more there are', async ({
  register,
  context,
  database,
}) => {
  await register.ring('Flat white')
  await register.cashButton.click()
  await register.press(/^Exact/)
  await register.says('Paid in cash')
  await database.query(
    `insert into surprise (sale_id, tender_id, kind, amount, currency, at)
     select (select id from sale order by number desc limit 1), 'tender_of_a_list', 'too_much', 100 * n, 'usd', n
     from generate_series(1, 53) n`,
  )
  const page = await context.newPage()
  await page.goto('/surprises')
  await expect(
    page.getByText('These are the oldest 50. 3 more come up as these are dealt with.'),
  ).toBeVisible()
  await expect(page.getByRole('heading', { name: /^Too much arrived: / })).toHaveCount(50)
  await expect(page.getByRole('navigation').getByRole('link', { name: /^Surprises/ })).toContainText('53')
  await page.goto('/payments')
  await expect(page.getByRole('main')).toContainText('and 52 more.')
  await database.query("delete from surprise where tender_id = 'tender_of_a_list'")
})

test('more than a dozen categories and questions are searched and taken away as a file; a part of them has no order to change', async ({
  page,
  database,
}) => {
  await database.query(
    `insert into category (id, name, colour, position)
     select 'category_' || gen_random_uuid(), 'Shelf ' || n, 1 + n % 8, 900 + n from generate_series(101, 114) n`,
  )
  await database.query(
    `insert into modifier_group (id, name, least, most, position)
     select 'modgroup_' || gen_random_uuid(), 'Question ' || n, 0, 1, 900 + n from generate_series(101, 114) n`,
  )
  await page.goto('/goods/categories')
  const shelves = page.getByRole('list', { name: 'Categories in their order' }).getByRole('listitem')
  await expect(page.getByTitle('Drag it').first()).toBeVisible()
  await page.getByRole('textbox', { name: 'Search categories' }).fill('shelf 107')
  await expect(shelves).toHaveCount(1)
  await expect(page.getByTitle('Drag it')).toHaveCount(0)
  await expect(
    page.getByRole('button', { name: 'Move Shelf 107 up. Show all to change the order' }),
  ).toHaveAttribute('aria-disabled', 'true')
  await expectNothingForAxe(page)
  await page.getByRole('textbox', { name: 'Search categories' }).fill('shelf')
  expect(await exported(page)).toMatchObject({ length: 1 + 14, 14: expect.stringMatching(/^Shelf 114,/) })
  await shootOffice(page, 'categories-searched')

  await page.goto('/goods/modifiers')
  await page.getByRole('combobox', { name: 'Sort by' }).selectOption({ label: 'Question, downwards' })
  await page.getByRole('textbox', { name: 'Search questions' }).fill('question')
  const questions = page.getByRole('heading', { name: /^Question \d+$/ })
  await expect(questions).toHaveCount(14)
  await expect(questions.first()).toHaveText('Question 114')
  expect((await exported(page))[1]).toMatch(/^Question 114,/)
  await expectNothingForAxe(page)
  await page.getByRole('textbox', { name: 'Search questions' }).fill('no such words')
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect(questions).toHaveCount(14)

  await database.query("delete from category where name ~ '^Shelf 1'")
  await database.query("delete from modifier_group where name ~ '^Question 1'")
  await page.goto('/goods/categories')
  await expect(page.getByTitle('Drag it').first()).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Search categories' })).toHaveCount(0)
})

async function exported(page: Page): Promise<readonly string[]> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  return (await readFile(await (await download).path(), 'utf8')).trim().split('\r\n')
}
