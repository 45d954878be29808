import type { PartState, Run } from '#lib/domain/health-strip.ts'
import type { Mismatch } from '#lib/domain/wiring.ts'

export type PartAnswer = {
  /** `server`, `database`, `stripe`, `webhooks`, or `reader:` and its id. */
  readonly part: string
  readonly label: string
  /** As the last sample found it. */
  readonly state: PartState | 'gap'
  /** Milliseconds: since when it is so, as far as the day reaches back. */
  readonly since: number
  /** The last 24 hours, oldest first. */
  readonly strip: readonly Run[]
  /** From 0 to 1, of the minutes somebody looked; null when nobody did. */
  readonly up: number | null
  /** Why it does not work, where the till knows. */
  readonly why?: Mismatch
}

/** GET /api/health/day. */
export type HealthAnswer = {
  readonly now: number
  /** Where the strips begin, in milliseconds. */
  readonly from: number
  readonly parts: readonly PartAnswer[]
  readonly versions: readonly { readonly name: string; readonly version: string }[]
  readonly disk: { readonly freeBytes: number; readonly totalBytes: number } | null
  readonly databaseBytes: number
  readonly lastBackupAt: number | null
  readonly sessions: number
  readonly openCalls: number
  readonly oldestCallAt: number | null
  readonly servers: number
}

/** GET /api/backups, and the answer to making one. */
export type BackupsAnswer = {
  readonly backups: readonly { readonly name: string; readonly bytes: number; readonly madeAt: number }[]
  readonly folder: string
  /** The database is one of our own, beside the till; another one is backed up with its own tools as well. */
  readonly embedded: boolean
  readonly now: number
}
