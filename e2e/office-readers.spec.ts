import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright/test'
import { expectNothingForAxe } from './axe.ts'
import { expect, test } from './fixtures.ts'

/** Stripe's API as another program uses it, or the Dashboard. */
async function atStripe(origin: string, path: string, form: Readonly<Record<string, string>> = {}) {
  const response = await fetch(origin + path, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_simulator' },
    body: new URLSearchParams(form),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  const { id }: { id: string } = await response.json()
  return id
}

const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })

test('the fleet is live: a reader that takes a card says so, whose sale it is, and leads there', async ({
  register,
  reader,
  context,
}) => {
  const manager = await context.newPage()
  await manager.goto('/readers')
  const row = rowOf(manager, 'Counter')
  await expect(row).toContainText('Ready')
  await expect(row).toContainText('Fern & Field')
  await expect(row).toContainText('Register 1')
  await expectNothingForAxe(manager)

  await register.ring('Flat white')
  await register.charge()
  await register.waitsForCard()
  await expect(row).toContainText(/Taking a card\s*sale \d+, Mina Okafor/)
  await row.getByRole('link').click()
  await expect(manager.getByText(/^Sale \d+ is being paid here\.$/)).toBeVisible()
  await expect(manager.getByRole('button', { name: 'Move' })).toHaveAttribute('aria-disabled', 'true')
  await expectNothingForAxe(manager)
  await reader.tap('Visa')
  await register.approved()
  await expect(manager.getByText('is being paid here')).toBeHidden()
  // The card's details come a look later; the page asks again every 15 s.
  await expect(manager.getByRole('listitem').filter({ hasText: 'Visa 4242' }).first()).toContainText(
    'Approved',
    { timeout: 25_000 },
  )
})

test('a reader is added, renamed, moved with its name to another place, and deleted when its name is typed', async ({
  page,
  simulator,
}) => {
  await atStripe(simulator.origin, '/v1/terminal/locations', {
    display_name: 'Riverside Market',
    'address[line1]': '2 Pier Road',
    'address[city]': 'Portland',
    'address[state]': 'ME',
    'address[postal_code]': '04101',
    'address[country]': 'US',
  })
  await page.goto('/readers')
  await page.getByRole('button', { name: 'Add a reader' }).click()
  const sheet = page.getByRole('dialog', { name: 'Add a reader' })
  await sheet.getByText('By its code').click()
  await sheet.getByLabel('Pairing code').fill('two words')
  await sheet.getByLabel('Name').fill('Stall')
  await expect(sheet.getByText('Three words with dashes, like quick-brown-fox.')).toBeVisible()
  await expectNothingForAxe(page)
  await sheet.getByLabel('Pairing code').fill('No such thing')
  await sheet.getByRole('button', { name: 'Register the reader' }).click()
  await expect(sheet.getByRole('alert')).toContainText('The code is wrong or has expired.')
  await sheet.getByText('Simulated').click()
  await sheet.getByLabel('Model').selectOption('BBPOS WisePOS E')
  await sheet.getByRole('button', { name: 'Register the reader' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Stall reader')
  await expect(page.getByText('WisePOS E, simulated')).toBeVisible()

  await page.getByRole('button', { name: 'Rename' }).click()
  const rename = page.getByRole('dialog', { name: 'Rename the Stall reader' })
  await expect(rename.getByLabel('Name')).toBeFocused()
  await rename.getByLabel('Name').fill('Terrace')
  await page.keyboard.press('Escape')
  const leaves = page.getByRole('dialog', { name: 'Leave without saving?' })
  await leaves.getByRole('button', { name: 'Stay here' }).click()
  await expect(rename.getByLabel('Name')).toHaveValue('Terrace')
  await rename.getByRole('button', { name: 'Rename' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Terrace reader')

  const before = page.url()
  await page.getByRole('button', { name: 'Move' }).click()
  const move = page.getByRole('dialog', { name: 'Move the Terrace reader' })
  await expect(move.getByText('What will happen')).toBeVisible()
  await expect(move.getByLabel('New place').locator('option')).not.toHaveCount(0)
  await move
    .getByLabel('New place')
    .selectOption(
      await move
        .getByLabel('New place')
        .locator('option', { hasText: 'Riverside Market' })
        .getAttribute('value'),
    )
  await move.getByRole('button', { name: 'Move the reader' }).click()
  await expect(page).not.toHaveURL(before)
  await expect(page.getByRole('main')).toContainText('Riverside Market')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Terrace reader')

  await page.goto(before)
  await expect(page.getByText('It was moved.')).toBeVisible()
  await expectNothingForAxe(page)
  await page.getByRole('link', { name: 'its new place' }).click()
  await expect(page).not.toHaveURL(before)
  await page.getByRole('button', { name: 'Delete' }).click()
  const question = page.getByRole('dialog', { name: 'Delete the Terrace reader?' })
  await expect(question).toContainText('No register uses it.')
  await question.getByLabel('Type “Terrace” to confirm').fill('Terrace')
  await question.getByRole('button', { name: 'Delete reader' }).click()
  await expect(page).toHaveURL(/\/readers$/)
  await expect(rowOf(page, 'Terrace')).toHaveCount(0)
  await expect(rowOf(page, 'Counter')).toHaveCount(1)
})

test('what somebody else left on a reader is seen, and cleared only after Stripe was asked', async ({
  page,
  simulator,
  shop,
}) => {
  const intent = await atStripe(simulator.origin, '/v1/payment_intents', {
    amount: '1840',
    currency: 'usd',
    'allowed_payment_method_types[]': 'card_present',
  })
  await atStripe(simulator.origin, `/v1/terminal/readers/${shop.readerId}/process_payment_intent`, {
    payment_intent: intent,
  })
  await page.goto('/readers')
  const row = rowOf(page, 'Counter')
  // Two looks at Stripe: seen once it may be what was let go of a moment ago.
  await expect(async () => {
    await page.getByRole('button', { name: 'Ask Stripe now' }).click()
    await expect(row).toContainText('Stuck', { timeout: 1_500 })
  }).toPass({ timeout: 20_000 })
  await expectNothingForAxe(page)
  await page.goto(`/readers/${shop.readerId}`)
  for (const name of ['Move', 'Delete'])
    await expect(page.getByRole('button', { name })).toHaveAttribute('aria-disabled', 'true')
  await page.goto('/readers')
  await row.getByRole('button', { name: 'Clear it' }).click()
  const question = page.getByRole('dialog')
  await expect(question).toContainText('it may be another program’s')
  await question.getByRole('button', { name: 'Clear the reader' }).click()
  await expect(row).toContainText('Ready')
  expect(await simulator.busyReaders()).toEqual([])
})

test('a test payment is asked about, seen step by step with its times, and given back', async ({
  page,
  shop,
  simulator,
}) => {
  await page.goto(`/readers/${shop.readerId}`)
  await page.getByRole('button', { name: 'Test $1.00' }).click()
  const question = page.getByRole('dialog', { name: 'Make a test payment on the Counter reader?' })
  await expect(question).toContainText('No real card is charged.')
  await question.getByRole('button', { name: 'Make the test payment' }).click()
  await expect(page.getByText('The reader works.')).toBeVisible()
  const steps = page.getByRole('listitem').filter({ hasText: / ms$/ })
  await expect(steps).toHaveText([
    /^Stripe has begun a payment/,
    /^The reader is lit/,
    /^A test card was held to it/,
    /^Approved, Visa ending 4242/,
    /^The money is on its way back/,
  ])
  await expectNothingForAxe(page)
  expect(await simulator.refunded()).toContain(100)
})

test('by keys alone the checklist opens, is ticked and closes; nothing is found on a phone that scrolls sideways', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/readers')
  const open = page.getByRole('button', { name: 'Network checklist' })
  await open.focus()
  await page.keyboard.press('Enter')
  const sheet = page.getByRole('dialog', { name: 'Network checklist' })
  await sheet.getByRole('checkbox').first().focus()
  await page.keyboard.press('Space')
  await expect(sheet.getByRole('checkbox').first()).toBeChecked()
  await expectNothingForAxe(page)
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
  await expect(open).toBeFocused()
})

test('a deletion that Stripe has not answered may have been done, and nobody is told of cash', async ({
  page,
  simulator,
  till,
  database,
}) => {
  const { locations } = await (await page.request.get('/api/locations')).json()
  const made = await page.request.post('/api/readers', {
    headers: { origin: till.url },
    data: { press: randomUUID(), code: 'simulated-s700', label: 'Unsure', locationId: locations[0].id },
  })
  const { readerId } = await made.json()
  await page.goto(`/readers/${readerId}`)
  await page.getByRole('button', { name: 'Delete' }).click()
  const question = page.getByRole('dialog', { name: 'Delete the Unsure reader?' })
  await question.getByLabel('Type “Unsure” to confirm').fill('Unsure')
  await simulator.mood('cut_after', { method: 'DELETE', path: '/v1/terminal/readers' })
  await question.getByRole('button', { name: 'Delete reader' }).click()
  await expect(question).toContainText('It may have been deleted all the same.')
  await expect(question).not.toContainText(/cash|charged/i)
  await expectNothingForAxe(page)
  // The till lets go of it by itself once Stripe has told what became of it, which is asked after 100 s.
  await database.query(`delete from reader_lease where holder = 'office'`)
})

test('of many readers one is found by what is typed, by its state and by its place; one without power says since when', async ({
  page,
  simulator,
  till,
}) => {
  const { locations } = await (await page.request.get('/api/locations')).json()
  const made = await page.request.post('/api/readers', {
    headers: { origin: till.url },
    data: { press: randomUUID(), code: 'simulated-s700', label: 'Window Seat', locationId: locations[0].id },
  })
  const { readerId } = await made.json()
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto('/readers')
  const row = rowOf(page, 'Window Seat')
  await expect(row).toContainText('Ready', { timeout: 25_000 })

  await simulator.mood('reader_offline', { reader: readerId, silent_ms: 200_000, times: 0 })
  await expect(row).toContainText('Offline', { timeout: 25_000 })
  const chip = page.getByRole('group', { name: 'States' }).getByRole('button', { name: /^\d+ offline$/ })
  await chip.click()
  await expect(chip).toHaveAttribute('aria-pressed', 'true')
  await expect(row).toBeVisible()
  await expect(rowOf(page, 'Counter')).toHaveCount(0)
  await expectNothingForAxe(page)
  await chip.click()

  await page.getByRole('textbox', { name: 'Search readers' }).fill('window')
  await expect(rowOf(page, 'Counter')).toHaveCount(0)
  await expect(row).toBeVisible()
  await page.getByRole('textbox', { name: 'Search readers' }).fill('')
  await page
    .getByRole('navigation', { name: 'Places' })
    .getByRole('button', { name: locations[0].name })
    .click()
  await expect(page).toHaveURL(/place=tml_/)
  await expect(row).toBeVisible()
  const gone = await page.request.delete(`/api/readers/${readerId}`, { headers: { origin: till.url } })
  expect(gone.status()).toBe(200)
})

test('what a reader has been through goes on by pages to its first day', async ({ page, till }) => {
  const { locations } = await (await page.request.get('/api/locations')).json()
  const headers = { origin: till.url }
  const made = await page.request.post('/api/readers', {
    headers,
    data: { press: randomUUID(), code: 'simulated-s700', label: 'Name 0', locationId: locations[0].id },
  })
  const { readerId } = await made.json()
  for (let n = 0; n < 25; n++) {
    const data = { label: `Name ${n + 1}`, was: `Name ${n}` }
    const renamed = await page.request.post(`/api/readers/${readerId}/name`, { headers, data })
    expect(renamed.status()).toBe(200)
  }
  await page.goto(`/readers/${readerId}`)
  const pages = page.getByRole('navigation', { name: 'Pages of events' })
  const registered = page.getByRole('listitem').filter({ hasText: 'Registered' })
  await expect(pages).toContainText('Page 1')
  await expect(registered).toHaveCount(0)
  await pages.getByRole('button', { name: 'Older' }).click()
  await expect(registered).toBeVisible()
  await expect(pages).toContainText('Page 2')
  await expect(pages.getByRole('button', { name: 'Older' })).toHaveAttribute('aria-disabled', 'true')
  await expectNothingForAxe(page)
  await pages.getByRole('button', { name: 'Newer' }).click()
  await expect(pages).toContainText('Page 1')
  await expect(registered).toHaveCount(0)
  expect((await page.request.delete(`/api/readers/${readerId}`, { headers })).status()).toBe(200)
})
