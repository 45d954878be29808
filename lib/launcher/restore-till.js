import { existsSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { claimDataFolder, liveClaim, releaseClaim } from './claim.js'
import { runCommand } from './command.js'
import { defaultDataFolder, openDataFolder } from './data-folder.js'
import { startPostgres } from './embedded-postgres.js'
import { awaitEnding } from './ending.js'
import { KEPT, SCRATCH, undoHalfRestore } from './half-restore.js'
import { install } from './install.js'
import { PlainError } from './plain-error.js'
import { runningPostgres, stopPostgres } from './postgres-running.js'
import { say } from './project.js'
import { keyWords, PEOPLE_WORDS } from './restore-words.js'
import { environment, readSettings } from './settings.js'

const PROGRAM = ['--import', 'tsx', 'lib/adapters/database/backup/load-backup.ts']

/**
 * Puts a backup in the place of the embedded database. The new one is made beside it, filled and verified before anything is moved, and
 * the old one is kept under another name: until the last step nothing has changed, and after it there is a way back.
 * @param {string[]} args a file, and `--yes` where nobody is there to be asked
 * @returns {Promise<number>} the exit code
 */
export async function restore(args) {
  Object.assign(process.env, environment())
  const settings = readSettings(process.env)
  const file = fileIn(args)
  if (settings.databaseUrl)
    throw new PlainError(
      'DATABASE_URL leads to a PostgreSQL of your own: restore it with its own tools, such as pg_restore from a pg_dump.',
    )
  const dataDir = settings.dataDir ?? defaultDataFolder()
  openDataFolder(dataDir)
  refuseWhileOpen(dataDir)
  const signal = awaitEnding()
  await install(signal)
  await load(file, {}, signal)
  await ask(dataDir, args.includes('--yes'))
  if (await claimDataFolder(dataDir)) throw new PlainError(`Tapline has just been started. ${STOP_FIRST}`)
  try {
    return await replace(dataDir, file, { settings, signal })
  } finally {
    releaseClaim(dataDir)
  }
}

const STOP_FIRST = 'Stop it first: npm run stop'

/** @param {string[]} args */
function fileIn(args) {
  const [file] = args.filter(arg => !arg.startsWith('--'))
  if (!file) throw new PlainError('Which backup? npm run restore -- <file>')
  // npm runs us in the project's folder; a path is meant from where it was typed.
  const path = resolve(process.env.INIT_CWD ?? '.', file)
  if (!existsSync(path)) throw new PlainError(`There is no file ${path}.`)
  return path
}

/** @param {string} dataDir */
function refuseWhileOpen(dataDir) {
  const claim = liveClaim(dataDir)
  if (claim) throw new PlainError(`Tapline runs on ${dataDir} (process ${claim.pid}). ${STOP_FIRST}`)
}

/**
 * @param {string} dataDir
 * @param {boolean} isSure
 */
async function ask(dataDir, isSure) {
  if (isSure || !existsSync(join(dataDir, 'pg18'))) return
  const what = `It takes the place of what is in ${dataDir} now, which is kept beside it.`
  if (!process.stdin.isTTY) throw new PlainError(`${what} To do that, add --yes.`)
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question(`${what} Type yes to go on: `)
  terminal.close()
  if (answer.trim().toLowerCase() !== 'yes') throw new PlainError('Nothing was changed.')
}

/**
 * @param {string} dataDir
 * @param {string} file
 * @param {{ settings: import('./settings.js').Settings, signal: AbortSignal }} how
 */
async function replace(dataDir, file, { settings, signal }) {
  const place = join(dataDir, 'pg18')
  const scratch = join(dataDir, SCRATCH)
  undoHalfRestore(dataDir)
  // A launcher that was killed has left its database running; it must not lose the folder under its feet.
  if (runningPostgres(place)) await stopPostgres(place)
  await stopPostgres(join(scratch, 'pg18'))
  rmSync(scratch, { recursive: true, force: true })
  try {
    await fill(scratch, file, signal)
    const kept = existsSync(place) ? keep(dataDir, place) : undefined
    renameSync(join(scratch, 'pg18'), place)
    say(`Restored into ${place}.`)
    if (kept) say(`What was there before is in ${kept}; when all is well, that folder may go.`)
    say(PEOPLE_WORDS)
    say(keyWords(dataDir, settings))
    say('Start the till with: npm start')
    return 0
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/**
 * @param {string} scratch
 * @param {string} file
 * @param {AbortSignal} signal
 */
async function fill(scratch, file, signal) {
  const database = await startPostgres({ folder: scratch })
  try {
    await load(file, { DATABASE_URL: database.url }, signal)
  } finally {
    await database.stop()
  }
}

/**
 * Without a database the file is only read through.
 * @param {string} file
 * @param {Record<string, string>} env
 * @param {AbortSignal} signal
 */
async function load(file, env, signal) {
  const { code, output } = await runCommand(process.execPath, [...PROGRAM, file], {
    signal,
    env: { DATABASE_URL: '', ...env },
  })
  if (code !== 0) throw new PlainError(`${output.trim()}\nNothing was changed.`)
  say(output.trim())
}

/**
 * @param {string} dataDir
 * @param {string} place
 */
function keep(dataDir, place) {
  const stamp = new Date().toISOString().replace(/\.\d+/, '').replaceAll(':', '-')
  const kept = join(dataDir, `${KEPT}${stamp}`)
  renameSync(place, kept)
  return kept
}
