import { readFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Machine } from '#lib/ports/health.ts'

export function thisMachine({ dataDir }: { readonly dataDir: string }): Machine {
  return {
    versions: { tapline: ownVersion(), node: process.version },
    async disk() {
      try {
        const { bavail, blocks, bsize } = await statfs(dataDir)
        return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
      } catch {
        // Not every file system tells, and the folder may be gone.
        return undefined
      }
    },
  }
}

/** The server runs in the project's folder. */
function ownVersion(): string {
  try {
    const { version } = JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8'))
    return typeof version === 'string' ? version : 'unknown'
  } catch {
    return 'unknown'
  }
}
