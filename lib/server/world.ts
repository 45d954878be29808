import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { makeAudit } from '#lib/adapters/database/audit.ts'
import { makeBackups } from '#lib/adapters/database/backup/store.ts'
import { makeBooks } from '#lib/adapters/database/books.ts'
import { makeCatalogue } from '#lib/adapters/database/catalogue.ts'
import { openPool } from '#lib/adapters/database/connect.ts'
import { makeDiary } from '#lib/adapters/database/diary.ts'
import { makeGoodsStore } from '#lib/adapters/database/goods-store.ts'
import { makeHealthStore } from '#lib/adapters/database/health-store.ts'
import { makeKnocks } from '#lib/adapters/database/knocks.ts'
import { makePeople } from '#lib/adapters/database/people.ts'
import { makeReaderTests } from '#lib/adapters/database/reader-tests.ts'
import { makeReaders } from '#lib/adapters/database/readers.ts'
import { makeRegisters } from '#lib/adapters/database/registers.ts'
import { makeSaleStore } from '#lib/adapters/database/sale-store.ts'
import { makeShopSettings } from '#lib/adapters/database/shop-settings.ts'
import { makeShops } from '#lib/adapters/database/shops.ts'
import { makeStaffStore } from '#lib/adapters/database/staff-store.ts'
import { makeSurprises } from '#lib/adapters/database/surprises.ts'
import { makeWebhookSecrets } from '#lib/adapters/database/webhook-secrets.ts'
import { type LiveLine, openLiveLine } from '#lib/adapters/live/bus.ts'
import { stripeAllowance } from '#lib/adapters/stripe/allowance.ts'
import { type Connection, connect } from '#lib/adapters/stripe/connection.ts'
import { stripeFleet } from '#lib/adapters/stripe/fleet.ts'
import { stripePayments } from '#lib/adapters/stripe/gateway.ts'
import { knockReader } from '#lib/adapters/stripe/knock.ts'
import { stripePlaces } from '#lib/adapters/stripe/places.ts'
import { secretRing } from '#lib/adapters/stripe/secret-ring.ts'
import { stripeLamp } from '#lib/adapters/stripe/stripe-lamp.ts'
import { stripeWiring } from '#lib/adapters/stripe/wiring.ts'
import { certificates } from '#lib/adapters/system/certificates.ts'
import { serverClock } from '#lib/adapters/system/clock.ts'
import { randomIds } from '#lib/adapters/system/ids.ts'
import { thisMachine } from '#lib/adapters/system/machine.ts'
import { argonPins } from '#lib/adapters/system/pins.ts'
import { makeSecrets } from '#lib/adapters/system/secrets.ts'
import { makeTokens } from '#lib/adapters/system/tokens.ts'
import { stripeSettingsKey } from '#lib/contracts/keys.ts'
import type { WebhookSecrets } from '#lib/ports/webhook-secrets.ts'
import type { World } from '#lib/ports/world.ts'
import { type Env, env } from './env.ts'
import { openLog } from './log.ts'

/** One server process's share of the world: what operations get, and what only the doors and the start need. */
export type Wired = {
  readonly world: World
  readonly live: LiveLine
  readonly pool: pg.Pool
  readonly connection: Connection
  readonly secrets: WebhookSecrets
}

/** Next evaluates a module once per bundle; the world is there once per process. */
const here = globalThis as { taplineWired?: Wired }

export function wired(): Wired {
  here.taplineWired ??= wire(env())
  return here.taplineWired
}

export const world = (): World => wired().world

/** Wires the adapters once. Nothing connects before it is used. */
export function wire(env: Env, more: Partial<World> = {}): Wired {
  const clock = more.clock ?? serverClock()
  const log = more.log ?? openLog(env.LOG_LEVEL)
  const pool = openPool(env.DATABASE_URL, error =>
    log.warn({ err: error }, 'a connection to the database was lost'),
  )
  const live = openLiveLine({ url: env.DATABASE_URL, database: pool, clock, log })
  const account = { secretKey: env.STRIPE_SECRET_KEY, base: env.STRIPE_API_BASE }
  const connection = connect(account)
  const secrets = makeWebhookSecrets({
    pool,
    secrets: makeSecrets(env.APP_SECRET),
    tell: { announce: live.announce, clock },
  })
  const tokens = makeTokens(env.APP_SECRET)
  const ring = secretRing({ fromEnvironment: env.STRIPE_WEBHOOK_SECRETS, secrets, clock })
  live.bus.subscribe(({ key }) => {
    if (key === stripeSettingsKey) ring.forget()
  })
  const world: World = {
    sales: makeSaleStore({ pool, announce: live.announce, clock }),
    payments: stripePayments({ connection, clock }),
    diary: makeDiary(pool),
    surprises: makeSurprises({ pool, announce: live.announce }),
    books: makeBooks({ pool, announce: live.announce }),
    audit: makeAudit({ pool, announce: live.announce }),
    catalogue: makeCatalogue({ pool }),
    goods: makeGoodsStore({ pool, announce: live.announce }),
    shops: makeShops({ pool, announce: live.announce, clock }),
    settings: makeShopSettings({ pool, announce: live.announce, clock }),
    staff: makeStaffStore({ pool, announce: live.announce, clock }),
    people: makePeople({ pool, announce: live.announce }),
    registers: makeRegisters({ pool, announce: live.announce }),
    fleet: stripeFleet(connection),
    readers: makeReaders({ pool, announce: live.announce }),
    readerTests: makeReaderTests({ pool, announce: live.announce, clock }),
    places: stripePlaces(connection),
    allowance: stripeAllowance({ connection, clock }),
    stripe: stripeLamp({ connection, clock }),
    wiring: stripeWiring({ account, connection, secrets, tokens, clock, log }),
    health: makeHealthStore({ pool, announce: live.announce }),
    machine: thisMachine({ dataDir: env.DATA_DIR }),
    backups: makeBackups({ pool, dataDir: env.DATA_DIR, clock, log }),
    knocks: makeKnocks({ pool }),
    readKnock: knockReader({ ring, clock }),
    live: live.bus,
    pins: argonPins,
    certificates,
    tokens,
    clock,
    ids: randomIds,
    log,
    pace: { watchAfterMs: env.WATCH_AFTER_MS, reconcileEveryMs: env.RECONCILE_EVERY_MS },
    serverId: randomUUID(),
    ...more,
  }
  return { world, live, pool, connection, secrets }
}
