import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { DEFECTS } from './defects.ts'
import { steady } from './dice.ts'
import { explore } from './explore.ts'
import { lineOf, traceOf } from './print.ts'
import { randomDays } from './random-days.ts'
import { DAYS, WORLDS } from './worlds.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '120' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
})

const say = (line: string) => process.stdout.write(`${line}\n`)

/** The worlds of the gate to their last state, the planted defects, then days beyond the bounds for the rest of the time. */
async function main(seconds: number, seed: number, only: string): Promise<number> {
  const began = performance.now()
  steady()
  let violations = 0
  for (const explored of WORLDS.filter(one => one.name.includes(only))) {
    const report = await explore(explored, { states: 5_000_000, seconds: 3_600 })
    say(lineOf(explored, report))
    if (!report.found) continue
    violations++
    say(traceOf(report.found))
  }
  for (const { what, explored } of only ? [] : DEFECTS) {
    const { found, states } = await explore(explored, { states: 1_000_000, seconds: 600 })
    say(`planted: ${what}: ${found ? `${found.what}, after ${states} states` : 'NOT FOUND'}`)
    if (!found) violations++
  }
  const days = DAYS.filter(one => one.name.includes(only))
  const left = Math.max(10, seconds - (performance.now() - began) / 1_000)
  for (const explored of days) {
    const { days: played, moves, found, seconds: took } = await randomDays(explored, seed, left / days.length)
    say(
      `${explored.name}: ${played} random days from seed ${seed}, ${moves} moves, ${found ? 1 : 0} violations, ${took.toFixed(0)} s`,
    )
    if (!found) continue
    violations++
    say(`seed ${found.seed}: ${traceOf(found)}`)
  }
  say(
    `${violations} violations, ${((performance.now() - began) / 1_000).toFixed(0)} s, ${availableParallelism()} processors`,
  )
  return violations
}

process.exitCode = (await main(Number(values.seconds), Number(values.seed), values.only)) > 0 ? 1 : 0
