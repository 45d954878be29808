import { run } from './entry.js'

// Imported late: the rest speaks a JavaScript that an old Node cannot even read, and it is the old Node that must be told.
run(async () => {
  const { launch } = await import('./launch.js')
  return launch({ dev: process.argv.includes('--dev') })
})
