import { run } from './entry.js'

run(async () => {
  const { onDatabase } = await import('./on-database.js')
  return onDatabase('lib/adapters/database/verify-audit.ts', process.argv.slice(2))
})
