import type { BrowserContext } from 'playwright/test'
import { expect, test } from './fixtures.ts'
import { fresh, kitchen } from './kitchen.ts'
import { hearsKeys, RegisterScreen } from './screens/register-screen.ts'

/** A good that asks which size, and one that asks nothing, both scanned by the code they are made with. */
async function makeTwo(context: BrowserContext, url: string, codes: { asks: string; plain: string }) {
  const { make, post } = await kitchen(context.request, url)
  const id = fresh('modgroup')
  const sizes = ['Small', 'Large'].map(name => ({ id: fresh('modifier'), name, priceMinor: 0 }))
  const group = { name: `Size of ${codes.asks}`, least: 1, most: 1, modifiers: sizes }
  await post('modifiers', { do: 'save', id, version: 0, group })
  await make(codes.asks, { sku: codes.asks, groupIds: [id] })
  await make(codes.plain, { sku: codes.plain })
}

/** The till has heard of a good. */
async function knows(register: RegisterScreen, name: string): Promise<void> {
  await register.type(name)
  await expect(register.page.getByRole('option', { name: new RegExp(name) })).toBeVisible()
  await register.key('Escape')
  await expect(register.search).toHaveValue('')
}

test('a scanned good that asks something is asked, whatever is paid or scanned meanwhile', async ({
  register,
  context,
  till,
}) => {
  await makeTwo(context, till.url, { asks: 'Chai', plain: 'Rusk' })
  await knows(register, 'Rusk')
  const question = register.page.getByRole('region', { name: 'Choose: Chai' })
  await register.ring('Flat white')
  await register.cashButton.click()
  await register.press(/^Exact/)
  await register.says('Paid in cash')
  await register.scan('Chai')
  await expect(register.stage).toBeHidden()
  await expect(question).toBeVisible()
  await register.scan('Rusk')
  await expect(register.line('Rusk')).toBeVisible()
  await question.getByRole('button', { name: 'Large' }).click()
  await expect(register.line('Chai')).toContainText('Large')
  await expect(question).toBeHidden()

  await register.cashButton.click()
  await register.says('To pay in cash')
  await register.scan('Chai')
  await expect(register.notice('Chai is not added yet.')).toBeVisible()
  await register.press('Back')
  await expect(question).toBeVisible()
  await register.scan('Chai')
  await question.getByRole('button', { name: 'Small' }).click()
  await expect(register.sale.getByRole('option', { name: /Chai, Small/ })).toBeVisible()
  await expect(question).toBeVisible()
  await register.key('Escape')
  await expect(question).toBeHidden()
})

test('what is said of a scan stays, wherever its letters went', async ({ register }) => {
  await register.scan('QQ-1234')
  await expect(register.notice('Not found: QQ-1234.')).toBeVisible()
  await expect(register.search).toHaveValue('')
  await register.key('/')
  await register.scan('QQ-1234')
  await register.scan('QQ-5678')
  await expect(register.notice('Not found: QQ-5678.')).toBeVisible()
  await expect(register.search).toHaveValue('')
})

test('a scan belongs to no dialog: the typed quantity stays its line’s, a new good keeps its code', async ({
  register,
  context,
  till,
}) => {
  const { page } = register
  await makeTwo(context, till.url, { asks: 'Lungo', plain: 'Scone' })
  await knows(register, 'Scone')
  await register.ring('Flat white')
  await register.tool('Quantity').click()
  await register.type('12')
  await register.scan('Scone')
  await expect(page.getByRole('dialog', { name: 'How many? Flat white' })).toBeVisible()
  await register.key('Enter')
  await expect(register.line('Flat white', 12)).toBeVisible()
  await expect(register.line('Scone')).toBeVisible()

  await register.scan('AA-0001')
  await page.getByRole('button', { name: 'Make the good' }).click()
  const dialog = page.getByRole('dialog', { name: 'New good' })
  await dialog.getByLabel('Name').fill('Kipferl')
  await dialog.getByLabel('Price').fill('2.80')
  await register.scan('BB-0002')
  await expect(dialog).toContainText('AA-0001')
  await dialog.getByRole('button', { name: 'Make and add' }).click()
  await expect(register.line('Kipferl')).toBeVisible()
  await expect(register.notice('Not found: BB-0002.')).toBeVisible()
  await register.scan('AA-0001')
  await expect(register.line('Kipferl', 2)).toBeVisible()
})

test('a code nobody knows, as long as a QR code, is sold as an amount with as much of it as a name holds', async ({
  register,
}) => {
  const code = `https://example.com/${'tag-'.repeat(20)}`
  await register.scan(code)
  await register.notice('Not found').getByRole('button', { name: 'Custom amount' }).click()
  const dialog = register.page.getByRole('dialog', { name: 'Custom amount' })
  await expect(dialog.getByLabel('What is it?')).toHaveValue(code.slice(0, 80))
  await register.type('500')
  await register.key('Enter')
  await expect(register.sale.getByRole('option', { name: /^1 https/ })).toBeVisible()
  // Only a sale that the server has taken has a number.
  await expect(register.page.getByText(/^Sale \d/)).toBeVisible()
})

test('scanned before the goods are here: it is kept, and added when they come', async ({
  context,
  database,
  register,
}) => {
  const { name, barcodes } = await (await context.request.get('/api/catalogue')).json()
  const coded = barcodes.findIndex((codes: readonly string[]) => codes.length > 0)
  await register.page.close()
  const held = await database.connect()
  try {
    await held.query('begin')
    await held.query('lock table catalogue_version in access exclusive mode')
    const early = new RegisterScreen(await context.newPage())
    await early.page.goto('/register')
    await hearsKeys(early.page)
    await early.scan(barcodes[coded][0])
    await early.scan(barcodes[coded][0])
    await expect(early.notice('Goods are being fetched.')).toBeVisible()
    await held.query('rollback')
    await expect(early.line(name[coded], 2)).toBeVisible()
    await expect(early.notice('Goods are being fetched.')).toBeHidden()
  } finally {
    held.release(true)
  }
})
