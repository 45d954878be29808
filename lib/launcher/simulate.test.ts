import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'

const started: ChildProcess[] = []

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

/** The simulator as another project starts it, without npm. */
function start(...args: string[]) {
  const script = join(import.meta.dirname, 'stripe-simulator.js')
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  started.push(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (said += chunk))
  const ready = () =>
    expect
      .poll(() => said.match(/ready at (\S+)$/m)?.[1], { timeout: 30_000 })
      .toBeDefined()
      .then(() => said.match(/ready at (\S+)$/m)?.[1] ?? '')
  return { child, ready, said: () => said }
}

const answers = (origin: string) =>
  fetch(`${origin}/_simulator/health`).then(
    response => response.ok,
    () => false,
  )

test('the simulator runs by itself, and ends when it is asked to', async () => {
  const { child, ready } = start('--port', '0', '--memory')
  const origin = await ready()
  expect(await answers(origin)).toBe(true)
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(await answers(origin)).toBe(false)
})

test('it leaves with the command that started it, however that ends', async () => {
  const { child, ready } = start('--port', '0', '--memory')
  const origin = await ready()
  child.kill('SIGKILL')
  await expect.poll(() => answers(origin), { timeout: 30_000 }).toBe(false)
})

test('what it cannot do it says in a sentence', async () => {
  const { child, said } = start('--port', 'twelve')
  expect(await once(child, 'close')).toEqual([1, null])
  expect(said()).toBe('The Stripe simulator cannot start: --port must be a whole number, not twelve.\n')
})
