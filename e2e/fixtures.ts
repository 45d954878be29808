import { type APIRequestContext, type BrowserContext, test as base, expect } from 'playwright/test'
import { expectBooksToBalance } from './books.ts'
import { ReaderScreen } from './screens/reader-screen.ts'
import { RegisterScreen } from './screens/register-screen.ts'
import { type Simulator, simulatorAt } from './simulator.ts'
import { startTill, type TillProcess } from './till-process.ts'

export { expect }

export const OWNER = { name: 'Mina Okafor', pin: '2468' } as const

/** A shop as set-up leaves it, and the browser that opened it: Register 1, with the owner signed in. */
type Shop = { readonly readerId: string; readonly cookies: Awaited<ReturnType<BrowserContext['cookies']>> }

type PerTill = { readonly till: TillProcess; readonly shop: Shop }
type PerStory = {
  readonly simulator: Simulator
  /** The cashier's screen, signed in, with a new sale. */
  readonly register: RegisterScreen
  /** The drawn reader, in a window of its own. */
  readonly reader: ReaderScreen
  /** Another browser at the same counter: signed in, with nothing of the first one's memory. */
  readonly secondBrowser: () => Promise<RegisterScreen>
  readonly balanced: undefined
}

/** Every story ends with the books of till and Stripe side by side. */
export const test = base.extend<PerStory, PerTill>({
  till: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    async ({}, use) => {
      const till = await startTill()
      await use(till)
      await till.stop()
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  shop: [
    async ({ till, browser }, use) => {
      const context = await browser.newContext()
      const answer = await context.request.post(`${till.url}/api/set-up`, {
        headers: { origin: till.url },
        data: {
          shopName: 'Fern & Field',
          country: 'US',
          place: '212 Orchard Street, Asheville',
          region: 'NC 28801',
          ownerName: OWNER.name,
          pin: OWNER.pin,
          samples: true,
        },
      })
      if (!answer.ok()) throw new Error(`no shop: ${answer.status()} ${await answer.text()}`)
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
  register: async ({ page, context }, use) => {
    await clearCounter(context.request)
    const register = new RegisterScreen(page)
    await register.open()
    await use(register)
  },
  reader: async ({ context, till, shop }, use) => {
    const page = await context.newPage()
    await page.goto(`${till.simulator}/simulator/readers/${shop.readerId}`)
    await use(new ReaderScreen(page))
    await page.close()
  },
  secondBrowser: async ({ browser, shop, till }, use) => {
    const contexts: BrowserContext[] = []
    await use(async () => {
      const context = await browser.newContext({ baseURL: till.url })
      contexts.push(context)
      await context.addCookies(shop.cookies)
      const register = new RegisterScreen(await context.newPage())
      await register.open()
      return register
    })
    for (const context of contexts) await context.close()
  },
  balanced: [
    async ({ context, simulator }, use) => {
      await use(undefined)
      const { sales } = await (await context.request.get('/api/sales')).json()
      await expectBooksToBalance(sales, simulator)
    },
    { auto: true },
  ],
})

/** What an earlier story left on the counter is taken away: its payment cancelled, its lines removed. */
async function clearCounter(request: APIRequestContext): Promise<void> {
  const { currentSaleId } = await (await request.get('/api/registers/current')).json()
  if (!currentSaleId) return
  const url = `/api/sales/${currentSaleId}`
  const headers = { origin: new URL((await request.get(url)).url()).origin }
  const read = async () => (await request.get(url)).json()
  if ((await read()).payment) await request.post(`${url}/payment`, { headers, data: { wish: 'cancel' } })
  await expect.poll(async () => (await read()).payment?.mood ?? 'none').toBe('none')
  const { sale } = await read()
  const edits = sale.lines.map((line: { id: string }) => ({ type: 'remove', lineId: line.id }))
  if (sale.status === 'open' && edits.length > 0)
    await request.post(`${url}/edits`, { headers, data: { edits } })
}
