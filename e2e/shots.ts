import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright/test'
import type { Path } from '#lib/testing/reliability/paths.ts'
import { expectNothingForAxe } from './axe.ts'

/** The telling moment of a path, kept for the table in `lib/testing/RELIABILITY.md`: WRITE_SHOTS=1. */
export async function shoot(page: Page, id: Path['id']): Promise<void> {
  if (!process.env.WRITE_SHOTS) return
  const path = fileURLToPath(new URL(`../lib/testing/reliability/shots/${id}.jpg`, import.meta.url))
  mkdirSync(dirname(path), { recursive: true })
  // As good as fits into 50 kB: a grid of goods has many edges.
  for (const quality of [60, 40, 25, 15]) {
    const bytes = await page.screenshot({ type: 'jpeg', quality })
    if (bytes.length > 50_000 && quality > 15) continue
    writeFileSync(path, bytes)
    return
  }
}

const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
]

/** The same on a phone and on a small laptop, where it stays. axe looks at both. */
export async function lookAtBoth(page: Page, name: string): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size)
    await expectNothingForAxe(page)
    await shootOffice(page, name)
  }
}

/** A page as it stands, whole, in light and dark, for somebody to look at: OFFICE_SHOTS names a folder outside the repository. */
export async function shootOffice(page: Page, name: string): Promise<void> {
  const folder = process.env.OFFICE_SHOTS
  const viewport = page.viewportSize()
  if (!folder || !viewport) return
  mkdirSync(folder, { recursive: true })
  const below = await page.evaluate(() => {
    const main = document.querySelector('main')
    return main ? main.scrollHeight - main.clientHeight : 0
  })
  await page.setViewportSize({ ...viewport, height: viewport.height + below })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const file = `${name.replaceAll(/[^a-z0-9]+/gi, '-')}-${viewport.width}-${colorScheme}.png`
    await page.screenshot({ path: join(folder, file) })
  }
  await page.emulateMedia({ colorScheme: null })
  await page.setViewportSize(viewport)
}
