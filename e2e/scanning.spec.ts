import type { BrowserContext } from 'playwright/test'
import { expect, test } from './fixtures.ts'
import { fresh, kitchen } from './kitchen.ts'
import { hasComeToLife, hearsKeys, RegisterScreen } from './screens/register-screen.ts'

/** Digits lead to no search, which a busy machine would draw out a scan by until it is none. */
const CODES = { Chai: '410001', Rusk: '410002', Scone: '410003', Torte: '410004' } as const

/** A good that asks which size. */
async function makeChai(context: BrowserContext, url: string): Promise<void> {
  const { make, post } = await kitchen(context.request, url)
  const id = fresh('modgroup')
  const sizes = ['Small', 'Large'].map(name => ({ id: fresh('modifier'), name, priceMinor: 0 }))
  const group = { name: 'Size', least: 1, most: 1, modifiers: sizes }
  await post('modifiers', { do: 'save', id, version: 0, group })
  await make('Chai', { sku: CODES.Chai, groupIds: [id] })
}

async function makePlain(context: BrowserContext, url: string, name: keyof typeof CODES): Promise<void> {
  const { make } = await kitchen(context.request, url)
  await make(name, { sku: CODES[name] })
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
  await makeChai(context, till.url)
  await makePlain(context, till.url, 'Rusk')
  await knows(register, 'Rusk')
  const question = register.page.getByRole('region', { name: 'Choose: Chai' })
  await register.ring('Flat white')
  await register.cashButton.click()
  await register.press(/^Exact/)
  await register.says('Paid in cash')
  await register.scan(CODES.Chai)
  await expect(register.stage).toBeHidden()
  await expect(question).toBeVisible()
  await register.scan(CODES.Rusk)
  await expect(register.line('Rusk')).toBeVisible()
  await question.getByRole('button', { name: 'Large' }).click()
  await expect(register.line('Chai')).toContainText('Large')
  await expect(question).toBeHidden()

  await register.cashButton.click()
  await register.says('To pay in cash')
  await register.scan(CODES.Chai)
  await expect(register.notice('Chai is not added yet.')).toBeVisible()
  await register.press('Back')
  await expect(question).toBeVisible()
  await register.scan(CODES.Chai)
  await question.getByRole('button', { name: 'Small' }).click()
  await expect(register.sale.getByRole('option', { name: /Chai, Small/ })).toBeVisible()
  await expect(question).toBeVisible()
  await register.key('Escape')
  await expect(question).toBeHidden()
})

test('what is said of a scan stays, wherever its letters went', async ({ register }) => {
  const scan = async (code: string, isSearching: boolean) => {
    await register.search.fill('')
    if (!isSearching) await register.search.blur()
    await register.scan(code)
    await expect(register.notice(`Not found: ${code}.`)).toBeVisible({ timeout: 2_000 })
    await expect(register.search).toHaveValue('', { timeout: 400 })
  }
  // Of letters the search is drawn; a machine that is busy with it draws out the scan until it is none.
  await expect(() => scan('QQ-1234', false)).toPass()
  await expect(() => scan('QQ-5678', true)).toPass()
  await expect(async () => {
    await scan('QQ-1234', true)
    await register.scan('QQ-5678')
    await expect(register.notice('Not found: QQ-5678.')).toBeVisible({ timeout: 2_000 })
  }).toPass()
})

test('a scan belongs to no dialog: the typed quantity stays its line’s, a new good keeps its code', async ({
  register,
  context,
  till,
}) => {
  const { page } = register
  await makePlain(context, till.url, 'Scone')
  await knows(register, 'Scone')
  await register.ring('Flat white')
  await register.tool('Quantity').click()
  const many = page.getByRole('dialog', { name: 'How many? Flat white' })
  // Pressed, not typed: what is typed just before a scan is read as its beginning.
  for (const key of ['1', '2']) await many.getByRole('button', { name: key, exact: true }).click()
  await register.scan(CODES.Scone)
  await expect(many).toBeVisible()
  await register.key('Enter')
  await expect(register.line('Flat white', 12)).toBeVisible()
  await expect(register.line('Scone')).toBeVisible()

  await register.scan('55501')
  await page.getByRole('button', { name: 'Make the good' }).click()
  const dialog = page.getByRole('dialog', { name: 'New good' })
  await dialog.getByLabel('Name').fill('Kipferl')
  await dialog.getByLabel('Price').fill('2.80')
  await register.scan('55502')
  await expect(dialog).toContainText('55501')
  await dialog.getByRole('button', { name: 'Make and add' }).click()
  await expect(register.line('Kipferl')).toBeVisible()
  await expect(register.notice('Not found: 55502.')).toBeVisible()
  await register.scan('55501')
  await expect(register.line('Kipferl', 2)).toBeVisible()
})

test('a code nobody knows, as long as a QR code, is sold as an amount with as much of it as a name holds', async ({
  register,
}) => {
  // Digits lead to no search, which would be slow over so many.
  const code = '0123456789'.repeat(9)
  await register.scan(code)
  await register.notice('Not found').getByRole('button', { name: 'Custom amount' }).click()
  const dialog = register.page.getByRole('dialog', { name: 'Custom amount' })
  await expect(dialog.getByLabel('What is it?')).toHaveValue(code.slice(0, 80))
  await register.type('500')
  await register.key('Enter')
  await expect(register.sale.getByRole('option', { name: /^1 0123/ })).toBeVisible()
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

test('what is scanned while the page is a drawing still is on the sale once it has come to life', async ({
  register,
  context,
  till,
}) => {
  await makePlain(context, till.url, 'Torte')
  await knows(register, 'Torte')
  const { page } = register
  const line = await context.newCDPSession(page)
  await line.send('Network.enable')
  await line.send('Network.setCacheDisabled', { cacheDisabled: true })
  const bytesASecond = (downloadThroughput: number) =>
    line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput,
      uploadThroughput: -1,
    })
  // The page and its style come first, its scripts a good while later.
  await bytesASecond(40_000)
  await page.goto('/register', { waitUntil: 'commit' })
  await expect(register.search).toBeVisible()
  await register.scan(CODES.Torte)
  expect(await hasComeToLife(page)).toBe(false)
  await bytesASecond(-1)
  await expect(register.line('Torte')).toBeVisible()
  await expect(register.search).toHaveValue('')
})
