import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** What an old day brings back besides sales and goods. */
export const PEOPLE_WORDS =
  'Everyone signs in again. People, PINs and registers are as on that day: disable whom you have disabled since, and revoke the registers that you have revoked since.'

/**
 * What whoever has restored a backup must know of the key that is in none.
 * @param {string} dataDir
 * @param {{ appSecret?: string | undefined }} settings
 */
export function keyWords(dataDir, { appSecret }) {
  const file = join(dataDir, 'app-secret')
  const lost =
    'Without it no badge opens the till and the webhooks are connected anew; PINs, sales and goods are there.'
  if (appSecret)
    return `No backup holds the key in APP_SECRET: it must be the one of the till that was backed up. ${lost}`
  return existsSync(file)
    ? `No backup holds the key in app-secret: if this one is of another machine, put that machine’s app-secret in the place of ${file} before you start. ${lost}`
    : `There is no ${file} here. Before you start, put the app-secret of the till that was backed up there: no backup holds it. ${lost}`
}
