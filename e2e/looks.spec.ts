import type { Locator, Page } from 'playwright/test'
import { expectNothingForAxe } from './axe.ts'
import { expectOpenDialogToFit, moving, SIZES, sidewaysScrollers } from './fits.ts'
import { expect, OWNER, test } from './fixtures.ts'
import type { RegisterScreen } from './screens/register-screen.ts'

test('axe finds nothing: register, payment, declined, cash, paid, receipt, sales, one sale, sign-in, no entry', async ({
  register,
  reader,
}) => {
  const { page } = register
  await expectNothingForAxe(page)
  await register.ring('Flat white', 'Espresso')
  await register.tool('Remove').click()
  await expectNothingForAxe(page)
  await register.type('latte')
  await expect(page.getByRole('listbox', { name: 'Found' })).toBeVisible()
  await expectNothingForAxe(page)
  await page.keyboard.press('Escape')

  await register.charge()
  await register.waitsForCard()
  await expectNothingForAxe(page)
  await reader.tap('Not enough money')
  await register.says('The customer has not been charged.')
  await expectNothingForAxe(page)
  await register.press('Pay another way')
  await register.says('To pay in cash')
  await expectNothingForAxe(page)
  await register.press(/^Exact/)
  await register.says('Paid in cash')
  await expectNothingForAxe(page)
  await register.showReceipt()
  await expectNothingForAxe(page)

  await page.goto('/sales')
  await expectNothingForAxe(page)
  await page
    .getByRole('link', { name: /^Sale \d+/ })
    .first()
    .click()
  await expect(page).toHaveURL(/\/sales\/sale_/)
  await expectNothingForAxe(page)
  await page.getByRole('link', { name: 'Receipt' }).click()
  await expect(page).toHaveURL(/\/receipts\//)
  await expectNothingForAxe(page)
  for (const path of ['/sign-in', '/no-entry?to=stripe.manage', '/no-entry', '/nothing', '/help/nothing']) {
    await page.goto(path)
    await expectNothingForAxe(page)
  }
})

test('a sale at a counter, on a tablet, on a phone and at 200 %: nothing is cut, what is pressed is in reach and large enough', async ({
  register,
  reader,
}) => {
  test.setTimeout(180_000)
  const { page } = register
  for (const [size, viewport] of Object.entries(SIZES))
    await test.step(size, async () => {
      const fits = async (what: string, buttons: Locator) => {
        await expectToFit(page, `${what}, ${size}`, buttons)
        // The story above has looked at a counter already, and at 200 % it is the phone's layout.
        if (size === 'a tablet' || size === 'a phone') await expectNothingForAxe(page)
      }
      const pay = page.locator('.till-pay').getByRole('button')
      const actions = register.stage.locator('.stage-actions').getByRole('button')
      await page.setViewportSize(viewport)
      await page.goto('/sign-in')
      const owner = page.getByRole('button', { name: OWNER.name })
      await fits('sign-in', owner)
      await owner.click()
      await fits('PIN', page.getByRole('group', { name: /PIN/ }).getByRole('button'))
      await register.open()
      await register.ring('Flat white', 'Flat white')
      await fits('goods', pay)
      const bar = page.getByRole('button', { name: 'Open the cart' })
      if (await bar.isVisible()) await openedCartFits(register, bar, fits)
      await register.cashButton.click()
      await register.says('To pay in cash')
      await fits('cash', actions)
      await register.press('Back')
      await register.charge()
      await register.waitsForCard()
      await fits('waiting', actions)
      await expect(register.stage.getByRole('link', { name: 'Why?' }), size).toBeInViewport({ ratio: 1 })
      await reader.tap('Visa')
      await register.approved()
      await fits('approved', actions)
      await register.nextSale()
    })
})

test('the counter’s dialogs, its receipt and the pages for nobody, at 200 % and on a phone: all of it is in reach, and nothing moves that need not', async ({
  register,
}) => {
  test.setTimeout(180_000)
  const { page } = register
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const shows = async (title: string | RegExp, open: () => Promise<void>) => {
    await open()
    await expect(page.getByRole('dialog', { name: title })).toBeVisible()
    await expectOpenDialogToFit(page, String(title))
    await page.keyboard.press('Escape')
    await expect(page.locator('dialog[open]')).toHaveCount(0)
  }
  await register.ring('Flat white')
  const pressed = (name: string | RegExp) => () => page.getByRole('button', { name }).first().click()
  await shows('Who is at the counter?', pressed(/, switch or lock$/))
  await shows('How things stand', pressed(/^Stripe/))
  await shows('Custom amount', pressed('Custom amount'))
  await shows('Keys', pressed(/^Keys/))
  await shows(/^How many\?/, () => register.tool('Quantity').click())
  await register.cashButton.click()
  await register.press(/^Exact/)
  await register.says('Paid in cash')
  await shows(/^Receipt of sale/, async () => void (await register.showReceipt()))
  const { currentSaleId } = await (await page.request.get('/api/registers/current')).json()
  await register.nextSale()

  for (const path of [
    `/receipts/${currentSaleId}`,
    '/no-entry?to=stripe.manage',
    '/nothing',
    '/help/nothing',
  ])
    for (const size of ['200 %', 'a phone'] as const) {
      await page.setViewportSize(SIZES[size])
      await page.goto(path)
      await expect(page.getByRole('main').or(page.getByRole('article')).first(), path).toBeVisible()
      expect.soft(await sidewaysScrollers(page), `${path}, ${size}`).toEqual([])
      expect.soft(await moving(page), `${path} moves`).toBe(0)
    }
})

/** On a phone the cart is a bar that opens over the whole screen. */
async function openedCartFits(
  register: RegisterScreen,
  bar: Locator,
  fits: (what: string, buttons: Locator) => Promise<void>,
): Promise<void> {
  await bar.click()
  await expect(register.line('Flat white', 2)).toBeInViewport({ ratio: 1 })
  await fits('cart', register.page.locator('.till-pay').getByRole('button'))
  await register.tool('One more').click()
  await expect(register.line('Flat white', 3)).toBeVisible()
  await register.tool('One less').click()
  await register.page.getByRole('button', { name: 'Close the cart' }).click()
}

/** Nothing is wider than the screen, and each of the buttons is wholly on it and large enough for a finger. */
async function expectToFit(page: Page, where: string, buttons: Locator): Promise<void> {
  await expect(buttons.first(), where).toBeVisible()
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect.soft(over, `${where}: wider than the screen`).toBeLessThanOrEqual(0)
  for (const button of await buttons.all()) {
    const words = `${where}: ${await button.textContent()}`
    await expect.soft(button, words).toBeInViewport({ ratio: 1, timeout: 2_000 })
    expect.soft((await button.boundingBox())?.height ?? 0, words).toBeGreaterThanOrEqual(44)
  }
}

test('no page asks any other host for anything', async ({ register, reader, till }) => {
  const { page } = register
  const byTill = hostsAskedBy(page)
  const byReader = hostsAskedBy(reader.page)
  await page.reload()
  await reader.page.reload()
  await register.isOpen()
  await register.ring('Flat white')
  await register.charge()
  await register.waitsForCard()
  await reader.tap('Visa')
  await register.approved()
  await register.showReceipt()
  for (const path of ['/sales', '/sign-in', '/set-up']) await page.goto(path)
  expect([...byTill]).toEqual([till.url])
  expect([...byReader]).toEqual([till.simulator])
})

/** The origins a page has asked for anything since, live. */
function hostsAskedBy(page: Page): ReadonlySet<string> {
  const asked = new Set<string>()
  page.on('request', request => asked.add(new URL(request.url()).origin))
  return asked
}
