/** Short enough that a request meets several of them, long enough for the kernel's own clock. */
const PERIOD_MS = 10

/**
 * Lets processes run for a share of the time only, all of them at different times, until told to stop: as if each had a part of a core
 * of its own. Stopping one between two statements holds no lock, since every save is one statement.
 */
export function holdBack(pids: readonly number[], share: number): () => void {
  const timers: NodeJS.Timeout[] = []
  const turn = (pid: number) => {
    process.kill(pid, 'SIGCONT')
    timers.push(setTimeout(() => process.kill(pid, 'SIGSTOP'), PERIOD_MS * share))
  }
  pids.forEach((pid, at) => {
    timers.push(
      setTimeout(() => timers.push(setInterval(() => turn(pid), PERIOD_MS)), (PERIOD_MS * at) / pids.length),
    )
  })
  return () => {
    for (const timer of timers) clearTimeout(timer)
    for (const pid of pids) process.kill(pid, 'SIGCONT')
  }
}
