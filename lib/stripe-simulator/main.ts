import { parseArgs } from 'node:util'
import { startSimulator } from './server.ts'

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

try {
  const simulator = await startSimulator({
    port: Number(values.port),
    data: values.data,
    memory: values.memory,
    allowLive: values['allow-live'],
    rateLimit: values['rate-limit'],
    authorizationMs: Number(values['authorization-ms']),
    readerMs: Number(values['reader-ms']),
    ...(values.seed ? { seed: values.seed } : {}),
  })
  process.stdout.write(`The Stripe simulator is ready at ${simulator.origin}\n`)
  process.send?.({ ready: true, port: simulator.port })
  const leave = () => void simulator.stop().then(() => process.exit(0))
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(signal, leave)
} catch (error) {
  process.stderr.write(
    `The Stripe simulator cannot start: ${error instanceof Error ? error.message : error}\n`,
  )
  process.exitCode = 1
}
