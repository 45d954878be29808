import { bigint, customType } from 'drizzle-orm/pg-core'

/** Milliseconds since 1970 by the World's clock: exact in JavaScript, and the same number in every column, signal and log line. */
export const ms = (name: string) => bigint(name, { mode: 'number' })

/** Whole minor units of the row's currency. */
export const minor = (name: string) => bigint(name, { mode: 'number' })

/** Bytes as they are. */
export const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: value => Buffer.from(value),
})
