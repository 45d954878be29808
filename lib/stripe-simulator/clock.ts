/** Something that will happen at a moment of the account's own time. */
export type Job = {
  /** Says what it is about; a second job with the same id takes the place of the first. */
  id: string
  /** Milliseconds of the account's clock. */
  due: number
  kind:
    | 'authorize'
    | 'settle'
    | 'refund'
    | 'expire_hold'
    | 'confirm_window'
    | 'input_timeout'
    | 'customer_cancels'
    | 'deliver'
    | 'screen'
    | 'payout'
    | 'late_command'
  /** The id of the object it happens to. */
  ref: string
}

const longestTimeout = 2_000_000_000

/** The time of one account: the machine's clock plus what tests have turned it forward. */
export class Clock {
  #offset = 0
  #jobs: Job[] = []
  #timer: NodeJS.Timeout | undefined
  #turning = false
  #stopped = false
  /** Called for each job that is due, in order. */
  run: (job: Job) => Promise<void> | void = () => undefined

  now(): number {
    return Date.now() + this.#offset
  }

  seconds(): number {
    return Math.floor(this.now() / 1000)
  }

  get offset(): number {
    return this.#offset
  }

  set offset(ms: number) {
    this.#offset = ms
  }

  at(job: Job): void {
    this.drop(job.id)
    let place = this.#jobs.length
    while (place > 0 && (this.#jobs[place - 1]?.due ?? 0) > job.due) place -= 1
    this.#jobs.splice(place, 0, job)
    if (place === 0) this.#arm()
  }

  drop(id: string): Job | undefined {
    const place = this.#jobs.findIndex(job => job.id === id)
    return place < 0 ? undefined : this.#jobs.splice(place, 1)[0]
  }

  /** Turns time forward step by step, so that a job made by a job still happens at its own moment. */
  async advance(ms: number): Promise<void> {
    const target = this.now() + ms
    this.#turning = true
    try {
      for (let job = this.#jobs[0]; job && job.due <= target; job = this.#jobs[0]) {
        this.#jobs.shift()
        this.#offset = Math.max(this.#offset, job.due - Date.now())
        await this.run(job)
      }
      this.#offset = Math.max(this.#offset, target - Date.now())
    } finally {
      this.#turning = false
      this.#arm()
    }
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
    this.#jobs = []
  }

  #arm(): void {
    clearTimeout(this.#timer)
    const first = this.#jobs[0]
    if (!first || this.#turning || this.#stopped) return
    const wait = Math.min(Math.max(first.due - this.now(), 0), longestTimeout)
    this.#timer = setTimeout(() => this.#tick(), wait)
  }

  #tick(): void {
    if (this.#turning) return
    const now = this.now()
    for (let job = this.#jobs[0]; job && job.due <= now; job = this.#jobs[0]) {
      this.#jobs.shift()
      void this.run(job)
    }
    this.#arm()
  }
}
