import type { Browser, BrowserContext, Locator } from 'playwright'
import type { SaleId } from '#lib/domain/ids.ts'
import { openBrowser, openProfile } from './browser.ts'
import type { Counter } from './counter.ts'
import { medianOf, type Row, short } from './figures.ts'
import { stock } from './goods.ts'
import { fillOffice } from './office-fill.ts'
import type { Settings } from './settings.ts'
import { print, say } from './table.ts'

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
  const { told, paid } = await fillOffice(settings, counter)
  const browser = await openBrowser(settings)
  const rows: Row[] = []
  const { again: floor } = await visits(browser, counter, NOTHING_ON_IT)
  let worst = { path: '', took: 0 }
  for (const path of await pagesOf(browser, counter, paid)) {
    const visited = await visits(browser, counter, path)
    rows.push(rowOf(path, visited, floor))
    const took = Math.max(...visited.again)
    if (took > worst.took) worst = { path, took }
  }
  await browser.close()
  const title = `The office: navigation → interactive, with ${told} and 50,000 products`
  print(title, rows, 'median / worst')
  say(`  worst page: ${worst.path}, ${short(worst.took)} ms`)
}

/** Pages without a place in the nav, and what is looked for in the long lists. */
const BESIDE = [
  '/goods/categories',
  '/goods/taxes',
  '/goods/modifiers',
  '/goods/favourites',
  '/goods/import',
  '/goods/new',
  '/goods?q=salmon',
  '/locations/account',
  '/settings/stripe',
  '/sales?q=salmon',
  '/sales?page=300',
  '/audit?q=thing+17',
  '/sign-in',
]
/** Lists whose first row leads to a page of its own. */
const LISTS = ['/readers', '/locations', '/people', '/goods']

/** As the nav lists them, so that a new page is measured by itself; those beside it; one page behind each list; and a paid sale's two. */
async function pagesOf(browser: Browser, counter: Counter, paid: SaleId): Promise<readonly string[]> {
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
  return [
    ...nav.filter(path => path !== '/register'),
    ...BESIDE,
    ...behind,
    `/sales/${paid}`,
    `/receipts/${paid}`,
  ]
}

type Visited = Awaited<ReturnType<typeof visits>>

function rowOf(path: string, { first, again, kib }: Visited, floor: readonly number[]): Row {
  return {
    what: path,
    measured: `${medianAndWorst(again)} ms; never here before ${medianAndWorst(first)} ms, ${short(kib)} KiB of JS`,
    runs: again.length,
    floor: `${medianAndWorst(floor)} ms`,
    target: `worst ≤ ${MOST_MS} ms, ≤ ${MOST_KIB} KiB`,
    met: Math.max(...again, ...first) <= MOST_MS && kib <= MOST_KIB,
  }
}

const medianAndWorst = (times: readonly number[]): string =>
  `${short(medianOf(times))} / ${short(Math.max(...times))}`

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
  if (!response?.ok() || !response.url().endsWith(path))
    throw new Error(`${path} answered ${response?.status()} at ${response?.url()}`)
  const took = await page.evaluate(() => window.bench.interactive())
  await page.waitForLoadState('load')
  const { first: kib } = await page.evaluate(() => window.bench.weight())
  await page.close()
  return { took, kib }
}
