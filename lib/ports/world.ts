import type { Allowance } from './allowance.ts'
import type { Audit } from './audit.ts'
import type { Backups } from './backups.ts'
import type { Books } from './books.ts'
import type { Catalogue } from './catalogue.ts'
import type { Certificates } from './certificates.ts'
import type { Diary } from './diary.ts'
import type { Fleet, StripeLamp } from './fleet.ts'
import type { GoodsStore } from './goods-store.ts'
import type { HealthStore, Machine } from './health.ts'
import type { ReadKnock } from './knock.ts'
import type { Knocks } from './knocks.ts'
import type { LiveBus } from './live.ts'
import type { Log } from './log.ts'
import type { Payments } from './payments.ts'
import type { People } from './people.ts'
import type { Pins } from './pins.ts'
import type { Places } from './places.ts'
import type { ReaderTests } from './reader-tests.ts'
import type { Readers } from './readers.ts'
import type { Registers } from './registers.ts'
import type { SaleStore } from './sale-store.ts'
import type { ShopSettings } from './shop-settings.ts'
import type { Shops } from './shops.ts'
import type { StaffStore } from './staff-store.ts'
import type { Surprises } from './surprises.ts'
import type { Tokens } from './tokens.ts'
import type { Wiring } from './wiring.ts'

/** Milliseconds since 1970. The production clock goes by the database's; tests turn theirs by hand. */
export type Clock = {
  now(): number
  /** What the database's clock said between two readings of this one. A clock that is turned by hand does not listen. */
  heard?(databaseMs: number, askedAt: number, answeredAt: number): void
}

/** A fresh UUID, version 4. */
export type Ids = { uuid(): string }

/** Waiting times in milliseconds. They decide when to look, never who owns. */
export type Pace = {
  /** A payment on a reader is looked at first after this long without a knock. */
  readonly watchAfterMs: number
  /** How often the reconciler asks what is due while something is. */
  readonly reconcileEveryMs: number
}

/** Everything the operations need from outside, wired once in `server/world.ts`. */
export type World = {
  readonly sales: SaleStore
  readonly payments: Payments
  /** What happened to payments, to be read by people. */
  readonly diary: Diary
  readonly surprises: Surprises
  /** What has been taken and given back by card. */
  readonly books: Books
  /** Who did what, for ever; and who may do what this once. */
  readonly audit: Audit
  readonly catalogue: Catalogue
  /** The goods as the office keeps them. */
  readonly goods: GoodsStore
  readonly shops: Shops
  readonly settings: ShopSettings
  readonly staff: StaffStore
  /** The people of the shop and the registers, as the office changes them. */
  readonly people: People
  readonly registers: Registers
  readonly fleet: Fleet
  /** Our copy of the fleet, and what is done to it. */
  readonly readers: Readers
  readonly readerTests: ReaderTests
  readonly places: Places
  /** How often the till may ask Stripe of its own accord. */
  readonly allowance: Allowance
  /** Whether Stripe answers. */
  readonly stripe: StripeLamp
  /** The wiring to Stripe: account, permissions, endpoints. */
  readonly wiring: Wiring
  /** Copies of the database. */
  readonly backups: Backups
  /** How every part was, minute by minute. */
  readonly health: HealthStore
  readonly machine: Machine
  /** How knocks went. */
  readonly knocks: Knocks
  /** Checks and reads what comes to the webhook doors. */
  readonly readKnock: ReadKnock
  readonly live: LiveBus
  readonly pins: Pins
  readonly certificates: Certificates
  readonly tokens: Tokens
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly pace: Pace
  /** Which server process this is; open calls name who sent them. */
  readonly serverId: string
}
