import type { Locator, Page } from 'playwright/test'
import { openPool } from '#lib/adapters/database/connect.ts'
import { simulatorAs } from '#lib/testing/ask-simulator.ts'
import { expectNothingForAxe } from './axe.ts'
import { expect, openShop, test } from './fixtures.ts'
import { simulatorAt } from './simulator.ts'
import { withTill } from './till.ts'

/** A list with nothing in it: what it says, the step it offers, and what shows that the step was taken. */
type Bare = {
  readonly path: string
  readonly says: string
  readonly step: string
  readonly leadsTo: (page: Page) => Locator | RegExp
}

const dialog = (name: string) => (page: Page) => page.getByRole('dialog', { name })

const BARE: readonly Bare[] = [
  { path: '/sales', says: 'No sales yet', step: 'Ring something up', leadsTo: () => /\/register$/ },
  {
    path: '/payments',
    says: 'No payment is under way',
    step: 'Ring something up',
    leadsTo: () => /\/register$/,
  },
  {
    path: '/surprises',
    says: 'Nothing waits for a manager',
    step: 'See what was sold',
    leadsTo: () => /\/sales$/,
  },
  {
    path: '/goods',
    says: 'Nothing to sell yet',
    step: 'First a category',
    leadsTo: () => /\/goods\/categories$/,
  },
  {
    path: '/goods/new',
    says: 'First a category',
    step: 'Make a category',
    leadsTo: () => /\/goods\/categories$/,
  },
  { path: '/goods/favourites', says: 'No tile yet.', step: 'among the goods', leadsTo: () => /\/goods$/ },
  {
    path: '/goods/categories',
    says: 'No category yet',
    step: 'New category',
    leadsTo: page => page.getByRole('button', { name: 'Make the category' }),
  },
  {
    path: '/goods/modifiers',
    says: 'Nothing is asked yet',
    step: 'New question',
    leadsTo: page => page.getByRole('textbox').first(),
  },
  { path: '/readers', says: 'No reader yet', step: 'Add a reader', leadsTo: dialog('Add a reader') },
  { path: '/locations', says: 'No location yet', step: 'Add a location', leadsTo: dialog('A new location') },
  {
    path: '/health',
    says: 'There is none yet.',
    step: 'Make a backup',
    leadsTo: page => page.getByRole('list', { name: 'Backups' }),
  },
]

test('a till opened without samples: set-up that waits for Stripe, lists that each say what to do next, and a page that broke', async ({
  browser,
}) => {
  test.setTimeout(300_000)
  await withTill(async till => {
    const context = await browser.newContext({ baseURL: till.url })
    const page = await context.newPage()
    await opensLate(page, till)

    await page.goto('/audit')
    await expect(page.getByRole('row').filter({ hasText: 'The shop founded' })).toBeVisible()
    await expectNothingForAxe(page)

    await takeAwayWhatStripeHas(page, till)
    for (const one of BARE) await test.step(one.path, () => isBare(page, one))

    // The first step of all, taken: then the goods offer the next one.
    await page.goto('/goods/categories')
    await page.getByRole('button', { name: 'New category' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Bread')
    await page.getByRole('button', { name: 'Make the category' }).click()
    await expect(page.getByRole('list', { name: 'Categories in their order' })).toContainText('Bread')
    await page.goto('/goods')
    await page.locator('main').getByRole('button', { name: 'New good' }).last().click()
    await expect(page.getByRole('button', { name: 'Make the good' })).toBeVisible()

    await breaksAndIsDrawnAgain(page, till.databaseUrl)
    await context.close()
  })
})

type Till = Parameters<Parameters<typeof withTill>[0]>[0]

/** Stripe cannot be reached while the shop is founded: it is written down, says so, and nothing has to be typed again. */
async function opensLate(page: Page, till: Till): Promise<void> {
  const simulator = simulatorAt(till.simulator)
  const { request } = page.context()
  await simulator.mood('cut_before', { times: 0, method: 'POST', path: '/v1/terminal/locations' })
  await expect(openShop(request, till.url, { samples: false })).rejects.toThrow(/no shop/)
  await page.goto('/set-up')
  const waits = page.getByRole('heading', { level: 1, name: /is written down, and waits for Stripe/ })
  await expect(waits).toBeVisible()
  await expectNothingForAxe(page)
  const asked = page.waitForResponse(response => new URL(response.url()).pathname === '/set-up')
  await page.getByRole('button', { name: 'Ask Stripe again' }).click()
  expect((await asked).status()).toBe(200)
  await expect(waits).toBeVisible()
  // Away from the page, so that nobody but the press below goes on with it.
  await page.goto('about:blank')
  await simulator.calm()
  await openShop(request, till.url, { samples: false })
}

/** Its only reader is deleted in the office, its only location somewhere else. */
async function takeAwayWhatStripeHas(page: Page, till: Till): Promise<void> {
  const { request } = page.context()
  const headers = { origin: till.url }
  const { readers } = await (await request.get('/api/readers')).json()
  for (const { id } of readers)
    expect((await request.delete(`/api/readers/${id}`, { headers })).ok()).toBe(true)
  const { locations } = await (await request.get('/api/locations')).json()
  await page.goto(`/locations/${locations[0].id}`)
  await page.locator('main').getByRole('link', { name: 'Readers', exact: true }).click()
  await expect(page).toHaveURL(/\/readers$/)
  const ask = simulatorAs(till.simulator, 'sk_test_simulator')
  for (const { id } of locations) await ask('DELETE', `/v1/terminal/locations/${id}`)
}

async function isBare(page: Page, { path, says, step, leadsTo }: Bare): Promise<void> {
  await page.goto(path)
  const main = page.locator('main')
  // What Stripe alone knows is asked for again every 15 s.
  await expect(main.getByText(says).first()).toBeVisible({ timeout: 25_000 })
  await expectNothingForAxe(page)
  await main
    .getByRole('link', { name: step })
    .or(main.getByRole('button', { name: step }))
    .first()
    .click()
  const to = leadsTo(page)
  if (to instanceof RegExp) await expect(page).toHaveURL(to)
  else await expect(to).toBeVisible()
  await expectNothingForAxe(page)
}

/** A table is gone, as after a restore that went wrong; and comes back. */
async function breaksAndIsDrawnAgain(page: Page, databaseUrl: string): Promise<void> {
  const pool = openPool(databaseUrl, () => {}, 1)
  try {
    await pool.query('alter table register_favourite rename to register_favourite_away')
    await page.goto('/goods/favourites')
    await expect(page.getByRole('heading', { level: 1, name: 'This page could not be drawn' })).toBeVisible()
    await expectNothingForAxe(page)
    await pool.query('alter table register_favourite_away rename to register_favourite')
    await page.getByRole('button', { name: 'Draw it again' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Favourites' })).toBeVisible()
  } finally {
    await pool.end()
  }
}
