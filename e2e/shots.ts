import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright/test'
import type { Path } from '#lib/testing/reliability/paths.ts'

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
