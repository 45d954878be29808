import type { APIRequestContext, Locator, Page } from 'playwright/test'
import { FOR_LATER } from '#components/words/later.ts'
import { may, ROLES } from '#lib/domain/permissions.ts'
import { pagesAsPrinted, pagesAsTold } from '#lib/testing/permissions/page.ts'
import { allPages } from '#lib/testing/permissions/pages.ts'
import { expectNothingForAxe } from './axe.ts'
import { expect, OWNER, test } from './fixtures.ts'
import { bindBrowser, registerCode, type Somebody, somebody } from './people.ts'
import type { ReaderScreen } from './screens/reader-screen.ts'
import { hearsKeys, RegisterScreen } from './screens/register-screen.ts'

/** Types a PIN on the keypad of the page, or of the dialog in front of it. */
async function typePin(page: Page, pin: string): Promise<void> {
  const pad = page.getByRole('group', { name: 'PIN' }).last()
  for (const digit of pin) await pad.getByRole('button', { name: digit, exact: true }).click()
  await pad.getByRole('button', { name: 'Enter' }).click()
}

/** As a scanner types: all at once, Enter at the end. */
const scan = (page: Page, code: string) =>
  page.evaluate(text => {
    for (const key of [...text, 'Enter'])
      window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  }, code)

/** The register's sale: a browser that has not seen how the last one ended would be shown that first. */
async function beginSale(register: RegisterScreen): Promise<void> {
  await register.ring('Cold brew bottle')
  await expect(register.page.getByText(/^Sale \d/)).toBeVisible()
}

const here: Somebody[] = []
test.afterEach(async ({ database }) => {
  for (const one of here.splice(0)) await one.context.close()
  await database.query('update staff set active = false where name <> $1', [OWNER.name])
  await database.query('update shop set auto_lock_minutes = 0')
})

test('somebody is added, chooses a PIN of their own, and another takes over the sale as it lies', async ({
  context,
  browser,
  till,
  shop,
  register: ours,
}) => {
  await beginSale(ours)
  const manager = await context.newPage()
  await manager.goto('/people')
  const kept = manager.getByRole('row').filter({ hasText: FOR_LATER })
  await expect(kept).toHaveCount(4)
  await expect(kept.first()).toContainText('Void a sale')
  await manager.getByRole('button', { name: 'Add somebody' }).click()
  const sheet = manager.getByRole('dialog', { name: 'Somebody new' })
  await sheet.getByRole('button', { name: 'Add this person' }).click()
  await expect(sheet).toContainText('A name of up to 60 signs.')
  await sheet.getByLabel('Name').fill('Theo Lindqvist')
  await expectNothingForAxe(manager)
  await sheet.getByRole('button', { name: 'Add this person' }).click()
  const told = manager.getByRole('dialog', { name: 'A PIN for Theo Lindqvist to begin with' })
  const pin = (await told.getByText(/^\d{6}$/).textContent()) ?? ''
  await told.getByRole('button', { name: 'I have told them' }).click()
  await expect(manager.getByRole('link', { name: 'Theo Lindqvist' })).toBeVisible()
  await expectNothingForAxe(manager)

  const counter = await browser.newContext()
  expect(shop.readerId).toMatch(/^tmr_/)
  await bindBrowser(counter.request, await registerCode(context.request, till.url), till.url)
  const page = await counter.newPage()
  await page.goto('/sign-in')
  await page.getByRole('button', { name: /Theo Lindqvist/ }).click()
  await typePin(page, pin)
  await expect(page.getByRole('heading', { name: 'Choose a PIN of your own' })).toBeVisible()
  await typePin(page, '1234')
  await expect(page.getByRole('complementary').getByRole('alert')).toContainText('tried first')
  await typePin(page, '8642')
  await typePin(page, '8642')
  const register = new RegisterScreen(page)
  await register.isOpen()
  await register.ring('Flat white')
  await register.cashButton.click()

  await page.getByRole('button', { name: 'Theo, switch or lock' }).click()
  const who = page.getByRole('dialog', { name: 'Who is at the counter?' })
  await expect(who.getByRole('button', { name: 'Stay as Theo' })).toBeFocused()
  await expectNothingForAxe(page)
  await who.getByRole('button', { name: /Mina Okafor/ }).click()
  // A PIN typed on the keyboard is no amount on the screen of cash behind.
  await page.keyboard.type(OWNER.pin, { delay: 120 })
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Mina, switch or lock' })).toBeVisible()
  await expect(register.stage).toContainText('Handed over: $0.00')
  await register.press('Back')
  await expect(register.line('Flat white')).toBeVisible()
  await counter.close()
})

test('a printed badge signs in, and takes the counter over', async ({ context, browser, till, register }) => {
  await register.isOpen()
  const bearer = await somebody(
    browser,
    { request: context.request, url: till.url },
    { name: 'Bo Badge', role: 'lead' },
  )
  here.push(bearer)
  const manager = await context.newPage()
  await manager.goto(`/people/${bearer.id}`)
  await manager.getByRole('button', { name: 'Print a badge' }).click()
  const dialog = manager.getByRole('dialog', { name: 'The badge of Bo Badge' })
  const badge = (await dialog.getByText(/^TLB[A-Z2-9]{16}$/).textContent()) ?? ''
  await expectNothingForAxe(manager)
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(manager.getByText('Has one. Held to a scanner')).toBeVisible()
  await expectNothingForAxe(manager)

  // In the office it signs nobody in, and what it says stands in no field and no address.
  await manager.goto('/people')
  await hearsKeys(manager)
  const search = manager.getByRole('textbox', { name: 'Search people' })
  await search.focus()
  await new RegisterScreen(manager).scan(badge)
  await expect(manager.getByRole('alert').filter({ hasText: 'That was a badge.' })).toBeVisible()
  await expect(search).toHaveValue('')
  expect(manager.url()).not.toContain('TLB')
  await expectNothingForAxe(manager)

  const cashier = await somebody(
    browser,
    { request: context.request, url: till.url },
    { name: 'Cleo Cash', role: 'cashier' },
  )
  here.push(cashier)
  const counter = new RegisterScreen(await cashier.context.newPage())
  await counter.page.goto(`${till.url}/register`)
  await counter.isOpen()
  await scan(counter.page, 'TLBAAAAAAAAAAAAAAAA')
  await expect(counter.notice('Nobody has changed places.')).toBeVisible()
  await scan(counter.page, badge.toLowerCase())
  await expect(counter.page.getByRole('button', { name: 'Bo, switch or lock' })).toBeVisible()
  await counter.page.goto(`${till.url}/sign-in`)
  await hearsKeys(counter.page)
  await scan(counter.page, badge)
  await counter.isOpen()
})

async function paidByCard(register: RegisterScreen, reader: ReaderScreen): Promise<void> {
  await register.ring('Flat white')
  await register.charge()
  await register.waitsForCard()
  await reader.tap('Visa')
  await register.approved()
}

async function openNewestSale(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/sales`)
  await page
    .getByRole('link', { name: /^Sale \d+/ })
    .first()
    .click()
}

/** All of it, by somebody who may not alone. Answers with the sheet in which somebody else consents. */
async function asksForRefund(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^Refund all/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Refund/ })
    .click()
  return page.getByRole('dialog', { name: 'This needs somebody’s consent' })
}

test('a cashier gives money back with a manager’s PIN: both names stand in the diary', async ({
  register,
  reader,
  context,
  browser,
  till,
}) => {
  await paidByCard(register, reader)
  const cashier = await somebody(
    browser,
    { request: context.request, url: till.url },
    { name: 'Carl Cashier', role: 'cashier' },
  )
  here.push(cashier)
  here.push(
    await somebody(
      browser,
      { request: context.request, url: till.url },
      { name: 'Moe Manager', role: 'manager' },
    ),
  )
  const page = await cashier.context.newPage()
  await openNewestSale(page, till.url)
  await expect(page.getByText('A manager allows it here, by PIN or badge.')).toBeVisible()
  const sheet = await asksForRefund(page)
  await expect(sheet).toContainText(/Refund a sale: sale \d+, \$\d+\.\d{2}\./)
  await expectNothingForAxe(page)
  const names = sheet.getByLabel('Who allows it')
  await names.selectOption({ label: OWNER.name })
  await expect(sheet.getByRole('heading', { name: 'PIN for Mina' })).toBeVisible()
  await typePin(page, '9753')
  await expect(sheet.getByRole('alert')).toHaveText('That PIN is not Mina’s. Try once more.')
  // On a keyboard, with the focus where the name was chosen.
  await names.focus()
  await page.keyboard.type(OWNER.pin, { delay: 120 })
  await page.keyboard.press('Enter')
  await expect(sheet).toBeHidden()
  await expect(page.getByText('Carl Cashier, allowed by Mina Okafor')).toBeVisible()
  await register.nextSale()
})

test('a cashier gives money back with a manager’s badge: one scan, and both names are written down', async ({
  register,
  reader,
  context,
  browser,
  till,
}) => {
  await paidByCard(register, reader)
  const by = { request: context.request, url: till.url }
  const bearer = await somebody(browser, by, { name: 'Max Manager', role: 'manager' })
  here.push(bearer)
  const cashier = await somebody(browser, by, { name: 'Cora Cashier', role: 'cashier' })
  here.push(cashier)
  const manager = await context.newPage()
  await manager.goto(`/people/${bearer.id}`)
  await manager.getByRole('button', { name: 'Print a badge' }).click()
  const printed = manager.getByRole('dialog', { name: 'The badge of Max Manager' })
  const badge = (await printed.getByText(/^TLB[A-Z2-9]{16}$/).textContent()) ?? ''
  await printed.getByRole('button', { name: 'Done' }).click()

  const page = await cashier.context.newPage()
  await openNewestSale(page, till.url)
  const sheet = await asksForRefund(page)
  await expect(sheet).toBeVisible()
  await scan(page, badge)
  await expect(sheet).toBeHidden()
  await expect(page.getByText('Cora Cashier, allowed by Max Manager')).toBeVisible()
  await register.nextSale()
})

test('whoever is signed out elsewhere is out at once, and the sale stays', async ({
  register,
  context,
  browser,
  till,
}) => {
  await beginSale(register)
  const cashier = await somebody(
    browser,
    { request: context.request, url: till.url },
    { name: 'Olga Out', role: 'cashier' },
  )
  here.push(cashier)
  const counter = new RegisterScreen(await cashier.context.newPage())
  await counter.page.goto(`${till.url}/register`)
  await counter.isOpen()
  await counter.ring('Espresso')
  await expect(register.line('Espresso')).toBeVisible()
  const manager = await context.newPage()
  await manager.goto('/people')
  await manager.getByRole('textbox', { name: 'Search signed in' }).fill('olga')
  await expect(manager.getByRole('button', { name: /^Sign out / })).toHaveCount(1)
  await manager.getByRole('button', { name: 'Sign out Olga Out' }).click()
  const question = manager.getByRole('dialog', { name: 'Sign Olga Out out?' })
  await expect(question.getByRole('button', { name: 'Leave it' })).toBeFocused()
  await question.getByRole('button', { name: 'Sign out' }).click()
  await expect(counter.page).toHaveURL(/\/sign-in$/)
  await expect(manager.getByRole('button', { name: 'Sign out Olga Out' })).toHaveCount(0)
  await expect(register.line('Espresso')).toBeVisible()

  // Disabled, the name is gone from the door; an office page is out as fast as a register.
  await manager.goto(`/people/${cashier.id}`)
  await manager.getByRole('button', { name: 'Disable Olga Out' }).click()
  await manager.getByRole('dialog').getByRole('button', { name: 'Disable' }).click()
  await expect(manager.getByRole('button', { name: 'Bring Olga Out back' })).toBeVisible()
  await counter.page.reload()
  await expect(counter.page.getByRole('button', { name: /Mina/ })).toBeVisible()
  await expect(counter.page.getByRole('button', { name: /Olga/ })).toHaveCount(0)
})

test('a till that nobody touches says so, and locks; not while a payment waits for its customer', async ({
  register,
  context,
  browser,
  till,
  database,
}) => {
  await beginSale(register)
  const cashier = await somebody(
    browser,
    { request: context.request, url: till.url },
    { name: 'Ida Idle', role: 'cashier' },
  )
  here.push(cashier)
  await database.query('update shop set auto_lock_minutes = 1')
  const page = await cashier.context.newPage()
  await page.clock.install()
  await page.goto(`${till.url}/register`)
  const counter = new RegisterScreen(page)
  await counter.isOpen()
  const warning = page.getByRole('alert').filter({ hasText: 'The till locks itself' })
  // The page counts from when it has heard how long nobody may be idle here.
  await expect.poll(() => page.evaluate(() => localStorage.getItem('tapline:pressed'))).not.toBeNull()
  await page.clock.runFor(45_000)
  await expect(warning).toBeVisible()
  await expectNothingForAxe(page)
  await page.keyboard.press('Shift')
  await expect(warning).toBeHidden()

  await counter.ring('Flat white')
  await counter.charge()
  await counter.waitsForCard()
  await page.clock.runFor(90_000)
  await expect(warning).toBeHidden()
  await counter.press('Cancel')
  await expect(counter.chargeButton).toBeVisible()
  // Nothing moves on a screen of cash where nobody has pressed anything: whoever walks off there leaves a locked till.
  await counter.cashButton.click()
  await expect(counter.stage).toBeVisible()
  await page.clock.runFor(61_000)
  await expect(page).toHaveURL(/\/sign-in$/)
  await expect(register.line('Flat white')).toBeVisible()
})

test('a till that was left for longer than it may be is locked when somebody opens it again', async ({
  context,
  browser,
  register,
  till,
  database,
}) => {
  await register.isOpen()
  const cashier = await somebody(
    browser,
    { request: context.request, url: till.url },
    { name: 'Lou Left', role: 'cashier' },
  )
  here.push(cashier)
  await database.query('update shop set auto_lock_minutes = 1')
  const page = await cashier.context.newPage()
  await page.clock.install()
  await page.goto(`${till.url}/register`)
  await new RegisterScreen(page).isOpen()
  await expect.poll(() => page.evaluate(() => localStorage.getItem('tapline:pressed'))).not.toBeNull()
  await page.keyboard.press('Shift')
  await page.close()

  const later = await cashier.context.newPage()
  await later.clock.fastForward(120_000)
  await later.goto(`${till.url}/register`)
  await expect(later).toHaveURL(/\/sign-in$/)
  await hearsKeys(later)
  await later.getByRole('button', { name: /Lou Left/ }).click()
  await typePin(later, cashier.pin)
  await new RegisterScreen(later).isOpen()
})

test('a receipt, a page of help and a closed door lock themselves as well', async ({
  register,
  context,
  browser,
  till,
  database,
}) => {
  await beginSale(register)
  const { currentSaleId } = await (await context.request.get('/api/registers/current')).json()
  const cashier = await somebody(
    browser,
    { request: context.request, url: till.url },
    { name: 'Lone Page', role: 'cashier' },
  )
  here.push(cashier)
  await database.query('update shop set auto_lock_minutes = 1')
  const page = await cashier.context.newPage()
  await page.clock.install()
  const warning = page.getByRole('alert').filter({ hasText: 'The till locks itself' })
  for (const path of ['/help/too_busy', '/no-entry', `/receipts/${currentSaleId}`]) {
    await page.goto(till.url + path)
    // The page counts from when it has heard how long nobody may be idle here.
    await expect.poll(() => page.evaluate(() => localStorage.getItem('tapline:pressed'))).not.toBeNull()
    await page.clock.runFor(45_000)
    await expect(warning).toBeVisible()
    await page.keyboard.press('Shift')
    await expect(warning).toBeHidden()
    await page.evaluate(() => localStorage.removeItem('tapline:pressed'))
  }
  await page.clock.runFor(61_000)
  await expect(page).toHaveURL(/\/sign-in$/)
  await page.goto(`${till.url}/help/too_busy`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})

/** The pages that are about one thing, with the story's own put in. */
async function ownIds(
  request: APIRequestContext,
  readerId: string,
): Promise<Readonly<Record<string, string>>> {
  const read = async (path: string) => (await request.get(path)).json()
  const { currentSaleId: saleId } = await read('/api/registers/current')
  const { rows: goods } = await read('/api/goods')
  const { locations } = await read('/api/locations')
  const { people } = await read('/api/people')
  return {
    saleId,
    readerId,
    productId: goods[0].id,
    locationId: locations[0].id,
    staffId: people[0].id,
  }
}

/** What somebody is told at this address. Whoever is let in may be led on, from the front door to the register. */
async function toldAt(request: APIRequestContext, url: string): Promise<string> {
  const answer = await request.get(url, { maxRedirects: 0 })
  const to = answer.headers().location
  if (to?.startsWith('/no-entry?to=')) return 'no'
  return answer.status() === 200 || to === '/register' ? 'yes' : `${answer.status()} ${to}`
}

test('every page lets in whom the matrix lets in, and tells the others', async ({
  context,
  browser,
  register,
  till,
  shop,
}) => {
  test.setTimeout(180_000)
  await beginSale(register)
  const ids = await ownIds(context.request, shop.readerId)
  const told = new Map<string, string>()
  for (const role of ROLES) {
    const by = { request: context.request, url: till.url }
    const one = await somebody(browser, by, { name: `Page ${role}`, role })
    here.push(one)
    const { request } = one.context
    const at = (path: string) => toldAt(request, till.url + path)
    for (const { path } of allPages())
      told.set(`${role} ${path}`, await at(path.replaceAll(/\[(\w+)\]/g, (_, name) => ids[name] ?? '')))
    expect(await at('/nothing/here'), role).toBe('404 undefined')
    const nobody = '/people/staff_00000000-0000-4000-8000-000000000000'
    expect(await at(nobody), role).toBe(may(role, 'people.view') ? '404 undefined' : 'no')
  }
  expect(pagesAsTold((path, role) => told.get(`${role} ${path}`))).toBe(pagesAsPrinted())
})

test('a manager changes no owner and is told why; one’s own PIN is changed under Settings', async ({
  context,
  browser,
  till,
  database,
  shop,
}) => {
  expect(shop.readerId).toMatch(/^tmr_/)
  const by = { request: context.request, url: till.url }
  const manager = await somebody(browser, by, { name: 'Max Manager', role: 'manager' })
  here.push(manager)
  const page = await manager.context.newPage()
  const { rows } = await database.query('select id from staff where name = $1', [OWNER.name])
  await page.goto(`${till.url}/people/${rows[0].id}`)
  await expect(page.getByText('Only an owner changes an owner.').first()).toBeVisible()
  await expect(page.getByRole('button', { name: /^Reset the PIN/ })).toHaveAttribute('aria-disabled', 'true')
  await expectNothingForAxe(page)

  await page.goto(`${till.url}/settings`)
  await page.getByLabel('The PIN you have').fill('9753')
  await page.getByLabel('The new one').fill('1234')
  await page.getByRole('button', { name: 'Change my PIN' }).click()
  await expect(page.getByText('those are tried first')).toBeVisible()
  await page.getByLabel('The new one').fill('8642')
  await page.getByRole('button', { name: 'Change my PIN' }).click()
  await expect(page.getByText('Wrong PIN.')).toBeVisible()
  await page.getByLabel('The PIN you have').fill(manager.pin)
  await page.getByRole('button', { name: 'Change my PIN' }).click()
  await expect(page.getByText('Your PIN is changed.')).toBeVisible()
})
