import type { APIRequestContext, Locator } from 'playwright/test'
import Stripe from 'stripe'
import { PATHS, type Path } from '#lib/testing/reliability/paths.ts'
import { patternOf, tellingOf } from '#lib/testing/reliability/telling.ts'
import { expect, test as shopTest } from './fixtures.ts'
import { RegisterScreen } from './screens/register-screen.ts'
import { shoot } from './shots.ts'

type PerTill = {
  /** One register that stays open from story to story, as a counter's does. */
  readonly standing: { readonly register: RegisterScreen; readonly request: APIRequestContext }
}
type PerStory = { readonly counter: Counter; readonly outsider: Stripe }

/** Stories of bad days: one for each path of the table in `lib/testing/RELIABILITY.md`, all at one counter. */
const test = shopTest.extend<PerStory, PerTill>({
  standing: [
    async ({ browser, shop, till }, use) => {
      const context = await browser.newContext({
        baseURL: till.url,
        viewport: { width: 1024, height: 768 },
        locale: 'en-US',
        timezoneId: 'America/New_York',
        reducedMotion: 'reduce',
        colorScheme: 'light',
      })
      await context.addCookies(shop.cookies)
      const register = new RegisterScreen(await context.newPage())
      await register.open()
      await use({ register, request: context.request })
      await context.close()
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  counter: async ({ standing, till, shop, simulator }, use) => {
    const counter = counterAt(standing, {
      origin: till.url,
      readerId: shop.readerId,
      simulator: simulator.origin,
    })
    await use(counter)
    await counter.dealWithSurprises()
  },
  /** Somebody else with the same account: Stripe's Dashboard, or another program. */
  outsider: async ({ till }, use) => {
    const { hostname, port } = new URL(till.simulator)
    await use(
      new Stripe('sk_test_simulator', { host: hostname, port, protocol: 'http', maxNetworkRetries: 0 }),
    )
  },
})

type Story = Parameters<typeof test>[2]

/** The story of one path, by its name in the table. A path has one. */
export function story(id: Path['id'], tell: Story): void {
  const path = PATHS.find(one => one.id === id)
  if (!path) throw new Error(`no path is called ${id}`)
  test(`${id}: ${path.what}`, tell)
}

export { test }

export type Counter = ReturnType<typeof counterAt>

type Place = { readonly origin: string; readonly readerId: string; readonly simulator: string }

function counterAt({ register, request }: PerTill['standing'], { origin, readerId, simulator }: Place) {
  const post = (path: string, data: object) => request.post(path, { headers: { origin }, data })
  const current = async (): Promise<string | null> =>
    (await (await request.get('/api/registers/current')).json()).currentSaleId
  const read = async (saleId: string) => (await request.get(`/api/sales/${saleId}`)).json()

  /** One amount on a sale of its own, rung up at another screen of this register; this one follows. Answers with the sale's id. */
  async function ring(amountMinor = 450): Promise<string> {
    const saleId = `sale_${crypto.randomUUID()}`
    const line = {
      type: 'put_custom',
      lineId: `line_${crypto.randomUUID()}`,
      name: 'Flat white',
      quantity: 1,
    }
    const answer = await post(`/api/sales/${saleId}/edits`, {
      edits: [{ ...line, unitPriceMinor: amountMinor }],
    })
    expect(answer.status(), await answer.text()).toBe(200)
    await expect(register.stage).toBeHidden()
    await expect(register.line('Flat white')).toBeVisible()
    return saleId
  }

  const askStripe = async (path: string, data: object = {}) => {
    const answer = await fetch(simulator + path, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_test_simulator', 'content-type': 'application/json' },
      body: JSON.stringify(data),
    })
    expect(answer.status, await answer.clone().text()).toBe(200)
  }
  const present = (number: string, reader: string, more: object = {}) =>
    askStripe(`/_simulator/readers/${reader}/present`, { number, ...more })

  return {
    register,
    readerId,
    request,
    post,
    current,
    read,
    ring,
    /** A sale of one amount, and Charge pressed. Answers with the sale's id. */
    async charge(amountMinor?: number): Promise<string> {
      const saleId = await ring(amountMinor)
      await register.charge()
      return saleId
    },
    /** The same, with the amount on the reader. */
    async waiting(amountMinor?: number): Promise<string> {
      const saleId = await ring(amountMinor)
      await register.charge()
      await register.waitsForCard()
      return saleId
    },
    /** A card is held to the reader; the simulator is asked, so no page of a reader has to be drawn. */
    tap: (number: string = CARDS.visa, reader = readerId) => present(number, reader),
    /** A card is held to it, and its bank says this no. */
    declines: (code: string) => present(CARDS.visa, readerId, { decline_code: code }),
    /** The customer puts the card in, and types any PIN. */
    async insert(number: string = CARDS.visa): Promise<void> {
      await askStripe(`/_simulator/readers/${readerId}/presentment`, { read_method: 'insert' })
      await present(number, readerId)
    },
    customerCancels: () => askStripe(`/_simulator/readers/${readerId}/cancel`),
    /** Stripe's clock; the till's is the database's and goes on as ever. */
    turnStripesClock: (ms: number) => askStripe('/_simulator/clock', { advance_ms: ms }),
    /** *Check status*, pressed at another screen of this register. */
    async check(saleId: string): Promise<void> {
      const answer = await post(`/api/sales/${saleId}/payment`, { wish: 'check_status' })
      expect(answer.status()).toBe(200)
    },
    /** A manager has seen to everything that waited for one. */
    async dealWithSurprises(): Promise<void> {
      const { open } = await (await request.get('/api/surprises')).json()
      for (const { id, version } of open)
        await post(`/api/surprises/${id}/dealt`, { version, how: 'Seen to' })
    },
    /** What the table says of this path is what the screen says: the sentence, the buttons, and the page behind Why? */
    tells: (id: Path['id']) => tells(register, id),
    async paidByCard(): Promise<void> {
      await register.waitsForCard()
      await present(CARDS.visa, readerId)
      await register.approved()
    },
    async paidInCash(): Promise<void> {
      await register.press(/^Exact/)
      await register.says('Paid in cash')
    },
    /** Nothing is on the way any more: the goods are there, and cash pays for them. */
    async cashInstead(): Promise<void> {
      await expect(register.stage).toBeHidden()
      await register.cashButton.click()
      await register.press(/^Exact/)
      await register.says('Paid in cash')
    },
    intentOf: async (saleId: string): Promise<string> =>
      (await read(saleId)).sale.tenders.at(-1).paymentIntent,
  }
}

/** Stripe's test cards by what becomes of them. */
export const CARDS = {
  visa: '4242424242424242',
  declined: '4000000000000002',
  noMoney: '4000000000009995',
  lost: '4000000000009987',
  stolen: '4000000000009979',
  expired: '4000000000000069',
  bankError: '4000000000000119',
} as const

async function tells(register: RegisterScreen, id: Path['id']): Promise<void> {
  const path = PATHS.find(one => one.id === id)
  if (!path) throw new Error(`no path is called ${id}`)
  const telling = tellingOf(path)
  const place = path.shown.at === 'stage' ? register.stage : register.page.locator('body')
  for (const words of [...telling.sentence, ...telling.more])
    await expect(place).toContainText(patternOf(words))
  const [money = ''] = telling.sentence
  if (path.shown.at === 'stage' || path.shown.at === 'paid')
    await expect(head(register), 'the money first').toHaveText(startOf(money))
  for (const button of telling.buttons) await expect(pressable(place, patternOf(button))).toBeVisible()
  if (path.shown.at === 'stage')
    await expect(place.locator('.stage-actions').getByRole('button'), 'no other button').toHaveCount(
      telling.buttons.length,
    )
  const pages = [telling.help, telling.orHelp].filter(help => help !== undefined)
  const links = pages.map(help => `a[href="/help/${help}"]`).join()
  if (links) await expect(place.locator(links, { hasText: 'Why?' })).toBeVisible()
  await shoot(register.page, id)
}

/** The stage's sentences, as they are read aloud. */
const head = ({ stage }: RegisterScreen): Locator => stage.locator('[aria-live]').first()
const startOf = (words: string): RegExp => new RegExp(`^\\s*${patternOf(words).source}`)

const pressable = (place: Locator, name: RegExp): Locator =>
  place.getByRole('button', { name }).or(place.getByRole('link', { name })).first()
