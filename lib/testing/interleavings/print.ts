import { type Budget, nothing } from './budget.ts'
import type { Found, Report } from './explore.ts'
import type { Explored } from './explored.ts'

/** What a world may hold, in words: two tills, one reader; charge 2, tap 1, no more than one switch. */
export function boundsOf({ tills, readers, servers, budget, holds, twoSteps, manual }: Explored): string {
  const counter = [
    `${tills.length} till${tills.length > 1 ? 's' : ''}`,
    `${readers} reader${readers > 1 ? 's' : ''}`,
    `${servers} server${servers > 1 ? 's' : ''}`,
    ...(holds ? ['held'] : []),
    ...(twoSteps ? ['two steps'] : []),
    ...(manual ? ['authorised only'] : []),
  ]
  const names = Object.keys(nothing) as (keyof Budget)[] // True because a budget has exactly these keys.
  const faults = names
    .filter(name => name !== 'switches' && budget[name] > 0)
    .map(name => `${name} ${budget[name]}`)
  const switches = Number.isFinite(budget.switches) ? `switches ${budget.switches}` : 'any switches'
  return `${counter.join(', ')}; ${faults.join(', ')}; ${switches}`
}

const count = (number: number): string => number.toLocaleString('en')

/** What was counted, without how long it took: the same on every machine. */
export const figuresOf = ({ states, steps, closings, exhausted, found }: Report): string =>
  `${count(states)} states, ${count(steps)} steps, ${count(closings)} closing times, ${exhausted ? 'all of it' : 'not all of it'}, ${found ? 1 : 0} violations`

/** Under what the random days of this world are counted: some have the name of an explored one. */
export const daysOf = ({ name }: Explored): string => `days: ${name}`

export const daysCounted = (days: number, moves: number): string =>
  `${count(days)} days, ${count(moves)} moves, 0 violations`

export function lineOf(explored: Explored, report: Report): string {
  const { states, steps, executions, closings, depth, seconds, exhausted } = report
  const figures = `${count(states)} states, ${count(steps)} steps, ${count(executions)} runs of the code, ${count(closings)} closing times`
  const extent = exhausted ? 'all of it' : 'NOT all of it'
  return `${explored.name}: ${figures}, depth ${depth}, ${extent}, ${report.found ? 1 : 0} violations, ${seconds.toFixed(1)} s\n    (${boundsOf(explored)})`
}

/** The trace as the lines of an array, to be pasted into a regression test and played again. */
export function traceOf({ what, trace, ending }: Found): string {
  const steps = trace.map(step => `  ${JSON.stringify(step).replaceAll("'", "\\'").replaceAll('"', "'")},`)
  return `${what}${ending ? ` (closing time: ${ending})` : ''}\n[\n${steps.join('\n')}\n]`
}
