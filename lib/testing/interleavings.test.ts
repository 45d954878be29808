import { writeFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { DEFECTS } from './interleavings/defects.ts'
import { steady } from './interleavings/dice.ts'
import { explore } from './interleavings/explore.ts'
import { boundsOf, daysCounted, daysOf, figuresOf, lineOf, traceOf } from './interleavings/print.ts'
import { randomDay } from './interleavings/random-days.ts'
import { DAYS, WORLDS } from './interleavings/worlds.ts'

steady()

const ENOUGH = { states: 400_000, seconds: 110 }
const printed: string[] = []
const counted: { readonly name: string; readonly line: string }[] = []
afterAll(() => {
  process.stdout.write(`\n${printed.join('\n')}\n`)
  if (process.env.WRITE_RELIABILITY)
    writeFileSync(
      new URL('reliability/counted.json', import.meta.url),
      `${JSON.stringify(counted, null, 2)}\n`,
    )
})

/** The model of the payment protocol, bound to the real rules and the real operations: see `interleavings/README.md`. */
describe('in every order within the bounds nobody is charged twice, nothing is lost and nothing is stuck', () => {
  test.each(WORLDS.map(explored => ({ name: explored.name, explored })))(
    '$name',
    { timeout: 120_000 },
    async ({ explored }) => {
      const report = await explore(explored, ENOUGH)
      printed.push(lineOf(explored, report))
      counted.push({ name: explored.name, line: figuresOf(report) })
      expect(report.found && traceOf(report.found)).toBeUndefined()
      expect(report.exhausted, boundsOf(explored)).toBe(true)
    },
  )
})

/** A check that finds nothing proves nothing until it has found something. */
describe('a planted defect is found', () => {
  test.each(DEFECTS)('$what', { timeout: 60_000 }, async ({ what, rule, explored }) => {
    const { found, states } = await explore(explored, ENOUGH)
    counted.push({ name: what, line: `${found?.rule ?? 'not found'} after ${states} states` })
    printed.push(`planted: ${what}: ${found?.what ?? 'NOT FOUND'} (${states} states)`)
    expect(found?.rule).toBe(rule)
  })

  test('and the database alone keeps two cards from being alive, even for a till that sees no payment', async () => {
    const [twoCards] = DEFECTS
    if (!twoCards) throw new Error('no defects')
    const report = await explore({ ...twoCards.explored, without: new Set() }, ENOUGH)
    expect(report.found).toBeUndefined()
  })
})

const SEEDS = 12

test('days with every fault at once, from seeds', { timeout: 60_000 }, async () => {
  for (const explored of DAYS) {
    let moves = 0
    for (let seed = 1; seed <= SEEDS; seed++) {
      const day = await randomDay(explored, seed)
      expect(day.found && `${explored.name}, seed ${seed}: ${traceOf(day.found)}`).toBeUndefined()
      moves += day.moves
    }
    const line = daysCounted(SEEDS, moves)
    counted.push({ name: daysOf(explored), line })
    printed.push(`${daysOf(explored)}: ${line}`)
  }
})
