import { loadavg } from 'node:os'
import type { Row } from './figures.ts'

const headFor = (times: string) => ['', `times: ${times}`, 'runs', 'floor of this run', 'target', '']

export function say(line = ''): void {
  process.stdout.write(`${line}\n`)
}

/** One part of the bench as a plain table, with how busy the machine was while it ran. */
export function print(title: string, rows: readonly Row[], times = 'p50 / p95 / p99'): void {
  const heads = headFor(times)
  say(`\n${title}   (load average ${loadavg()[0]?.toFixed(1)})`)
  const cells = rows.map(cellsOf)
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...cells.map(row => row[column]?.length ?? 0)),
  )
  for (const row of [heads, ...cells]) {
    say(
      `  ${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()}`,
    )
  }
}

function cellsOf({ what, measured, runs, floor, target, met }: Row): readonly string[] {
  const judged = met === undefined ? '' : met ? 'met' : 'MISSED'
  return [what, measured, runs === undefined ? '' : String(runs), floor ?? '', target ?? '', judged]
}
