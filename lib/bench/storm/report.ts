import { availableParallelism, cpus } from 'node:os'
import type { Outcome } from './storm.ts'

/** What the storm prints at its end. */
export function reportOf({
  options,
  figures,
  seconds,
  rest,
  violations,
  traces,
  tenders,
  cpu,
}: Outcome): string {
  const of = (what: string) => tenders.find(row => row.what === what)?.count ?? 0
  const cards = of('card paid') + of('card canceled')
  const payments = cards + of('cash paid')
  const where = options.postgres ? 'PostgreSQL over TCP' : 'embedded PostgreSQL'
  return [
    `Storm of seed ${options.seed}: ${Math.round(seconds)} s, ${options.registers} registers, ${options.servers} server${options.servers === 2 ? 's' : ''}, ${where}.`,
    `${cpus()[0]?.model ?? ''}, ${availableParallelism()} cores, Node ${process.versions.node}.`,
    '',
    `payments      ${payments}   (${(payments / seconds).toFixed(1)} a second)`,
    `  by card     ${of('card paid')} paid, ${of('card canceled')} canceled or never begun`,
    `  in cash     ${of('cash paid')}`,
    `sales         ${of('sale paid')} paid, ${of('sale open')} left open`,
    `kill −9       ${figures.of('kills')}, restarts ${figures.of('restarts')}`,
    `at rest       after ${(rest.ms / 1000).toFixed(1)} s`,
    `cores spent   ${[...cpu].map(([who, ms]) => `${who} ${(ms / 1000).toFixed(0)} s (${(ms / payments).toFixed(0)} ms a payment)`).join(', ')}`,
    ...section('faults', figures.under('faults')),
    ...section('customers', figures.under('customers')),
    ...section('robots', figures.under('robots')),
    ...section('settings', figures.under('settings')),
    ...section('refusals', figures.under('refusals')),
    ...section(
      'calls',
      tenders.filter(row => row.what.startsWith('call')).map(row => [row.what, row.count] as const),
    ),
    ...section(
      'surprises',
      tenders.filter(row => row.what.startsWith('surprise')).map(row => [row.what, row.count] as const),
    ),
    '',
    `violations    ${violations.length}`,
    ...violations.slice(0, 40).map(one => `  ${one.rule}: ${one.what} ${one.sale_id ?? ''}`),
    ...traces.map(file => `  trace: ${file}`),
  ].join('\n')
}

function section(title: string, rows: readonly (readonly [string, number])[]): readonly string[] {
  if (rows.length === 0) return []
  return [title, ...rows.map(([what, count]) => `  ${String(count).padStart(7)}  ${what}`)]
}
