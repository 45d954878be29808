import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { liveClaim } from './claim.js'
import { runCommand } from './command.js'
import { defaultDataFolder } from './data-folder.js'
import { startPostgres } from './embedded-postgres.js'
import { awaitEnding } from './ending.js'
import { install } from './install.js'
import { PlainError } from './plain-error.js'
import { environment, readSettings } from './settings.js'

/**
 * Runs a program of ours on the till's database, whether the till runs or not: DATABASE_URL's, or the embedded one of the data folder, which
 * is adopted when it runs and otherwise started for as long as it takes.
 * @param {string} program
 * @param {string[]} [args]
 * @returns {Promise<number>} the program's exit code
 */
export async function onDatabase(program, args = []) {
  Object.assign(process.env, environment())
  const settings = readSettings(process.env)
  const signal = awaitEnding()
  await install(signal)
  const { url, leave } = await database(settings)
  try {
    const { code } = await runCommand(process.execPath, ['--import', 'tsx', program, ...args], {
      signal,
      env: { DATABASE_URL: url, DATA_DIR: dataFolderOf(settings) },
      show: true,
    })
    return code
  } finally {
    await leave()
  }
}

/** @param {import('./settings.js').Settings} settings */
const dataFolderOf = settings => settings.dataDir ?? defaultDataFolder()

/** @param {import('./settings.js').Settings} settings */
async function database(settings) {
  if (settings.databaseUrl) return { url: settings.databaseUrl, leave: async () => {} }
  const folder = dataFolderOf(settings)
  if (!existsSync(join(folder, 'pg18')))
    throw new PlainError(`There is no till yet in ${folder}. The first one is opened by: npm start`)
  const { url, adopted, stop } = await startPostgres({ folder })
  // A till that has been started meanwhile has adopted what we started, and goes on with it.
  return { url, leave: async () => (adopted || liveClaim(folder) ? undefined : stop()) }
}
