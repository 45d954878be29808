import type { DealtInList, DealtKind } from '#lib/domain/dealt-list.ts'
import type { TablePage } from './table-query.ts'

/** GET /api/surprises/dealt: one page of what somebody has seen to, the last first unless asked otherwise, and the kinds that occur. */
export type DealtAnswer = TablePage<DealtInList> & { readonly kinds: readonly DealtKind[] }

/** The filters of the list, as they stand in its address. */
export const DEALT_FILTERS = ['kind', 'days'] as const

/** More than this are in no one file. */
export const MOST_DEALT_EXPORTED = 10_000
