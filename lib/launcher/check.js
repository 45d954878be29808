import { run } from './entry.js'

run(async () => {
  const { check } = await import('./gate.js')
  return check({ fast: process.argv.includes('--fast') })
})
