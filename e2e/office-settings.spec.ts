import type { Page } from 'playwright/test'
import { expectNothingForAxe } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { somebody } from './people.ts'

/** The shop as the other stories know it. */
test.afterAll(async ({ browser, shop, till }) => {
  const context = await browser.newContext()
  await context.addCookies(shop.cookies)
  const url = `${till.url}/api/settings/shop`
  const { address, ...rest } = await (await context.request.get(url)).json()
  const was = { ...rest, ...address }
  const save = (change: object) =>
    context.request.post(url, { headers: { origin: till.url }, data: { ...change, was } })
  await save({ ...was, set: 'shop', name: 'Fern & Field', line2: '' })
  await save({ set: 'numbers', receiptPrefix: '', nextNumber: null })
  await save({ set: 'money', taxIncluded: false, cashRounding: 0 })
  await context.close()
})

const part = (page: Page, id: string) => page.locator(`section:has(#${id})`)

test('what is typed is on the receipt while one types, and on every receipt once it is saved', async ({
  register,
  page,
  context,
}) => {
  const settings = await context.newPage()
  await settings.goto('/settings')
  const shop = part(settings, 'shop')
  const slip = shop.getByRole('article', { name: 'Receipt' })
  await expect(slip).toContainText('212 Orchard Street')
  const name = '<b>Fern</b> & Field'
  await shop.getByLabel('Name').fill(name)
  await shop.getByLabel('Phone').fill('+1 828 555 0100')
  await shop.getByLabel('Tax number').fill('12-3456789')
  await shop.getByLabel('Below the code').fill('Come again\nOpen daily')
  await expect(slip).toContainText(name)
  await expect(slip).toContainText('Tax ID 12-3456789')
  await expect(slip).toContainText('Open daily')
  // Nothing is stored yet, and going away would lose it.
  await settings.getByRole('link', { name: 'Stripe', exact: true }).click()
  await settings.getByRole('button', { name: 'Stay here' }).click()
  await shop.getByRole('button', { name: 'Save shop and receipts' }).click()
  await expect(shop.getByText('Saved.')).toBeVisible()

  // The register that was open all the while prints it, its address too.
  await register.ring('Flat white')
  await page.getByRole('button', { name: 'Cash', exact: true }).click()
  await page.getByRole('button', { name: /Exact/ }).click()
  await page.getByRole('button', { name: /On screen/ }).click()
  const receipt = page.getByRole('dialog').getByRole('article', { name: 'Receipt' })
  await expect(receipt).toContainText(name)
  await expect(receipt).toContainText('212 Orchard Street')
  await expect(receipt).toContainText('+1 828 555 0100')
  await page.getByRole('button', { name: /Next sale/ }).click()
  await settings.close()
})

test('another manager saves first: this one is told, keeps what was typed, and overwrites nothing unseen', async ({
  page,
  till,
}) => {
  await page.goto('/settings')
  const shop = part(page, 'shop')
  await shop.getByLabel('Floor, unit').fill('Unit 7')
  const url = `${till.url}/api/settings/shop`
  const { address, ...rest } = await (await page.request.get(url)).json()
  const was = { ...rest, ...address }
  const theirs = { ...was, set: 'shop', line2: 'Attic', was }
  expect((await page.request.post(url, { headers: { origin: till.url }, data: theirs })).ok()).toBe(true)
  await expect(shop.getByText('Somebody else changed this meanwhile.')).toBeVisible()
  await expect(shop.getByLabel('Floor, unit')).toHaveValue('Unit 7')
  // Pressed all the same, it is refused: what they changed stays.
  const answered = page.waitForResponse(answer => answer.request().method() === 'POST')
  await shop.getByRole('button', { name: 'Save shop and receipts' }).click()
  const answer = await answered
  expect([answer.status(), (await answer.json()).refusal.kind]).toEqual([409, 'changed_meanwhile'])
  await expect(shop.getByLabel('Floor, unit')).toHaveValue('Unit 7')
  await shop.getByRole('button', { name: 'Show theirs' }).click()
  await expect(shop.getByLabel('Floor, unit')).toHaveValue('Attic')
  expect((await (await page.request.get(url)).json()).address.line2).toBe('Attic')
})

test('cash is rounded from the next sale on, named on its receipt, and numbers carry their prefix', async ({
  register,
  page,
  context,
}) => {
  const settings = await context.newPage()
  await settings.goto('/settings')
  const money = part(settings, 'money')
  await expect(money.getByText(/cannot change|follows the country/)).toBeVisible()
  await money.getByLabel('Cash is rounded').selectOption({ label: 'to $0.05' })
  await money.getByRole('button', { name: 'Save money and tax' }).click()
  await expect(money.getByText('Saved.')).toBeVisible()
  const numbers = part(settings, 'numbers')
  await numbers.getByLabel('Prefix').fill('f!')
  await numbers.getByLabel('Prefix').blur()
  await expect(numbers.getByText('Up to 8 capitals, digits, dots, dashes and slashes')).toBeVisible()
  await numbers.getByLabel('Prefix').fill('F-')
  await numbers.getByRole('button', { name: 'Save the numbers' }).click()
  await expect(numbers.getByText('Saved.')).toBeVisible()
  await numbers.getByLabel('Go on from another number').fill('5000')
  await expect(numbers.getByText(/will never be given out/)).toBeVisible()
  await expect(numbers.getByText('Sale F-5000')).toBeVisible()
  await numbers.getByRole('button', { name: 'Save the numbers' }).click()
  await settings
    .getByRole('dialog', { name: /^Leave out [\d,]+ numbers\?$/ })
    .getByRole('button', { name: 'Go on from 5000' })
    .click()
  await expect(numbers.getByText('Saved.')).toBeVisible()
  await expect(numbers.getByLabel('Go on from another number')).toHaveValue('')
  await expect(numbers.getByText('Sale F-5000')).toBeVisible()

  // The register heard of it; the next sale is the first under the new rule.
  await register.ring('Flat white')
  await page.getByRole('button', { name: 'Cash', exact: true }).click()
  await expect(page.getByText(/rounded from \$4\.86/)).toBeVisible()
  await page.getByRole('button', { name: /Exact/ }).click()
  await page.getByRole('button', { name: /On screen/ }).click()
  const receipt = page.getByRole('dialog').getByRole('article', { name: 'Receipt' })
  await expect(receipt).toContainText('Cash rounding')
  await expect(receipt).toContainText('Sale F-5000')
  await page.getByRole('button', { name: /Next sale/ }).click()

  await money.getByLabel('Cash is rounded').selectOption({ label: 'not at all' })
  await money.getByRole('button', { name: 'Save money and tax' }).click()
  await expect(money.getByText('Saved.')).toBeVisible()
  await expect(numbers.getByText('Sale F-5001')).toBeVisible()
  await expectNothingForAxe(settings)
  await settings.close()
})

test('the wiring to Stripe in words: secrets are rolled, missed events fetched, and what does not fit is named', async ({
  page,
  till,
  simulator,
}) => {
  await page.goto('/settings/stripe')
  await expect(page.getByText('Everything fits together.')).toBeVisible()
  await expect(page.getByText(/Secret test key, ending in/)).toBeVisible()
  await expect(page.getByText('2026-10-28.endive').first()).toBeVisible()
  expect(await page.content()).not.toContain('sk_test_')

  const readers = page.getByRole('listitem').filter({ hasText: 'Readers' }).filter({ hasText: 'connected' })
  const before = await readers.getByText(/we_/).textContent()
  await readers.getByRole('button', { name: 'Roll the secret' }).click()
  await expectNothingForAxe(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Roll the secret' }).click()
  await expect(readers.getByText('Rolled.')).toBeVisible()
  await expect(readers.getByText(/we_/)).not.toHaveText(before ?? '')
  await page.getByRole('button', { name: 'Fetch missed events' }).click()
  await expect(page.getByText(/Nothing was missed|were taken in/)).toBeVisible()
  await expectNothingForAxe(page)

  await simulator.account({ country: 'DE' })
  // What Stripe said within the last second is not asked for again.
  await expect(async () => {
    await page.getByRole('button', { name: 'Ask again' }).click()
    await expect(page.getByText('Account and shop are in different countries.')).toBeVisible({
      timeout: 2_000,
    })
  }).toPass({ timeout: 20_000 })
  await simulator.account({})

  const forged = await page.request.post(`${till.url}/api/stripe/webhook`, {
    data: '{}',
    headers: { 'stripe-signature': 't=1,v1=00' },
  })
  expect(forged.status()).toBe(400)
  await expect(async () => {
    await page.getByRole('button', { name: 'Ask again' }).click()
    await expect(page.getByText(/[1-9]\d* turned away for their signature/)).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 20_000 })
})

test('what the shop is set to is not in a cashier’s page of settings', async ({ browser, context, till }) => {
  const by = { request: context.request, url: till.url }
  const cashier = await somebody(browser, by, { name: 'Cora Cash', role: 'cashier' })
  const told = await cashier.context.request.get(`${till.url}/settings`)
  expect(told.status()).toBe(200)
  const page = await told.text()
  expect(page).toContain('Look and sound')
  expect(page).not.toContain('captureMode')
  await cashier.context.close()
})
