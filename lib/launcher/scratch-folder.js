import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Lends a folder of its own to some work and takes it away afterwards, however that ends.
 * @template T
 * @param {(folder: string) => Promise<T>} work
 */
export async function withScratchFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'tapline-gate-'))
  // As root, PostgreSQL runs under another account and has to walk through here.
  chmodSync(folder, 0o711)
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
