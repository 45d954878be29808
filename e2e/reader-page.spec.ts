import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, type Locator, type Page } from 'playwright/test'
import Stripe from 'stripe'
import { type Simulator, startSimulator } from '#lib/stripe-simulator/server.ts'
import { testCards } from '#lib/test-cards/test-cards.ts'
import { ReaderScreen } from './screens/reader-screen.ts'

/** The drawn reader by itself: no till, only Stripe's own package and the page. */
type Counter = {
  readonly key: string
  readonly simulator: Simulator
  readonly stripe: Stripe
  readonly readerId: string
  readonly reader: ReaderScreen
  /** Sends an amount to the reader; the id of the intent. */
  readonly charge: (amount: number) => Promise<string>
}

let keys = 0

const test = base.extend<Counter>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  simulator: async ({}, use) => {
    const simulator = await startSimulator({ port: 0, memory: true, seed: 'reader-page' })
    await use(simulator)
    await simulator.stop()
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  key: async ({}, use) => use(`sk_test_reader_page_${++keys}`),
  stripe: async ({ simulator, key }, use) => use(stripeAt(simulator, key)),
  readerId: async ({ stripe }, use) => use(await registerReader(stripe)),
  reader: async ({ page, simulator, readerId }, use) => {
    await page.goto(`${simulator.origin}/simulator/readers/${readerId}`)
    const reader = new ReaderScreen(page)
    await reader.shows('Fern & Field')
    await use(reader)
  },
  charge: async ({ stripe, readerId, reader }, use) => {
    await use(async amount => {
      const intent = await stripe.paymentIntents.create({
        amount,
        currency: 'usd',
        allowed_payment_method_types: ['card_present'],
      })
      await stripe.terminal.readers.processPaymentIntent(readerId, {
        payment_intent: intent.id,
        process_config: { enable_customer_cancellation: true },
      })
      await expect(reader.device.getByText('Tap, insert or swipe')).toBeVisible()
      return intent.id
    })
  },
})

test('an inserted card is declined, then another approved, and must be taken out', async ({
  reader,
  charge,
  stripe,
  readerId,
}) => {
  const intent = await charge(2340)
  await reader.page.getByRole('radio', { name: 'Insert' }).check()
  await reader.tap('Not enough money')
  await reader.shows('Your card has insufficient funds.')
  await reader.shows('Please take your card')

  await stripe.terminal.readers.processPaymentIntent(readerId, { payment_intent: intent })
  await reader.asksFor('$23.40')
  await reader.tap('Mastercard')
  await reader.shows('Approved')
  await reader.shows('Please take your card')
  await reader.shows('Fern & Field')
  const paid = await stripe.paymentIntents.retrieve(intent, { expand: ['latest_charge'] })
  expect(paid.status).toBe('succeeded')
  expect(paid.latest_charge).toMatchObject({
    payment_method_details: { card_present: { read_method: 'contact_emv' } },
  })
})

for (const card of testCards.filter(one => one.pin !== undefined)) {
  test(`${card.label}: the PIN is typed on the device before the bank is asked`, async ({
    reader,
    charge,
    stripe,
  }) => {
    const intent = await charge(1200)
    await reader.tap(card.label)
    await reader.shows('Enter your PIN')
    expect((await stripe.paymentIntents.retrieve(intent)).status).toBe('requires_payment_method')

    for (const digit of ['1', '2', '3']) await reader.device.getByRole('button', { name: digit }).click()
    await expect(reader.device.getByRole('button', { name: 'Enter' })).toHaveAttribute(
      'aria-disabled',
      'true',
    )
    await reader.page.keyboard.press('4')
    await reader.device.getByRole('button', { name: 'Enter' }).click()
    await reader.shows('Approved')
  })
}

test('Cancel on the PIN pad ends the payment as the customer wished', async ({
  reader,
  charge,
  stripe,
  readerId,
}) => {
  await charge(1200)
  await reader.tap('Visa, PIN at the bank')
  await reader.shows('Enter your PIN')
  await reader.customerCancels()
  await reader.shows('Cancelled')
  const now = await stripe.terminal.readers.retrieve(readerId)
  expect(now).toMatchObject({ action: { status: 'failed', failure_code: 'customer_canceled' } })
})

test('the till takes the payment back while the PIN is typed', async ({
  reader,
  charge,
  stripe,
  readerId,
}) => {
  await charge(1200)
  await reader.tap('Visa, PIN at the bank')
  await reader.shows('Enter your PIN')
  await stripe.terminal.readers.cancelAction(readerId)
  await reader.shows('Fern & Field')
})

test('a card shown to an idle reader: the page says what is missing', async ({ reader }) => {
  await reader.tap('Visa')
  await expect(reader.page.getByRole('status')).toHaveText(/Nothing is waiting for a card/)
})

test('the customer chooses a tip of her own, and pays it', async ({ reader, stripe, readerId }) => {
  const settings = await stripe.terminal.configurations.create({
    tipping: { usd: { percentages: [15, 18, 20] } },
  })
  const { location } = await liveReader(stripe, readerId)
  await stripe.terminal.locations.update(location, { configuration_overrides: settings.id })
  const intent = await stripe.paymentIntents.create({
    amount: 5000,
    currency: 'usd',
    allowed_payment_method_types: ['card_present'],
    capture_method: 'manual',
  })
  await stripe.terminal.readers.processPaymentIntent(readerId, { payment_intent: intent.id })
  await reader.shows('18%$9.00')
  await reader.device.getByRole('button', { name: 'Custom' }).click()
  for (const digit of ['4', '5', '0'])
    await reader.device.getByRole('button', { name: digit, exact: true }).click()
  await reader.device.getByRole('button', { name: 'Add' }).click()
  await reader.asksFor('$54.50')
  await reader.tap('Visa')
  await reader.shows('Approved')
  expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
    amount: 5450,
    amount_details: { tip: { amount: 450 } },
  })
})

test('the device shows the cart, and asks for an address, a choice and a signature', async ({
  reader,
  stripe,
  readerId,
}) => {
  await stripe.terminal.readers.setReaderDisplay(readerId, {
    type: 'cart',
    cart: {
      currency: 'usd',
      tax: 72,
      total: 972,
      line_items: [{ description: 'Flat white', amount: 900, quantity: 2 }],
    },
  })
  await reader.shows('Flat white')
  await reader.shows('$9.72')

  await stripe.terminal.readers.collectInputs(readerId, {
    inputs: [
      { type: 'email', required: true, custom_text: { title: 'Your email' } },
      {
        type: 'selection',
        custom_text: { title: 'How was it?' },
        selection: {
          choices: [
            { id: 'good', text: 'Good' },
            { id: 'poor', text: 'Not so good' },
          ],
        },
      },
      { type: 'signature', required: true, custom_text: { title: 'Please sign' } },
    ],
  })
  const { device, page } = reader
  await device.getByRole('textbox', { name: 'Your email' }).fill('mina@')
  await device.getByRole('button', { name: 'Submit' }).click()
  await reader.shows('An address looks like name@shop.com.')
  await device.getByRole('textbox', { name: 'Your email' }).fill('mina@shop.com')
  await page.keyboard.press('Enter')
  await device.getByRole('button', { name: 'Good', exact: true }).click()
  const paper = await box(device.getByRole('button', { name: 'Please sign, sign here' }))
  await page.mouse.move(paper.x + 20, paper.y + 60)
  await page.mouse.down()
  await page.mouse.move(paper.x + 120, paper.y + 90, { steps: 8 })
  await page.mouse.up()
  await device.getByRole('button', { name: 'Submit' }).click()
  await reader.shows('Fern & Field')

  const { action } = await liveReader(stripe, readerId)
  expect(action).toMatchObject({
    status: 'succeeded',
    collect_inputs: {
      inputs: [
        { email: { value: 'mina@shop.com' } },
        { selection: { id: 'good', text: 'Good' } },
        { signature: { value: expect.stringMatching(/^file_/) } },
      ],
    },
  })
})

test('a declined card: the device keeps to itself what a customer must not read', async ({
  reader,
  charge,
}) => {
  for (const card of testCards.filter(one => one.outcome === 'declined')) {
    await charge(1200)
    await reader.tap(card.label)
    await reader.shows('Declined')
    await expect(reader.device, card.label).not.toContainText(/lost|stolen|fraud/i)
    await expect(reader.page.locator('.held .plastic')).toHaveCount(0)
  }
})

test('the whole payment by keyboard alone', async ({ reader, charge }) => {
  await charge(1200)
  await reader.page.getByRole('button', { name: 'Visa', exact: true }).focus()
  await reader.page.keyboard.press('Enter')
  await reader.shows('Approved')
})

test('a card carried to the lip by mouse is inserted', async ({ reader, charge }) => {
  await charge(1200)
  const card = await box(reader.page.getByRole('button', { name: 'Discover', exact: true }))
  const device = await box(reader.device)
  await reader.page.mouse.move(card.x + 5, card.y + 5)
  await reader.page.mouse.down()
  await reader.page.mouse.move(device.x + device.width / 2, device.y + device.height - 10, { steps: 4 })
  await reader.page.mouse.up()
  await expect(reader.page.getByRole('status')).toHaveText('Inserted: Discover.')
  await reader.shows('Approved')
})

test('a bad mood is armed once, counted, and strikes; the bank then answers when it is let', async ({
  reader,
  charge,
}) => {
  await charge(1200)
  const { page } = reader
  await page.getByRole('tab', { name: 'Mood' }).click()
  await page.getByRole('button', { name: 'Bank never answers', exact: true }).click()
  await expect(page.getByRole('tab', { name: 'Mood 1 armed' })).toBeVisible()
  await page.getByRole('tab', { name: 'Cards' }).click()
  await reader.tap('Visa')
  await reader.shows('Checking')
  await page.getByRole('tab', { name: 'Mood' }).click()
  await expect(page.getByRole('button', { name: 'Bank never answers', exact: true })).toHaveAttribute(
    'aria-pressed',
    'false',
  )
  await page.getByRole('button', { name: 'Let the bank answer' }).click()
  await reader.shows('Approved')
})

test('a bad day is begun by its seed, outlives the page, and is over when all moods are cleared', async ({
  reader,
  simulator,
  key,
}) => {
  const { page } = reader
  const planned = async () => {
    const headers = { authorization: `Bearer ${key}` }
    return (await fetch(`${simulator.origin}/_simulator/faults`, { headers })).json()
  }
  await page.getByRole('tab', { name: 'Mood' }).click()
  const seed = page.getByRole('textbox', { name: 'Seed' })
  await expect(seed).toHaveValue('reader-page')
  await seed.fill('7')
  await page.getByRole('button', { name: 'A bad day' }).click()
  await expect(page.getByRole('tab', { name: 'Mood 1 armed' })).toBeVisible()
  expect(await planned()).toMatchObject({ plan: { seed: '7' }, seed: 'reader-page' })
  await page.reload()
  await page.getByRole('tab', { name: 'Mood' }).click()
  await expect(page.getByRole('button', { name: 'A bad day' })).toHaveAttribute('aria-pressed', 'true')
  await expect(seed).toHaveValue('7')
  await page.getByRole('button', { name: 'Clear all moods' }).click()
  await expect(page.getByRole('button', { name: 'A bad day' })).toHaveAttribute('aria-pressed', 'false')
  expect(await planned()).toMatchObject({ plan: null })
})

test('a lost line is said calmly and mends itself', async ({ page, key }) => {
  const data = await mkdtemp(join(tmpdir(), 'reader-page-'))
  const first = await startSimulator({ port: 0, data })
  const readerId = await registerReader(stripeAt(first, key))
  await page.goto(`${first.origin}/simulator/readers/${readerId}?key=${key}`)
  const reader = new ReaderScreen(page)
  await reader.shows('Fern & Field')

  await first.stop()
  const sentence = page.getByRole('status')
  await expect(sentence).toHaveText('The simulator does not answer. This page comes back by itself.')
  await reader.shows('Fern & Field')

  const second = await startSimulator({ port: first.port, data })
  await expect(sentence).toHaveText('Press a card to hold it to the reader.')
  await second.stop()
  await rm(data, { recursive: true })
})

for (const view of ['desk', 'phone'] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`nothing for axe to find: ${view}, ${colorScheme}`, async ({
      browser,
      simulator,
      readerId,
      key,
    }) => {
      const viewport = view === 'phone' ? { width: 390, height: 844 } : { width: 1280, height: 800 }
      const context = await browser.newContext({ colorScheme, viewport, bypassCSP: true })
      const page = await context.newPage()
      await page.goto(`${simulator.origin}/simulator/readers/${readerId}`)
      await new ReaderScreen(page).shows('Fern & Field')
      expect(await violations(page)).toEqual([])
      if (view === 'phone') await page.getByRole('button', { name: 'Cards and mood' }).click()
      await page.getByRole('tab', { name: 'Mood' }).click()
      expect(await violations(page)).toEqual([])
      await page.goto(`${simulator.origin}/simulator/screens`)
      await expect(page.getByText('Updating').first()).toBeVisible()
      expect(await violations(page)).toEqual([])
      await page.goto(`${simulator.origin}/simulator/readers?key=${key}`)
      await expect(page.getByText('1 reader')).toBeVisible()
      expect(await violations(page)).toEqual([])
      await context.close()
    })
  }
}

function stripeAt(simulator: Simulator, key: string): Stripe {
  return new Stripe(key, { host: '127.0.0.1', port: simulator.port, protocol: 'http' })
}

async function registerReader(stripe: Stripe): Promise<string> {
  const address = { line1: '1', city: 'Asheville', state: 'NC', postal_code: '28801', country: 'US' }
  const location = await stripe.terminal.locations.create({ display_name: 'Fern & Field', address })
  const registration = { registration_code: 'simulated-s700', label: 'Counter reader' }
  return (await stripe.terminal.readers.create({ ...registration, location: location.id })).id
}

async function liveReader(stripe: Stripe, id: string) {
  const reader = await stripe.terminal.readers.retrieve(id, { expand: ['location'] })
  if (reader.deleted) throw new Error('The reader is gone')
  const location = typeof reader.location === 'string' ? reader.location : (reader.location?.id ?? '')
  return { action: reader.action, location }
}

async function box(locator: Locator) {
  const found = await locator.boundingBox()
  if (!found) throw new Error('It is not on the screen')
  return found
}

/** What axe finds, one line each. */
async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') })
  return await page.evaluate(async () => {
    // axe puts itself on the window; it ships no type for that.
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    return (await axe.run()).violations.map(found => `${found.id}: ${found.nodes[0]?.html}`)
  })
}
