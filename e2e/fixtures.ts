import type pg from 'pg'
import { type APIRequestContext, type BrowserContext, test as base, expect } from 'playwright/test'
import { openPool } from '#lib/adapters/database/connect.ts'
import { expectBooksToBalance } from './books.ts'
import { ReaderScreen } from './screens/reader-screen.ts'
import { RegisterScreen } from './screens/register-screen.ts'
import { type Simulator, simulatorAt } from './simulator.ts'
import { type Till, withTill } from './till.ts'

export { expect }

export const OWNER = { name: 'Mina Okafor', pin: '2468' } as const

/** A shop as set-up leaves it, and the browser that opened it: Register 1, with the owner signed in. */
type Shop = { readonly readerId: string; readonly cookies: Awaited<ReturnType<BrowserContext['cookies']>> }

type PerTill = { readonly till: Till; readonly database: pg.Pool; readonly shop: Shop }
type PerStory = {
  readonly simulator: Simulator
  /** The cashier's screen, signed in, with a new sale. */
  readonly register: RegisterScreen
  /** The drawn reader, beside the till. */
  readonly reader: ReaderScreen
  /** One more tab of the same browser. */
  readonly secondTab: () => Promise<RegisterScreen>
  /** Another browser at the same counter: signed in, with nothing of the first one's memory. */
  readonly secondBrowser: () => Promise<RegisterScreen>
  readonly balanced: undefined
}

/** Stories of one shop. Every one ends with the books of till and Stripe side by side. */
export const test = base.extend<PerStory, PerTill>({
  till: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    async ({}, use) => withTill(use),
    { scope: 'worker', timeout: 240_000 },
  ],
  database: [
    async ({ till }, use) => {
      const pool = openPool(till.databaseUrl, () => {}, 1)
      await use(pool)
      await pool.end()
    },
    { scope: 'worker' },
  ],
  shop: [
    async ({ till, browser }, use) => {
      const context = await browser.newContext()
      await openShop(context.request, till.url)
      const register = await (await context.request.get(`${till.url}/api/registers/current`)).json()
      await use({ readerId: register.reader.id, cookies: await context.cookies() })
      await context.close()
    },
    { scope: 'worker' },
  ],
  baseURL: ({ till }, use) => use(till.url),
  simulator: async ({ till }, use) => {
    const simulator = simulatorAt(till.simulator)
    await use(simulator)
    await simulator.calm()
  },
  context: async ({ context, shop }, use) => {
    await context.addCookies(shop.cookies)
    await use(context)
  },
  register: async ({ page, context, till }, use) => {
    const isOver = await clearCounter(context.request, till.url)
    const register = new RegisterScreen(page)
    await register.open()
    // A browser that has not seen how the last sale ended is shown it.
    if (isOver) await register.nextSale()
    await use(register)
  },
  reader: async ({ browser, till, shop }, use) => {
    // A device of its own: a page behind another is painted once a second, and every press would wait for that.
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`${till.simulator}/simulator/readers/${shop.readerId}`)
    await use(new ReaderScreen(page))
    await context.close()
  },
  secondTab: async ({ context }, use) => {
    await use(async () => {
      const register = new RegisterScreen(await context.newPage())
      await register.open()
      return register
    })
  },
  secondBrowser: async ({ browser, shop }, use) => {
    const contexts: BrowserContext[] = []
    await use(async () => {
      const context = await browser.newContext()
      contexts.push(context)
      await context.addCookies(shop.cookies)
      const register = new RegisterScreen(await context.newPage())
      await register.open()
      return register
    })
    for (const context of contexts) await context.close()
  },
  balanced: [
    async ({ database, simulator }, use) => {
      await use(undefined)
      await expectBooksToBalance(database, simulator)
    },
    { auto: true },
  ],
})

export async function openShop(
  request: APIRequestContext,
  url: string,
  { samples = true }: { readonly samples?: boolean } = {},
): Promise<void> {
  const answer = await request.post(`${url}/api/set-up`, {
    headers: { origin: url },
    data: {
      shopName: 'Fern & Field',
      country: 'US',
      place: '212 Orchard Street, Asheville',
      region: 'NC 28801',
      ownerName: OWNER.name,
      pin: OWNER.pin,
      samples,
    },
  })
  if (!answer.ok()) throw new Error(`no shop: ${answer.status()} ${await answer.text()}`)
}

/** What an earlier story left on the counter is taken away: its payment cancelled, its lines removed. True if its sale has ended. */
async function clearCounter(request: APIRequestContext, origin: string): Promise<boolean> {
  const headers = { origin }
  const { currentSaleId } = await (await request.get('/api/registers/current')).json()
  if (!currentSaleId) return false
  const url = `/api/sales/${currentSaleId}`
  const read = async () => (await request.get(url)).json()
  if ((await read()).payment) await request.post(`${url}/payment`, { headers, data: { wish: 'cancel' } })
  await expect.poll(async () => (await read()).payment?.mood ?? 'none').toBe('none')
  const { sale } = await read()
  const edits = sale.lines.map((line: { id: string }) => ({ type: 'remove', lineId: line.id }))
  if (sale.status !== 'open') return true
  if (edits.length > 0) await request.post(`${url}/edits`, { headers, data: { edits } })
  return false
}
