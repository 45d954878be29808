import { daysBack } from './days-back.ts'
import { type TablePage, type TableQuery, tableQueryFrom } from './table-query.ts'

/** One entry of the audit as the screen gets it. Times in milliseconds. */
export type AuditRow = {
  readonly seq: number
  readonly at: number
  readonly what: string
  readonly subject: string
  readonly named: string | null
  readonly before: unknown
  readonly after: unknown
  readonly staffName: string
  readonly approverName: string | null
  readonly registerName: string | null
  readonly readerLabel: string | null
  readonly requestId: string | null
  readonly hash: string
}

/** GET /api/audit: one page, newest first unless asked otherwise, and what there is to choose from. */
export type AuditAnswer = TablePage<AuditRow> & {
  readonly whats: readonly string[]
  readonly people: readonly { readonly staffId: string; readonly name: string }[]
  /** Registers by their id, and `AT_NO_REGISTER`. */
  readonly places: readonly { readonly id: string; readonly name: string }[]
}

/** More entries than this are in no one file. */
export const MOST_ENTRIES_EXPORTED = 50_000

/** POST /api/audit/check: what walking the chain found. */
export type AuditCheckAnswer =
  | {
      readonly unbroken: true
      readonly entries: number
      readonly head: string
      readonly sealed: number
    }
  | { readonly unbroken: false; readonly seq: number; readonly because: string }

const AUDIT_FILTERS = ['what', 'who', 'where', 'days'] as const

/** What a page of the audit may be asked for; `days` back from now, by the hour. */
export type AuditQuery = Pick<TableQuery, 'q' | 'sort' | 'page'> & {
  readonly what: string | undefined
  readonly who: string | undefined
  /** A register's id, or `AT_NO_REGISTER`. */
  readonly where: string | undefined
  readonly days: number | undefined
}

export function auditQueryFrom(search: Parameters<typeof tableQueryFrom>[0]): AuditQuery {
  const { q, sort, page, filters } = tableQueryFrom(search, AUDIT_FILTERS)
  const { what, who, where, days } = filters
  return { q, sort, page, what, who, where, days: daysBack(days) }
}
