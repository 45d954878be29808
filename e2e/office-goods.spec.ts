import type { Locator, Page } from 'playwright/test'
import { pngOf } from '#lib/testing/png.ts'
import { expectNothingForAxe } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { fresh, kitchen } from './kitchen.ts'
import { somebody } from './people.ts'
import type { RegisterScreen } from './screens/register-screen.ts'

/** What everybody at the counter calls at once. */
const A_SECOND = 1_000

const inCategory = (page: Page) => page.getByRole('button', { name: 'Coffee', exact: true }).click()

test('a manager finds a good, types another price, and every till has it within a second', async ({
  register,
  secondBrowser,
  context,
  till,
}) => {
  const { make } = await kitchen(context.request, till.url)
  await make('Cascara')
  const other = await secondBrowser()
  for (const one of [register, other]) await inCategory(one.page)
  await expect(register.tile('Cascara')).toContainText('$5.00')
  await expect(other.tile('Cascara')).toContainText('$5.00')
  await register.ring('Cascara')

  const manager = await context.newPage()
  await manager.goto('/goods')
  await manager.getByLabel('Search goods').fill('casc')
  await manager.getByRole('link', { name: 'Cascara' }).click()
  await expect(manager.getByRole('heading', { name: 'Cascara' })).toBeVisible()
  const price = manager.getByLabel('Price', { exact: true })
  await price.fill('5,x')
  await price.blur()
  await expect(manager.getByText('Type it like 4.50.')).toBeVisible()
  await price.fill('5.40')
  await manager.getByRole('button', { name: 'Save the good' }).click()
  await expect(manager.getByText('Saved.')).toBeVisible()

  await expect(register.tile('Cascara')).toContainText('$5.40', { timeout: A_SECOND })
  await expect(other.tile('Cascara')).toContainText('$5.40', { timeout: A_SECOND })
  // What has been rung up keeps its price.
  await expect(register.line('Cascara')).toContainText('5.00')
})

test('a good is made with variants in the form; its tile asks with one more tap, its code with none', async ({
  register,
  context,
}) => {
  const manager = await context.newPage()
  await manager.goto('/goods')
  await manager.getByRole('button', { name: 'New good' }).click()
  await manager.getByLabel('Name', { exact: true }).fill('Filter <b>bag</b>')
  await manager.getByLabel('Price', { exact: true }).fill('9')
  await manager.getByRole('button', { name: 'Sell it in variants' }).click()
  const [small, large] = [
    manager.getByRole('group', { name: 'Variant 1' }),
    manager.getByRole('group', { name: 'Variant 2' }),
  ]
  await small.getByRole('textbox', { name: 'Variant' }).fill('250 g')
  await manager.getByRole('button', { name: 'Another variant' }).click()
  await large.getByRole('textbox', { name: 'Variant' }).fill('1 kg')
  const big = manager.getByRole('group', { name: '1 kg', exact: true })
  await big.getByLabel('Price').fill('31.50')
  await big.getByRole('textbox', { name: 'Barcode' }).fill('4006381333932')
  await expect(big.getByText('should be 1')).toHaveCount(0)
  await big.getByRole('textbox', { name: 'Barcode' }).press('Tab')
  await expect(big.getByText('should be 1')).toBeVisible()
  await big.getByRole('textbox', { name: 'Barcode' }).fill('4006381333931')
  await manager.getByRole('button', { name: 'Make the good' }).click()
  await expect(manager.getByRole('heading', { name: 'Filter <b>bag</b>' })).toBeVisible()

  await inCategory(register.page)
  await register.page.getByRole('button', { name: /^Filter <b>bag<\/b>, from \$9\.00/ }).click()
  await register.page
    .getByRole('region', { name: /^Choose: Filter/ })
    .getByRole('button', { name: /^250 g/ })
    .click()
  await expect(register.line('Filter <b>bag</b>')).toContainText('250 g')
  await register.scan('4006381333931')
  await expect(register.sale.getByRole('option', { name: /1 kg/ })).toContainText('31.50')
})

test('which milk: the same answers go on the same line, others on another, and the receipt says so', async ({
  register,
  context,
  till,
}) => {
  const { make, post } = await kitchen(context.request, till.url)
  const id = fresh('modgroup')
  const answers = [
    { id: fresh('modifier'), name: 'Oat milk', priceMinor: 60 },
    { id: fresh('modifier'), name: 'Extra shot', priceMinor: 90 },
  ]
  await post('modifiers', {
    do: 'save',
    id,
    version: 0,
    group: { name: 'How', least: 0, most: 2, modifiers: answers },
  })
  await make('Magic', { groupIds: [id] })
  await inCategory(register.page)
  const add = async (...names: string[]) => {
    await register.ring('Magic')
    for (const name of names)
      await register.page.getByRole('button', { name: new RegExp(`^${name}`) }).click()
    await register.page.getByRole('button', { name: /^Add / }).click()
  }
  await add('Oat milk')
  await add()
  await add('Oat milk')
  await expect(register.line('Magic', 2)).toContainText('Oat milk')
  await expect(register.line('Magic', 2)).toContainText('11.20')
  await expect(register.line('Magic', 1)).toContainText('5.00')

  await register.ring('Magic')
  await register.key('Escape')
  await expect(register.tile('Magic')).toBeVisible()
  await register.cashButton.click()
  await register.press(/^Exact/)
  const receipt = await register.showReceipt()
  await expect(receipt).toContainText('Oat milk +0.60')
  await expect(receipt).toContainText(/Sales tax [\d.]+% on 16\.20/)
})

test('a question is archived after a yes, and comes back by one press', async ({
  register,
  context,
  till,
}) => {
  const { make, post } = await kitchen(context.request, till.url)
  const id = fresh('modgroup')
  const modifiers = [{ id: fresh('modifier'), name: 'Sugar', priceMinor: 0 }]
  const group = { name: 'With', least: 0, most: 1, modifiers }
  await post('modifiers', { do: 'save', id, version: 0, group })
  await make('Chai latte', { groupIds: [id] })
  const manager = await context.newPage()
  await manager.goto('/goods/modifiers')
  const card = manager
    .locator('section')
    .filter({ has: manager.getByRole('heading', { name: 'With', exact: true }) })
  await card.getByRole('button', { name: 'Archive' }).click()
  const question = manager.getByRole('dialog', { name: 'Archive With?' })
  await expect(question).toContainText('The good that has it is sold without.')
  await expect(question.getByRole('button', { name: 'Keep asking it' })).toBeFocused()
  await expectNothingForAxe(manager)
  await manager.keyboard.press('Escape')
  await expect(card.getByRole('button', { name: 'Ask With again' })).toHaveCount(0)
  await card.getByRole('button', { name: 'Archive' }).click()
  await question.getByRole('button', { name: 'Archive it' }).click()
  await expect(card.getByText('Archived')).toBeVisible()
  await inCategory(register.page)
  await register.ring('Chai latte')
  await expect(register.line('Chai latte')).toBeVisible()
  await card.getByRole('button', { name: 'Ask With again' }).click()
  await expect(card.getByText('Archived')).toHaveCount(0)
})

test('two are left: the tile says so, a third is refused in words, and what is sold leaves the stock', async ({
  register,
  context,
  till,
}) => {
  const { make, post } = await kitchen(context.request, till.url)
  const id = await make('Stollen', { stockMode: 'block' })
  await inCategory(register.page)
  await expect(register.page.getByRole('button', { name: 'Stollen, sold out' })).toBeVisible()
  await post(`${id}/stock`, { reason: 'delivery', pieces: 2, note: '' })
  await expect(register.tile('Stollen')).toContainText('2 left', { timeout: A_SECOND })
  await register.ring('Stollen', 'Stollen', 'Stollen')
  await expect(register.notice('Only 2 left: Stollen.')).toBeVisible()
  await expectNothingForAxe(register.page)
  await expect(register.line('Stollen', 2)).toBeVisible()
  await register.cashButton.click()
  await register.press(/^Exact/)
  await register.nextSale()
  await expect(register.page.getByRole('button', { name: 'Stollen, sold out' })).toBeVisible({
    timeout: A_SECOND,
  })

  const manager = await context.newPage()
  await manager.goto(`/goods/${id}`)
  await expect(manager.getByRole('region', { name: 'Movements' })).toContainText('Sold in sale')
  await manager.getByLabel('How many').fill('5')
  await manager.getByRole('button', { name: 'Correct the stock' }).click()
  await expect(manager.getByText('Corrected.')).toBeVisible()
  await expect(register.tile('Stollen')).toContainText('5 left')
})

test('rung up while the server was away, and sold meanwhile: it is kept in a list with why, and rung up again when there are more', async ({
  register,
  context,
  till,
}) => {
  const { make, post } = await kitchen(context.request, till.url)
  const id = await make('Bethmännchen', { stockMode: 'block' })
  await inCategory(register.page)
  await post(`${id}/stock`, { reason: 'delivery', pieces: 2, note: '' })
  await expect(register.tile('Bethmännchen')).toContainText('2 left')
  await context.setOffline(true)
  await register.ring('Bethmännchen', 'Bethmännchen')
  await expect(register.notice('Sales are kept here.')).toBeVisible()
  await post(`${id}/stock`, { reason: 'count', pieces: 1, note: '' })
  await context.setOffline(false)
  const list = register.notice('Not on the sale.')
  const refused = list.getByRole('listitem', { name: 'Bethmännchen ×1' })
  await expect(refused).toContainText('Only 1 left; a manager can correct the stock.')
  await expect(register.line('Bethmännchen')).toContainText('5.00')

  await register.page.reload()
  await expect(refused).toBeVisible()
  await expectNothingForAxe(register.page)
  await post(`${id}/stock`, { reason: 'delivery', pieces: 4, note: '' })
  await refused.getByRole('button', { name: 'Try again' }).click()
  await expect(register.line('Bethmännchen', 2)).toBeVisible()
  await expect(list).toBeHidden()
  await inCategory(register.page)
  await register.cashButton.click()
  await register.press(/^Exact/)
  await register.nextSale()
  await expect(register.tile('Bethmännchen')).toContainText('3 left')
})

test('a code nobody knows becomes a good at the counter, and is on the sale', async ({ register, page }) => {
  await register.scan('4012345678901')
  await register.page.getByRole('button', { name: 'Make the good' }).click()
  const dialog = register.page.getByRole('dialog', { name: 'New good' })
  await dialog.getByLabel('Name').fill('Franzbrötchen')
  await dialog.getByLabel('Price').fill('2.80')
  await dialog.getByLabel('Category').selectOption('Bakery')
  await dialog.getByRole('button', { name: 'Make and add' }).click()
  await expect(register.line('Franzbrötchen')).toContainText('2.80')
  await register.scan('4012345678901')
  await expect(register.line('Franzbrötchen', 2)).toContainText('5.60')
  await page.getByRole('button', { name: 'Bakery', exact: true }).click()
  await expect(register.tile('Franzbrötchen')).toBeVisible()
})

test('a good on the sale is changed at the counter: every till has it within a second, and the line keeps its price', async ({
  register,
  secondBrowser,
  context,
  till,
}) => {
  const { make } = await kitchen(context.request, till.url)
  await make('Galao')
  const other = await secondBrowser()
  // A browser that has not seen how the last sale ended is shown it.
  if (await other.stage.isVisible()) await other.nextSale()
  for (const one of [register, other]) await inCategory(one.page)
  await register.ring('Galao')
  const dialog = await editing(register)
  await expectNothingForAxe(register.page)
  const save = dialog.getByRole('button', { name: 'Save' })
  await expect(save).toHaveAttribute('aria-disabled', 'true')
  await expect(save).toContainText('Nothing is changed')
  await dialog.getByLabel('Price').fill('five')
  await expect(save).toContainText('Put the price right')
  await dialog.getByLabel('Name').fill('Galão')
  await expect(dialog.getByText('Type it like 4.50.')).toBeVisible()
  await dialog.getByLabel('Price').fill('5.40')
  await save.click()
  await expect(other.tile('Galão')).toContainText('$5.40', { timeout: A_SECOND })
  await expect(register.tile('Galão')).toContainText('$5.40', { timeout: A_SECOND })
  await expect(register.notice('Galão is changed on every till.')).toBeVisible()
  await expect(register.line('Galao')).toContainText('5.00')
  await register.tool('Remove').click()
  await register.ring('Galão')
  await expect(register.line('Galão')).toContainText('5.40')

  const again = await editing(register)
  await again.getByLabel('Sold').uncheck()
  await again.getByRole('button', { name: 'Save' }).click()
  await expect(other.tile('Galão')).toBeHidden({ timeout: A_SECOND })
  await expect(register.notice('Galão has left every till.')).toBeVisible()
  await expect(register.line('Galão')).toContainText('5.40')
  // What is not sold any more is changed in the office.
  await register.tool('Quantity').click()
  await expect(register.page.getByRole('dialog')).toBeVisible()
  await expect(register.page.getByRole('button', { name: 'Edit good' })).toHaveCount(0)
})

test('of a good with variants the one that is on the sale gets another price', async ({
  register,
  context,
  till,
}) => {
  const { make } = await kitchen(context.request, till.url)
  const variant = (name: string) => ({
    ...{ id: fresh('product'), name, sku: '', priceMinor: 500 },
    ...{ costMinor: null, barcodes: [], stockMode: 'off' },
  })
  const id = await make('Tote', { variants: [variant('Small'), variant('Large')] })
  await inCategory(register.page)
  await register.page.getByRole('button', { name: /^Tote,/ }).click()
  await register.page.getByRole('button', { name: /^Large/ }).click()
  const dialog = await editing(register)
  await dialog.getByLabel('Price of Large').fill('6')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(register.notice('Tote is changed on every till.')).toBeVisible()
  const { good } = await (await context.request.get(`/api/goods/${id}`)).json()
  expect(good.variants.map((one: { priceMinor: number }) => one.priceMinor)).toEqual([500, 600])
})

test('an amount that was typed is kept as a good, without a code', async ({ register, page }) => {
  await page.getByRole('button', { name: 'Custom amount' }).first().click()
  const custom = page.getByRole('dialog', { name: 'Custom amount' })
  await register.type('320')
  await custom.getByLabel('What is it?').fill('Lassi')
  await custom.getByRole('button', { name: 'Keep as a good' }).click()
  const dialog = page.getByRole('dialog', { name: 'New good' })
  await expect(dialog.getByLabel('Name')).toHaveValue('Lassi')
  await expect(dialog.getByLabel('Price')).toHaveValue('3.20')
  await dialog.getByLabel('Category').selectOption('Bakery')
  await dialog.getByRole('button', { name: 'Make and add' }).click()
  await expect(register.line('Lassi')).toContainText('3.20')
  await page.getByRole('button', { name: 'Bakery', exact: true }).click()
  await register.ring('Lassi')
  await expect(register.line('Lassi', 2)).toContainText('6.40')
})

/** From the quantity of the selected line, which is where a manager finds it. */
async function editing(register: RegisterScreen): Promise<Locator> {
  const { page } = register
  await register.tool('Quantity').click()
  await page.getByRole('button', { name: 'Edit good' }).click()
  const dialog = page.getByRole('dialog', { name: /^Edit / })
  await expect(dialog.getByLabel('Name')).toBeVisible()
  return dialog
}

test('two managers at once: the second is told, keeps what he typed, and sees what the first saved', async ({
  page,
  context,
  till,
}) => {
  const { make } = await kitchen(context.request, till.url)
  const id = await make('Simit')
  const other = await context.newPage()
  for (const one of [page, other]) await one.goto(`/goods/${id}`)
  await other.getByLabel('Name', { exact: true }).fill('Simit, sesame')
  await page.getByLabel('Name', { exact: true }).fill('Simit ring')
  await page.getByRole('button', { name: 'Save the good' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await expect(other.getByText('Somebody else changed this meanwhile.').first()).toBeVisible()
  await other.getByRole('button', { name: 'Save the good' }).click()
  await expect(other.getByText('Nothing was saved and what you typed is still here.')).toBeVisible()
  await expect(other.getByLabel('Name', { exact: true })).toHaveValue('Simit, sesame')
  await other.getByRole('button', { name: 'Show theirs' }).click()
  await expect(other.getByLabel('Name', { exact: true })).toHaveValue('Simit ring')
})

test('archived goods leave the till and come back', async ({ register, context, till }) => {
  const { make } = await kitchen(context.request, till.url)
  const id = await make('Kulfi')
  await inCategory(register.page)
  await expect(register.tile('Kulfi')).toBeVisible()
  const manager = await context.newPage()
  await manager.goto(`/goods/${id}`)
  await manager.getByRole('button', { name: 'Archive' }).click()
  const question = manager.getByRole('dialog', { name: 'Archive Kulfi?' })
  await expect(question.getByRole('button', { name: 'Keep selling it' })).toBeFocused()
  await question.getByRole('button', { name: 'Archive it' }).click()
  await expect(manager.getByText('No till sells it.')).toBeVisible()
  await expect(register.tile('Kulfi')).toHaveCount(0, { timeout: A_SECOND })
  await manager.getByRole('button', { name: 'Sell it again' }).click()
  await expect(register.tile('Kulfi')).toBeVisible({ timeout: 2 * A_SECOND })
})

test('a good gets a picture: seen on its tile first and then sent, on every till and in the list, and taken away again', async ({
  register,
  context,
  till,
}) => {
  const { make } = await kitchen(context.request, till.url)
  const id = await make('Mangosteen')
  await inCategory(register.page)
  const onTill = register.tile('Mangosteen').locator('img')
  await expect(register.tile('Mangosteen')).toBeVisible()

  const manager = await context.newPage()
  await manager.goto(`/goods/${id}`)
  const part = manager.getByRole('region', { name: 'Picture' })
  const file = part.getByLabel('Choose a picture')
  const script = Buffer.from('<script>alert(1)</script>')
  await file.setInputFiles({ name: 'cat.png', mimeType: 'image/png', buffer: script })
  await expect(part.getByText('That is no JPG, PNG or WebP picture.')).toBeVisible()
  await file.setInputFiles({ name: 'fruit.png', mimeType: 'image/png', buffer: pngOf(900, 600) })
  await expect(part.getByText('Not on the tills yet.')).toBeVisible()
  await expect(onTill).toHaveCount(0)
  await part.getByRole('button', { name: 'Put it on the tile' }).click()
  await expect(part.getByText('On every till.')).toBeVisible()

  await register.page.bringToFront()
  await expect(onTill).toHaveJSProperty('naturalWidth', 512)
  const answer = await context.request.get((await onTill.getAttribute('src')) ?? '')
  expect(answer.headers()).toMatchObject({
    'content-type': 'image/webp',
    'cache-control': 'private, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  })
  await manager.bringToFront()
  await manager.goto('/goods')
  await manager.getByLabel('Search goods').fill('mangost')
  const inList = manager.getByRole('link', { name: 'Mangosteen' })
  await expect(inList.locator('img')).toHaveJSProperty('naturalWidth', 512)
  await inList.click()

  await part.getByRole('button', { name: 'Take it away' }).click()
  const question = manager.getByRole('dialog', { name: 'Take the picture of Mangosteen away?' })
  await expect(question.getByRole('button', { name: 'Keep it' })).toBeFocused()
  await question.getByRole('button', { name: 'Take it away' }).click()
  await expect(part.getByText('Taken away.')).toBeVisible()
  await expect(onTill).toHaveCount(0)
})

test('a register’s favourites are arranged by buttons, keys and dragging, and shown there in that order', async ({
  register,
  context,
}) => {
  const manager = await context.newPage()
  await manager.goto('/goods/favourites')
  const tiles = manager.getByRole('list', { name: 'Tiles in their order' }).getByRole('button')
  const before = await tiles.allTextContents()
  const [first = '', second = '', third = ''] = before
  await tiles.filter({ hasText: third }).click()
  await manager.getByRole('button', { name: 'First' }).click()
  await expect(tiles).toHaveText([third, first, second, ...before.slice(3)])
  await tiles.filter({ hasText: second }).focus()
  await manager.keyboard.press('Shift+ArrowLeft')
  await expect(tiles).toHaveText([third, second, first, ...before.slice(3)])
  await tiles.nth(2).dragTo(tiles.nth(0))
  await expect(tiles).toHaveText([first, third, second, ...before.slice(3)])
  await manager.getByRole('button', { name: 'Save the favourites' }).click()
  await expect(manager.getByText('This register has favourites of its own.')).toBeVisible()

  const shown = register.page.getByRole('group', { name: 'Goods' }).getByRole('button')
  await expect(shown.nth(0)).toContainText(first)
  await expect(shown.nth(1)).toContainText(third)
  await manager.getByRole('button', { name: 'Show the shop’s again' }).click()
  const question = manager.getByRole('dialog', { name: 'Drop the favourites of Register 1?' })
  await expect(question).toContainText('Its own arrangement')
  await question.getByRole('button', { name: 'Keep its own' }).click()
  await expect(manager.getByText('This register has favourites of its own.')).toBeVisible()
  await expect(shown.nth(1)).toContainText(third)
  await manager.getByRole('button', { name: 'Show the shop’s again' }).click()
  await question.getByRole('button', { name: 'Show the shop’s' }).click()
  await expect(shown.nth(1)).toContainText(second)
})

test('why a category, a tax class or a question may not be touched is printed on it', async ({
  context,
  browser,
  till,
  page,
}) => {
  await page.goto('/goods/categories')
  await expect(page.getByRole('button', { name: /away\. Goods are in it$/ }).first()).toContainText(
    'Goods are in it',
  )
  const lead = await somebody(
    browser,
    { request: context.request, url: till.url },
    { name: 'Lou Lead', role: 'lead' },
  )
  const looks = await lead.context.newPage()
  await looks.goto(`${till.url}/goods/categories`)
  await expect(looks.getByRole('button', { name: /away\. Needs a manager$/ }).first()).toContainText(
    'Needs a manager',
  )
  await looks
    .getByRole('button', { name: /^Change .*Needs a manager$/ })
    .first()
    .click({ force: true })
  await expect(looks.getByLabel('Name', { exact: true })).toHaveCount(0)
  await expectNothingForAxe(looks)
  for (const place of ['taxes', 'modifiers']) {
    await looks.goto(`${till.url}/goods/${place}`)
    await expect(looks.getByRole('button', { name: /^Change/ }).first()).toContainText('Needs a manager')
  }
  await lead.context.close()
})

test('categories change places by buttons and by dragging; a tax class says where and how much', async ({
  page,
  context,
}) => {
  await page.goto('/goods/categories')
  await expect(page.getByRole('link', { name: '6 goods' }).first()).toBeVisible()
  const names = page.getByRole('list', { name: 'Categories in their order' }).locator('b')
  const before = await names.allTextContents()
  const [first = '', second = ''] = before
  await page.getByRole('button', { name: `Move ${second} up` }).click()
  await expect(names).toHaveText([second, first, ...before.slice(2)])
  await page.getByTitle('Drag it').nth(1).dragTo(page.getByTitle('Drag it').nth(0))
  await expect(names).toHaveText(before)
  // One order goes out after the other: the page is not left while the last is on its way.
  const kept = async (): Promise<string[]> =>
    (await (await context.request.get('/api/goods/shared')).json()).categories.map(
      ({ name }: { name: string }) => name,
    )
  await expect.poll(kept).toEqual(before)
  await page.reload()
  await expect(names).toHaveText(before)

  await page.goto('/goods/taxes')
  await page.getByRole('button', { name: 'New tax class' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Prepared food')
  await page.getByRole('button', { name: 'Add a rate' }).click()
  await page.getByLabel('Name on the receipt').fill('County')
  await page.getByLabel('Where').selectOption({ index: 1 })
  await page.getByLabel('Rate', { exact: true }).fill('2.25')
  await page.getByRole('button', { name: 'Make the tax class' }).click()
  await expect(page.getByRole('heading', { name: 'Prepared food' })).toBeVisible()
  await expect(page.getByRole('row', { name: /County Fern & Field 2\.25%/ })).toBeVisible()
})
