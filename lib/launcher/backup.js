import { resolve } from 'node:path'
import { run } from './entry.js'

run(async () => {
  const { onDatabase } = await import('./on-database.js')
  // npm runs us in the project's folder; a path is meant from where it was typed.
  const [file] = process.argv.slice(2)
  const args = file === undefined ? [] : [resolve(process.env.INIT_CWD ?? '.', file)]
  return onDatabase('lib/adapters/database/backup/make-backup.ts', args)
})
