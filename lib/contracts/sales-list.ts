import type { RegisterId } from '#lib/domain/ids.ts'
import type { SaleInList } from '#lib/domain/sales-list.ts'
import type { TablePage } from './table-query.ts'

/** GET /api/sales: one page of the sales, newest first unless asked otherwise, and the registers to choose from. */
export type SalesAnswer = TablePage<SaleInList> & {
  readonly registers: readonly { readonly id: RegisterId; readonly name: string }[]
}

/** The filters of the list, as they stand in its address. */
export const SALES_FILTERS = ['state', 'paid', 'register'] as const

/** More sales than this are in no one file: whoever wants more narrows the list, and the screen says so. */
export const MOST_SALES_EXPORTED = 10_000
