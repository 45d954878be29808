import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'
import type { Counter } from './counter.ts'
import type { Settings } from './settings.ts'

/** What in-page.js offers. Times are milliseconds; `…At` are by the machine's clock, the others since an event or the navigation. */
type InPage = {
  /** Measures from the next such event to the painted frame in which the page has changed there. */
  arm(awaited: { type: 'click' | 'keydown'; key?: string; where: string }): void
  taken(): Promise<number>
  pressedAt(type: string): Promise<number>
  /** When what the selector names has been painted. */
  seenAt(selector: string): Promise<number>
  /** From the navigation's start to the first painted tile. */
  readonly ready: Promise<number>
  /** From the navigation's start to the first painted frame with a payment that waits for a card. */
  readonly waiting: Promise<number>
  /** From the navigation's start to the frame after React has taken over what the server rendered. */
  interactive(): Promise<number>
  weight(): Promise<Weight>
}

/** What the page has fetched so far, in KiB as it came over the wire. `first` is the JavaScript asked for before the page had loaded. */
type Weight = {
  readonly first: number
  readonly files: number
  readonly later: number
  readonly css: number
  readonly html: number
  readonly wire: number
  readonly requests: number
  readonly nodes: number
}

declare global {
  interface Window {
    bench: InPage
  }
}

/** The stage of a sale that a card has paid. */
export const APPROVED = '.stage[data-state="approved"]'

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export function openBrowser({ BROWSER_PATH }: Settings): Promise<Browser> {
  const isRoot = process.getuid?.() === 0
  return chromium.launch({
    ...(BROWSER_PATH ? { executablePath: BROWSER_PATH } : {}),
    args: [...(isRoot ? ['--no-sandbox'] : []), ...FLAGS],
  })
}

/** A browser of its own with nothing in its cache, signed in. */
export async function openProfile(
  browser: Browser,
  { origin, cookies }: Pick<Counter, 'origin' | 'cookies'>,
): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' })
  await context.addCookies(cookies.map(cookie => ({ ...cookie, url: origin })))
  await context.addInitScript({ path: join(import.meta.dirname, 'in-page.js') })
  return context
}

/** The register with its goods on it and an untouched sale: such a screen goes along with whatever its register rings up elsewhere. */
export async function openRegister(context: BrowserContext, { origin, pool }: Counter): Promise<Page> {
  await pool.query('update register set current_sale_id = null')
  const page = await context.newPage()
  await page.goto(`${origin}/register`)
  await page.evaluate(() => window.bench.ready)
  return page
}
