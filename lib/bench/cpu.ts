import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts in hundredths of a second. */
const TICK_MS = 10

/** What a process and its children have spent so far, in milliseconds of a core. Undefined where there is no /proc. */
export function cpuOf(pid: number): number | undefined {
  const all = processes()
  if (!all.has(pid)) return undefined
  let ms = 0
  for (const [id, one] of all) if (id === pid || one.parent === pid) ms += one.cpuMs
  return ms
}

/** The Next server among a launcher's children. */
export function tillBelow(launcher: number): number | undefined {
  for (const [pid, { parent, name }] of processes()) if (parent === launcher && /next/.test(name)) return pid
  return undefined
}

export function parentOf(pid: number): number | undefined {
  return processes().get(pid)?.parent
}

type Process = { readonly parent: number; readonly cpuMs: number; readonly name: string }

function processes(): ReadonlyMap<number, Process> {
  const found = new Map<number, Process>()
  try {
    for (const entry of readdirSync('/proc')) if (/^\d+$/.test(entry)) add(found, Number(entry))
  } catch {
    // Not Linux.
  }
  return found
}

function add(found: Map<number, Process>, pid: number): void {
  try {
    // The name in brackets may hold spaces; what follows it may not. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const name = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    found.set(pid, {
      parent: Number(fields[1]),
      cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS,
      name,
    })
  } catch {
    // It has just ended.
  }
}
