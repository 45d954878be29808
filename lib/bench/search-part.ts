import type { Browser, Page } from 'playwright'
import { bareButton, keys, scans, taps } from './at-the-screen.ts'
import { openBrowser, openProfile, openRegister } from './browser.ts'
import type { Counter } from './counter.ts'
import { type Row, short, spreadOf, timesRow } from './figures.ts'
import { stock } from './goods.ts'
import type { Settings } from './settings.ts'
import { print } from './table.ts'

const SIZES = [10_000, 50_000]
const JUDGED = 50_000
const COLD_RUNS = 4
const WARM_RUNS = 6
/** How much later than a bare button the till may paint. */
const ABOVE_FLOOR_MS = 4

/** Key, tap and scan to the painted frame, and what the page weighs, with a large shop's catalogue in the browser. */
export async function searchPart(settings: Settings, counter: Counter): Promise<void> {
  const browser = await openBrowser(settings)
  for (const size of SIZES) {
    await stock(counter.pool, size)
    const isJudged = size === JUDGED
    const rows = [
      ...(await painting(browser, counter, isJudged)),
      ...(await opening(browser, counter, isJudged)),
    ]
    print(`${size.toLocaleString('en')} goods in real Chromium`, rows)
  }
  await browser.close()
}

async function painting(browser: Browser, counter: Counter, isJudged: boolean): Promise<readonly Row[]> {
  const context = await openProfile(browser, counter)
  const floor = await bareButton(await context.newPage())
  const page = await openRegister(context, counter)
  const mostMs = spreadOf(floor).p95 + ABOVE_FLOOR_MS
  const judged = isJudged ? { mostMs, target: `p95 ≤ floor + ${ABOVE_FLOOR_MS} ms` } : {}
  const rows = [
    timesRow('key → search result painted', await keys(page), { floor, ...judged }),
    timesRow('tap → line painted', await taps(page), { floor, ...judged }),
    timesRow('scan → line painted', await scans(page), { floor, ...judged }),
    limit('JS heap after all that', await heapMb(page, true), 'MB', isJudged ? 80 : undefined),
  ]
  await context.close()
  return rows
}

/** Cold: a browser that has never been here. Warm: a reload. The server has answered the same before. */
async function opening(browser: Browser, counter: Counter, isJudged: boolean): Promise<readonly Row[]> {
  const cold: number[] = []
  const warm: number[] = []
  let seen = { heap: 0, nodes: 0, requests: 0, wire: 0 }
  for (let run = 0; run < COLD_RUNS; run++) {
    const context = await openProfile(browser, counter)
    const page = await openRegister(context, counter)
    cold.push(await page.evaluate(() => window.bench.ready))
    if (run === 0) seen = await weigh(page)
    if (run === COLD_RUNS - 1) {
      for (let again = 0; again < WARM_RUNS; again++) {
        await page.reload()
        warm.push(await page.evaluate(() => window.bench.ready))
      }
    }
    await context.close()
  }
  return [
    timesRow('ready, cold', cold.slice(1), isJudged ? { mostMs: 1_500, target: '≤ 1.5 s' } : {}),
    timesRow('ready, warm', warm, isJudged ? { mostMs: 600, target: '≤ 0.6 s' } : {}),
    limit('JS heap after load', seen.heap, 'MB', isJudged ? 80 : undefined),
    limit('DOM nodes after load', seen.nodes, '', isJudged ? 1_500 : undefined),
    {
      what: 'over the wire, cold',
      measured: `${short(seen.wire)} KiB in ${seen.requests} requests`,
    },
  ]
}

const limit = (what: string, value: number, unit: string, most: number | undefined): Row => ({
  what,
  measured: `${short(value)} ${unit}`.trim(),
  ...(most === undefined ? {} : { target: `≤ ${most} ${unit}`.trim(), met: value <= most }),
})

async function weigh(page: Page) {
  const { nodes, requests, wire } = await page.evaluate(() => window.bench.weight())
  return { nodes, requests, wire, heap: await heapMb(page, false) }
}

/** As Chromium counts it, with or without what it would collect. */
async function heapMb(page: Page, collected: boolean): Promise<number> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable')
  if (collected) await devtools.send('HeapProfiler.collectGarbage')
  const { metrics } = await devtools.send('Performance.getMetrics')
  await devtools.detach()
  return (metrics.find(one => one.name === 'JSHeapUsedSize')?.value ?? Number.NaN) / 1024 / 1024
}
