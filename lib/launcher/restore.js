import { run } from './entry.js'

run(async () => {
  const { restore } = await import('./restore-till.js')
  return restore(process.argv.slice(2))
})
