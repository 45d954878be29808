import { parseArgs } from 'node:util'
import { startSimulator } from './server.ts'

/** The flags of the command line; README.md explains them. */
function readFlags() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '12111' },
      data: { type: 'string' },
      memory: { type: 'boolean', default: false },
      seed: { type: 'string' },
      'allow-live': { type: 'boolean', default: false },
      'rate-limit': { type: 'boolean', default: false },
      'authorization-ms': { type: 'string', default: '250' },
      'reader-ms': { type: 'string', default: '0' },
    },
  })
  return values
}

function numberOf(name: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new Error(`--${name} must be a whole number, not ${text}.`)
}

async function start() {
  const flags = readFlags()
  const simulator = await startSimulator({
    port: numberOf('port', flags.port),
    data: flags.data,
    memory: flags.memory,
    allowLive: flags['allow-live'],
    rateLimit: flags['rate-limit'],
    authorizationMs: numberOf('authorization-ms', flags['authorization-ms']),
    readerMs: numberOf('reader-ms', flags['reader-ms']),
    ...(flags.seed ? { seed: flags.seed } : {}),
  })
  process.stdout.write(`The Stripe simulator is ready at ${simulator.origin}\n`)
  process.send?.({ ready: true, port: simulator.port })
  const leave = () => void simulator.stop().then(() => process.exit(0))
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(signal, leave)
}

try {
  await start()
} catch (error) {
  process.stderr.write(
    `The Stripe simulator cannot start: ${error instanceof Error ? error.message : error}\n`,
  )
  process.exit(1)
}
