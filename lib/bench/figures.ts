/** One line of the bench's table. */
export type Row = {
  readonly what: string
  readonly measured: string
  readonly runs?: number
  /** The same measured on nothing: an empty route, a bare commit, a bare button. */
  readonly floor?: string
  readonly target?: string
  readonly met?: boolean
}

/** Milliseconds unless the values are something else. */
export type Spread = {
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly runs: number
}

/** By nearest rank, so that every figure printed is one that was measured. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), runs: sorted.length }
}

export const medianOf = (values: readonly number[]): number => spreadOf(values).p50

/** `4.2 / 8.1 / 9.0 ms`, in the order of the table's head. */
export function told({ p50, p95, p99 }: Spread, unit = 'ms'): string {
  return `${[p50, p95, p99].map(short).join(' / ')} ${unit}`
}

/** Three figures are as many as a busy machine has to offer. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return '–'
  if (Math.abs(value) >= 100) return value.toFixed(0)
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2)
}

/** A row for times, judged by their p95. */
export function timesRow(
  what: string,
  values: readonly number[],
  more: { readonly floor?: readonly number[]; readonly target?: string; readonly mostMs?: number } = {},
): Row {
  const spread = spreadOf(values)
  const { mostMs, target, floor } = more
  return {
    what,
    measured: told(spread),
    runs: spread.runs,
    ...(floor ? { floor: told(spreadOf(floor)) } : {}),
    ...(mostMs === undefined
      ? {}
      : { target: target ?? `p95 ≤ ${short(mostMs)} ms`, met: spread.p95 <= mostMs }),
  }
}
