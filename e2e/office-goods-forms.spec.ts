import { expectNothingForAxe } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { fresh, kitchen } from './kitchen.ts'
import { hearsKeys } from './screens/register-screen.ts'

test('a new good is given variants before its price: its code stays in sight, and each field says what it lacks', async ({
  context,
}) => {
  const page = await context.newPage()
  await page.goto('/goods/new?barcode=own-tote')
  await page.getByLabel('Name', { exact: true }).fill('Tote bag')
  await page.getByRole('button', { name: 'Sell it in variants' }).click()
  const own = page.getByRole('group', { name: 'Barcodes', exact: true })
  await expect(own.getByRole('textbox')).toHaveValue('own-tote')
  const variant = page.getByRole('group', { name: 'Variant 1', exact: true })
  const called = variant.getByRole('textbox', { name: 'Variant' })
  await called.focus()
  await called.blur()
  await expect(variant.getByText('This cannot be empty.')).toBeVisible()
  await page.getByRole('button', { name: 'Make the good' }).click()
  await expect(called).toBeFocused()
  await expect(called).toHaveAttribute('aria-invalid', 'true')
  await expect(variant.getByText('Type an amount, like 4.50.')).toBeVisible()
  await expectNothingForAxe(page)

  await called.fill('Small')
  const small = page.getByRole('group', { name: 'Small', exact: true })
  await small.getByLabel('Price').fill('8')
  await own.getByRole('button', { name: 'Take away barcode own-tote' }).click()
  await expect(own).toBeHidden()
  await small.getByRole('textbox', { name: 'Barcode' }).fill('own-tote')
  await page.getByRole('button', { name: 'Make the good' }).click()
  await expect(page.getByRole('heading', { name: 'Tote bag' })).toBeVisible()
})

test('a form that another would take the place of is asked about first', async ({ context }) => {
  const page = await context.newPage()
  const question = page.getByRole('dialog', { name: 'Leave without saving?' })
  await page.goto('/goods/categories')
  await page.getByRole('button', { name: 'New category' }).click()
  const name = page.getByLabel('Name', { exact: true })
  await name.fill('Half a wo')
  await page.getByRole('button', { name: 'Change Coffee' }).click()
  await question.getByRole('button', { name: 'Stay here' }).click()
  await expect(name).toHaveValue('Half a wo')
  await page.getByRole('button', { name: 'Change Coffee' }).click()
  await question.getByRole('button', { name: 'Leave, do not save' }).click()
  await expect(name).toHaveValue('Coffee')
  // Nothing was typed in this one.
  await page.getByRole('button', { name: 'New category' }).click()
  await expect(name).toHaveValue('')
})

test('what was refused in one question is not said in the next', async ({ context, till }) => {
  const made = await kitchen(context.request, till.url)
  const shelves = ['Once', 'Again'].map(name => ({ name, id: fresh('category') }))
  for (const { id, name } of shelves)
    await made.post('categories', { do: 'save', id, version: 0, name, colour: 1 })
  const page = await context.newPage()
  await page.goto('/goods/categories')
  const question = page.getByRole('dialog', { name: 'Take Once away?' })
  await page.getByRole('button', { name: 'Take Once away' }).click()
  // Somebody else was faster.
  await made.post('categories', { do: 'remove', id: shelves[0]?.id })
  await question.getByRole('button', { name: 'Take it away' }).click()
  await expect(question.getByRole('alert')).toBeVisible()
  await question.getByRole('button', { name: 'Keep it' }).click()
  await page.getByRole('button', { name: 'Take Again away' }).click()
  const next = page.getByRole('dialog', { name: 'Take Again away?' })
  await expect(next.getByRole('button', { name: 'Keep it' })).toBeFocused()
  await expect(next.getByRole('alert')).toHaveCount(0)
  await next.getByRole('button', { name: 'Take it away' }).click()
  await expect(next).toBeHidden()
  await expect(page.getByText('Again', { exact: true })).toHaveCount(0)
})

test('favourites that are not saved are not dropped by looking at another register', async ({
  context,
  till,
}) => {
  const added = await context.request.post('/api/registers', {
    headers: { origin: till.url },
    data: {
      ...{ name: 'Kiosk', readerId: null, locationId: null },
      ...{ printer: 'none', drawerKick: false, floatMinor: 0 },
    },
  })
  expect(added.ok()).toBe(true)
  const page = await context.newPage()
  await page.goto('/goods/favourites')
  const tiles = page.getByRole('list', { name: 'Tiles in their order' }).getByRole('button')
  const before = await tiles.allTextContents()
  await tiles.nth(1).click()
  await page.getByRole('button', { name: 'First' }).click()
  await expect(tiles.first()).toHaveText(before[1] ?? '')
  const register = page.getByRole('combobox', { name: 'Register' })
  await register.selectOption({ label: 'Kiosk' })
  const question = page.getByRole('dialog', { name: 'Leave without saving?' })
  await question.getByRole('button', { name: 'Stay here' }).click()
  await expect(tiles.first()).toHaveText(before[1] ?? '')
  await register.selectOption({ label: 'Kiosk' })
  await question.getByRole('button', { name: 'Leave, do not save' }).click()
  await expect(page).toHaveURL(/register=/)
  await expect(tiles).toHaveText(before)
})

test('a code on an archived good is no dead end at the counter', async ({ register, context, till }) => {
  const { make, post } = await kitchen(context.request, till.url)
  const id = await make('Kulfi malai', { barcodes: ['4012345678918'] })
  await post(`${id}/archived`, { archived: true, version: 1 })
  await hearsKeys(register.page)
  // A machine with much to do may type the first digit too long before the others.
  await expect(async () => {
    await register.scan('4012345678918')
    await expect(register.notice('Not found: 4012345678918.')).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await register.page.getByRole('button', { name: 'Make the good' }).click()
  const dialog = register.page.getByRole('dialog', { name: 'New good' })
  await dialog.getByLabel('Name').fill('Kulfi')
  await dialog.getByLabel('Price').fill('3')
  await dialog.getByRole('button', { name: 'Make and add' }).click()
  await expect(dialog).toContainText(
    '4012345678918 is already on “Kulfi malai”, which is archived. It can be sold again under Goods.',
  )
})

test('a good that is sold below its count is said, however it came on the sale', async ({
  register,
  context,
  till,
}) => {
  const { make } = await kitchen(context.request, till.url)
  await make('Baklava', { stockMode: 'warn', barcodes: ['own-baklava'] })
  await register.page.getByRole('button', { name: 'Coffee', exact: true }).click()
  await expect(register.page.getByRole('button', { name: /^Baklava/ })).toBeVisible()
  await register.scan('own-baklava')
  await expect(register.line('Baklava')).toBeVisible()
  await expect(register.notice('None left by the count: Baklava.')).toBeVisible()
  await register.ring('Flat white')
  await expect(register.notice('None left by the count: Baklava.')).toBeHidden()
  // The letters of a code lead to the search, and taking them out of it again takes nothing away that the scan has said.
  await register.scan('own-nobody')
  await expect(register.notice('Not found: own-nobody.')).toBeVisible()
})
