import type { BrowserContext } from 'playwright'
import { withScratchFolder } from '#lib/launcher/scratch-folder.js'
import { startTestTill } from '#lib/launcher/test-till.js'
import { openBrowser, openProfile } from './browser.ts'
import type { Counter } from './counter.ts'
import { type Row, short } from './figures.ts'
import type { Settings } from './settings.ts'
import { print } from './table.ts'

const MOST_KIB = 200

/** What each page makes a browser fetch that has never been here, as it came over the wire. */
export async function firstLoadPart(settings: Settings, counter: Counter): Promise<void> {
  const browser = await openBrowser(settings)
  const rows: Row[] = []
  const inside = async (path: string) => {
    const context = await openProfile(browser, counter)
    rows.push(await weighed(context, counter.origin, path))
    await context.close()
  }
  const outside = async (origin: string, path: string) => {
    const context = await openProfile(browser, { origin, cookies: [] })
    rows.push(await weighed(context, origin, path))
    await context.close()
  }
  await inside('/register')
  await inside('/sales')
  await outside(counter.origin, '/sign-in')
  // Set-up is only shown where there is no shop yet.
  await withScratchFolder(async folder => {
    const till = await startTestTill({ folder, signal: new AbortController().signal })
    await outside(till.url, '/set-up')
    await till.stop()
  })
  await browser.close()
  print('First load per page, gzip', rows)
}

async function weighed(context: BrowserContext, origin: string, path: string): Promise<Row> {
  const page = await context.newPage()
  await page.goto(origin + path, { waitUntil: 'load' })
  if (new URL(page.url()).pathname !== path) throw new Error(`${path} led to ${page.url()}`)
  const { first, files, later, css, html } = await page.evaluate(() => window.bench.weight())
  await page.close()
  const more = later > 0 ? `, ${short(later)} later` : ''
  return {
    what: path,
    measured: `${short(first)} KiB of JS in ${files} files${more}; CSS ${short(css)}, HTML ${short(html)}`,
    floor: 'Next, React, SWR alone: 137.8 KiB',
    target: `≤ ${MOST_KIB} KiB of JS`,
    met: first <= MOST_KIB,
  }
}
