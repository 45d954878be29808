import type { Browser, BrowserContext, Locator } from 'playwright'
import { openBrowser, openProfile } from './browser.ts'
import type { Counter } from './counter.ts'
import { type Row, short, timesRow } from './figures.ts'
import { stock } from './goods.ts'
import { fillOffice } from './office-fill.ts'
import type { Settings } from './settings.ts'
import { print } from './table.ts'

const GOODS = 50_000
const FIRST_VISITS = 4
const VISITS = 10
const MOST_MS = 1_000
const MOST_KIB = 200
/** The frame with an empty list in it: what no page of the office can beat on this machine now. */
const NOTHING_ON_IT = '/surprises'

/** Every page of the office of a chain: from the navigation to the frame after which everything on it answers. */
export async function officePart(settings: Settings, counter: Counter): Promise<void> {
  await stock(counter.pool, GOODS)
  const filled = await fillOffice(settings, counter)
  const browser = await openBrowser(settings)
  const rows: Row[] = []
  const { again: floor } = await visits(browser, counter, NOTHING_ON_IT)
  for (const path of await pagesOf(browser, counter)) {
    const { first, again, kib } = await visits(browser, counter, path)
    rows.push(timesRow(path, again, { floor, mostMs: MOST_MS }))
    rows.push(timesRow(`${path}, a browser that was never here`, first, { mostMs: MOST_MS }))
    rows.push({
      what: `${path}, what that browser fetches`,
      measured: `${short(kib)} KiB of JS`,
      target: `≤ ${MOST_KIB} KiB`,
      met: kib <= MOST_KIB,
    })
  }
  await browser.close()
  print(`The office: navigation → interactive, with ${filled} and 50,000 products`, rows)
}

/** Pages without a place in the nav. */
const BESIDE = [
  '/goods/categories',
  '/goods/taxes',
  '/goods/modifiers',
  '/goods/favourites',
  '/settings/stripe',
]
/** Lists whose first row leads to a page of its own. */
const LISTS = ['/readers', '/locations', '/people', '/goods', '/sales']

/** As the nav lists them, so that a new page is measured by itself; those beside it; and one page behind each list. */
async function pagesOf(browser: Browser, counter: Counter): Promise<readonly string[]> {
  const context = await openProfile(browser, counter)
  const page = await context.newPage()
  const hrefs = (links: Locator) => links.evaluateAll(all => all.map(link => link.getAttribute('href') ?? ''))
  await page.goto(`${counter.origin}/sales`)
  const nav = await hrefs(page.getByRole('navigation', { name: 'Back office' }).getByRole('link'))
  const behind: string[] = []
  for (const list of LISTS) {
    await page.goto(counter.origin + list)
    const rows = page.locator('a.row-open')
    await rows.first().waitFor()
    behind.push(...(await hrefs(rows)).slice(0, 1))
  }
  await context.close()
  return [...nav.filter(path => path !== '/register'), ...BESIDE, ...behind]
}

async function visits(browser: Browser, counter: Counter, path: string) {
  const first: number[] = []
  const again: number[] = []
  const context = await openProfile(browser, counter)
  await visit(context, counter.origin, path)
  for (let run = 0; run < VISITS; run++) again.push((await visit(context, counter.origin, path)).took)
  await context.close()
  let kib = 0
  for (let run = 0; run < FIRST_VISITS; run++) {
    const fresh = await openProfile(browser, counter)
    const seen = await visit(fresh, counter.origin, path)
    first.push(seen.took)
    kib = seen.kib
    await fresh.close()
  }
  return { first, again, kib }
}

async function visit(context: BrowserContext, origin: string, path: string) {
  const page = await context.newPage()
  const response = await page.goto(origin + path, { waitUntil: 'commit' })
  if (!response?.ok()) throw new Error(`${path} answered ${response?.status()}`)
  const took = await page.evaluate(() => window.bench.interactive())
  await page.waitForLoadState('load')
  const { first: kib } = await page.evaluate(() => window.bench.weight())
  await page.close()
  return { took, kib }
}
