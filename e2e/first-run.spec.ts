import { test as base, expect } from 'playwright/test'
import { startTill, type TillProcess } from './till-process.ts'

const test = base.extend<object, { readonly empty: TillProcess }>({
  empty: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    async ({}, use) => {
      const till = await startTill()
      await use(till)
      await till.stop()
    },
    { scope: 'worker', timeout: 240_000 },
  ],
})

test('first run: every page leads to set-up, six answers open the shop, and the first card is approved', async ({
  page,
  empty,
  context,
}) => {
  for (const path of ['/', '/register', '/sign-in', '/sales']) {
    await page.goto(empty.url + path)
    await expect(page).toHaveURL(/\/set-up/)
  }
  await page.getByLabel('Shop name').fill('Fern & Field')
  await page.getByLabel('Street and town').fill('212 Orchard Street, Asheville')
  await page.getByLabel('State and ZIP').fill('NC 2880')
  await page.getByLabel('Your name').fill('Mina Okafor')
  await expect(page.getByText('A ZIP code has 5 digits')).toBeVisible()
  await page.getByLabel('State and ZIP').fill('NC 28801')
  await page.getByLabel(/^Your PIN/).fill('2468')
  await page.getByRole('button', { name: 'Open the till' }).click()
  await expect(page).toHaveURL(/\/register/)

  const { RegisterScreen } = await import('./screens/register-screen.ts')
  const { ReaderScreen } = await import('./screens/reader-screen.ts')
  const register = new RegisterScreen(page)
  await register.ring('Flat white')
  const total = await register.charge()
  await register.waitsForCard()
  const current = await (await context.request.get(`${empty.url}/api/registers/current`)).json()
  const window = await context.newPage()
  await window.goto(current.simulatorReaderUrl)
  const reader = new ReaderScreen(window)
  await reader.asksFor(total)
  await reader.tap('Visa')
  await register.approved()
})
