import type { Catalogue } from './catalogue.ts'
import type { Log } from './log.ts'
import type { Payments } from './payments.ts'
import type { SaleStore } from './sale-store.ts'
import type { Shops } from './shops.ts'
import type { StaffStore } from './staff-store.ts'

/** Milliseconds since 1970. The production clock is the system's; tests turn theirs by hand. */
export type Clock = { now(): number }

/** A fresh UUID, version 4. */
export type Ids = { uuid(): string }

/** Everything the operations need from outside, wired once in `server/world.ts`. */
export type World = {
  readonly sales: SaleStore
  readonly payments: Payments
  readonly catalogue: Catalogue
  readonly shops: Shops
  readonly staff: StaffStore
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  /** Which server process this is; open calls name who sent them. */
  readonly serverId: string
}
