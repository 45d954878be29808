import type { HealthSample, PartState } from '#lib/domain/health-strip.ts'

/** What the database tells of itself and of what is going on. */
export type DatabaseFacts = {
  readonly version: string
  readonly bytes: number
  /** People signed in. */
  readonly sessions: number
  /** Commands to Stripe that are not answered yet, and since when the oldest one is. */
  readonly openCalls: number
  readonly oldestCallAt: number | null
  /** Server processes that have lived lately. */
  readonly servers: number
}

/** One row a minute of how every part was. */
export type HealthStore = {
  /** Takes a minute for this server: true for the first one that asks, on any number of servers. Nobody waits for anybody. */
  claim(minute: number): Promise<boolean>
  write(samples: readonly HealthSample[]): Promise<void>
  /** From that minute on, in order. */
  since(minute: number): Promise<readonly HealthSample[]>
  forgetBefore(minute: number): Promise<void>
  /** Whether Stripe’s knocks come, from what came and what should have come. */
  webhooks(nowMs: number): Promise<PartState>
  facts(nowMs: number): Promise<DatabaseFacts>
}

/** The machine below. */
export type Machine = {
  readonly versions: { readonly tapline: string; readonly node: string }
  /** Of the disk the data folder is on; undefined when it cannot be asked. */
  disk(): Promise<{ readonly freeBytes: number; readonly totalBytes: number } | undefined>
}
