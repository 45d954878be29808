import type { Locator, Page } from 'playwright/test'
import { openPool } from '#lib/adapters/database/connect.ts'
import { expectNothingForAxe } from './axe.ts'
import { expectBooksToBalance } from './books.ts'
import { moving, SIZES, sidewaysScrollers } from './fits.ts'
import { expect, OWNER, test } from './fixtures.ts'
import { ReaderScreen } from './screens/reader-screen.ts'
import { RegisterScreen } from './screens/register-screen.ts'
import { simulatorAt } from './simulator.ts'
import { withTill } from './till.ts'

const ANSWERS = [
  ['Shop name', 'Fern & Field'],
  ['Street and town', '212 Orchard Street, Asheville'],
  ['State and ZIP', 'NC 28801'],
  ['Your name', OWNER.name],
  ['Your PIN, 4 to 8 digits', OWNER.pin],
] as const

test('first run: six fields and eight presses at most open the shop, and its first card is approved', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  await withTill(async till => {
    // A till with nothing in it, and a browser that has never seen one.
    const context = await browser.newContext({ baseURL: till.url })
    const page = await context.newPage()
    for (const path of ['/', '/register', '/sign-in', '/sales', '/set-up']) {
      await page.goto(path)
      await expect(page).toHaveURL('/set-up')
    }
    await expectNothingForAxe(page)
    for (const size of ['200 %', 'a phone'] as const) {
      await page.setViewportSize(SIZES[size])
      expect.soft(await sidewaysScrollers(page), size).toEqual([])
      expect.soft(await moving(page), size).toBe(0)
    }
    await page.setViewportSize(SIZES['a counter'])
    expect(await openShopByHand(page)).toBeLessThanOrEqual(8)
    await sellByCard(page)
    await expectToBeMeasured(till.url)
    await context.close()

    const pool = openPool(till.databaseUrl, () => {}, 1)
    await expectBooksToBalance(pool, simulatorAt(till.simulator))
    await pool.end()
  })
})

/** Goes through the form as somebody who uses no Tab key. Returns how often something was pressed. */
async function openShopByHand(page: Page): Promise<number> {
  let presses = 0
  const press = async (target: Locator) => {
    presses += 1
    await target.click()
  }
  for (const [label, words] of ANSWERS) {
    const field = page.getByLabel(label)
    await press(field)
    await page.keyboard.type(words)
    await expect(field).toHaveValue(words)
  }
  await press(page.getByLabel('Country'))
  await page.getByLabel('Country').selectOption({ label: 'United States' })
  // The currency follows the country, and the samples are on.
  const fields = page.locator('form :is(input:not([readonly], [type=checkbox]), select)')
  await expect(fields).toHaveCount(ANSWERS.length + 1)
  await press(page.getByRole('button', { name: 'Open the till' }))
  await new RegisterScreen(page).isOpen()
  return presses
}

async function sellByCard(page: Page): Promise<void> {
  const register = new RegisterScreen(page)
  await register.ring('Flat white')
  const opened = page.context().waitForEvent('page')
  await page.getByRole('link', { name: 'Reader on screen' }).click()
  const reader = new ReaderScreen(await opened)
  await page.bringToFront()
  const total = await register.charge()
  await register.waitsForCard()
  await reader.asksFor(total)
  await reader.tap('Visa')
  await register.approved()
}

/** Where a request comes from is what the server saw: a made-up address gives no new tries, and only adds the demand for a code. */
async function expectToBeMeasured(url: string): Promise<void> {
  const said = async (headers: Record<string, string>) =>
    (await (await fetch(`${url}/api/set-up`, { headers })).json()).codeNeeded
  expect(await said({})).toBe(false)
  expect(await said({ 'x-forwarded-for': '203.0.113.7' })).toBe(true)
  expect(await said({ 'x-forwarded-host': 'till.example' })).toBe(true)

  const tried = new Set<number>()
  for (let i = 0; i < 200; i++) {
    const headers = {
      origin: url,
      'content-type': 'application/json',
      'x-forwarded-for': `203.0.113.${i}`,
    }
    tried.add((await fetch(`${url}/api/sign-in`, { method: 'POST', headers, body: '{}' })).status)
  }
  expect([...tried]).toEqual([400, 429])
}
