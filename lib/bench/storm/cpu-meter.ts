import { readFileSync } from 'node:fs'

const EVERY_MS = 3_000
/** Linux counts in hundredths of a second. */
const TICK_MS = 10

/** Who spent how much of a core, in milliseconds. A process that is killed has counted up to the last look. */
export type CpuMeter = { readonly spent: ReadonlyMap<string, number>; stop(): void }

/** `who` is asked again each time, because a restarted server is another process. Nothing is counted where there is no /proc. */
export function measureCpu(who: Readonly<Record<string, () => readonly number[]>>): CpuMeter {
  const spent = new Map<string, number>()
  const last = new Map<number, number>()
  const look = () => {
    for (const [name, pids] of Object.entries(who)) {
      for (const pid of pids().flatMap(withChildren)) {
        const now = ticksOf(pid) * TICK_MS
        const before = last.get(pid) ?? now
        last.set(pid, now)
        spent.set(name, (spent.get(name) ?? 0) + Math.max(0, now - before))
      }
    }
  }
  look()
  const timer = setInterval(look, EVERY_MS)
  return {
    spent,
    stop: () => {
      clearInterval(timer)
      look()
    },
  }
}

/** PostgreSQL works in a child for each connection. */
function withChildren(pid: number): readonly number[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean)
  return [pid, ...children.map(Number)]
}

/** The name in brackets may hold spaces; what follows it may not. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function ticksOf(pid: number): number {
  const stat = read(`/proc/${pid}/stat`)
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0)
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // Not Linux, or the process has just ended.
    return ''
  }
}
