import { run } from './entry.js'

run(async () => {
  const { simulate } = await import('./simulate.js')
  return simulate(process.argv.slice(2))
})
