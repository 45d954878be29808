import type { Page } from 'playwright/test'
import { expect, OWNER, test } from './fixtures.ts'
import { bindBrowser, registerCode } from './people.ts'
import { hearsKeys, RegisterScreen } from './screens/register-screen.ts'

const SALE = '/api/sales/sale_00000000-0000-4000-8000-000000000001'

const READS = ['/api/registers/current', '/api/catalogue', '/api/sales', SALE, '/api/status', '/api/live']
const WRITES = [`${SALE}/edits`, `${SALE}/charge`, `${SALE}/cash`, `${SALE}/payment`, '/api/test-cards']

test('nobody is signed in: pages lead to sign-in, APIs refuse', async ({ browser, till, shop }) => {
  const stranger = await browser.newContext()
  const page = await stranger.newPage()
  for (const path of ['/', '/register', '/sales', '/receipts/sale_1']) {
    await page.goto(path)
    await expect(page).toHaveURL('/sign-in')
  }
  for (const path of READS) expect((await stranger.request.get(path)).status(), path).toBe(401)
  for (const path of WRITES) {
    const refused = await stranger.request.post(path, { headers: { origin: till.url }, data: {} })
    expect(refused.status(), path).toBe(401)
  }
  expect(shop.readerId).toMatch(/^tmr_/)
  await stranger.close()
})

test('a page of another origin cannot write, even with the cookie', async ({ context, register }) => {
  for (const origin of ['http://evil.example', 'null']) {
    const refused = await context.request.post('/api/sign-out', { headers: { origin }, data: {} })
    expect(refused.status(), origin).toBe(403)
  }
  const unsaid = await context.request.post('/api/sign-out', { data: {} })
  expect(unsaid.status()).toBe(403)
  await register.page.reload()
  await register.isOpen()
})

test('a name is pressed, its PIN typed on a keyboard, and Enter sends it: with a finger on the name, and by keys alone', async ({
  browser,
  context,
  till,
}) => {
  const another = await browser.newContext()
  await bindBrowser(another.request, await registerCode(context.request, till.url), till.url)
  const page = await another.newPage()
  const name = page.getByRole('button', { name: OWNER.name })
  const counter = new RegisterScreen(page)
  for (const choose of [() => name.click(), () => name.press('Enter')]) {
    await page.goto('/sign-in')
    await hearsKeys(page)
    await choose()
    // As fast as a hand: what is faster is a scanner's, and no PIN.
    await page.keyboard.type(OWNER.pin, { delay: 120 })
    await page.keyboard.press('Enter')
    await counter.isOpen()
  }
  await another.close()
})

test('a wrong PIN is refused in words, the right one opens the register; the lock keeps the cart', async ({
  browser,
  context,
  till,
  register,
}) => {
  await register.ring('Flat white')
  await expect(register.page.getByText(/^Sale \d/)).toBeVisible()
  const another = await browser.newContext()
  await bindBrowser(another.request, await registerCode(context.request, till.url), till.url)
  const page = await another.newPage()
  await page.goto('/sign-in')
  await typePin(page, '9999')
  const complaint = page.getByRole('complementary').getByRole('alert')
  await expect(complaint).toHaveText('That PIN is not Mina’s. Try once more.')
  await expect(page).toHaveURL('/sign-in')
  const asked: string[] = []
  page.on('request', request => asked.push(`${request.method()} ${new URL(request.url()).pathname}`))
  await new RegisterScreen(page).scan('40123455')
  await expect(page.getByRole('status', { name: '0 digits typed' })).toBeVisible()
  expect(asked).not.toContain('POST /api/sign-in')
  await typePin(page, OWNER.pin)
  const counter = new RegisterScreen(page)
  await counter.isOpen()
  await counter.ring('Espresso')
  await expect(register.line('Espresso')).toBeVisible()

  await page.getByRole('button', { name: 'Mina, switch or lock' }).click()
  await page.getByRole('button', { name: 'Lock the till' }).click()
  await expect(page).toHaveURL('/sign-in')
  expect((await another.request.get('/api/registers/current')).status()).toBe(401)
  await typePin(page, OWNER.pin)
  await counter.isOpen()
  await expect(counter.line('Flat white')).toBeVisible()
  await expect(counter.line('Espresso')).toBeVisible()
  await another.close()
})

async function typePin(page: Page, pin: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(OWNER.name) }).click()
  const pad = page.getByRole('group', { name: 'PIN' })
  for (const digit of pin) await pad.getByRole('button', { name: digit, exact: true }).click()
  await pad.getByRole('button', { name: 'Enter' }).click()
}
