import { run } from './entry.js'

run(async () => {
  const { bench } = await import('./bench-run.js')
  return bench(process.argv.slice(2))
})
