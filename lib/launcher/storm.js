import { run } from './entry.js'

run(async () => {
  const { storm } = await import('./storm-run.js')
  return storm(process.argv.slice(2))
})
