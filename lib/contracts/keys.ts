import type { RegisterId, SaleId } from '#lib/domain/ids.ts'

/**
 * SWR keys are the URLs that answer them, and signals carry the same strings: the announcer and the hooks share this file. Keys of lists are
 * announced without their query; `touches` knows that.
 */
export const saleKey = (saleId: SaleId): string => `/api/sales/${saleId}`

/** The list of sales, whatever its filter. */
export const salesKey = '/api/sales'

/** Where a register stands: current sale, reader, who holds that reader. */
export const registerKey = (registerId: RegisterId): string => `/api/registers/${registerId}`

/** What the browser asks: the register it is bound to, known by its cookie. Any register's change touches it. */
export const ownRegisterKey = '/api/register'

export const catalogueKey = '/api/catalogue'

/** A reader: what Stripe says of it, and which sale waits there. */
export const readerKey = (readerId: string): string => `/api/readers/${readerId}`

export const readersKey = '/api/readers'

/** The lamps: server, Stripe, reader. */
export const lampsKey = '/api/lamps'

/** Whether a signal for `changed` concerns what was read from `key`: the same path, whatever the query. */
export const touches = (changed: string, key: string): boolean =>
  key === changed || key.startsWith(`${changed}?`)
