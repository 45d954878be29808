import { run } from './entry.js'

run(async () => {
  const { stop } = await import('./stop-till.js')
  return stop()
})
