import type pg from 'pg'
import { saleSchema } from '#lib/contracts/stored.ts'
import type { SaleId, TenderId } from '#lib/domain/ids.ts'
import type { AtRegister, Call, Loaded, SaleStore } from '#lib/ports/sale-store.ts'
import { CUSTOM_TAXES } from './catalogue-sql.ts'
import { run, statement } from './connect.ts'
import { LOADED, READER_HELD, READER_LABELS } from './sale-sql.ts'
import { RENEWED, SESSION } from './session-sql.ts'

type CallRow = Omit<Call, 'readerId' | 'sentAt' | 'sentBy'> & {
  readonly readerId: string | null
  readonly sentAt: number | null
  readonly sentBy: string | null
}
export type LoadedRow = Omit<Loaded, 'sale' | 'openCalls'> & {
  readonly state: unknown
  readonly openCalls: CallRow[]
}

const BY_SALE = statement(
  'load',
  `select ${LOADED}, ${READER_LABELS} as "readerLabels" from sale s where s.id = $1`,
)

const BY_TENDER = statement(
  'load_by_tender',
  `select ${LOADED} from sale s where s.id = (select sale_id from tender where id = $1)`,
)

const BY_INTENT = statement(
  'load_by_intent',
  `select exists (select from stripe_event where id = $2) as "eventSeen", (
     select to_json(loaded) from (
       select ${LOADED} from sale s where s.id = (select sale_id from tender where payment_intent = $1)
     ) loaded
   ) as loaded`,
)

const AT_REGISTER = statement(
  'load_at',
  `with ${RENEWED('$1', '$3::bigint')}
   select json_build_object(
     'session', ${SESSION}, 'registerId', r.id, 'registerName', r.name, 'readerId', r.reader_id,
     'locationId', coalesce(r.location_id, shop.location_id),
     'readerLabel', (select label from reader where id = r.reader_id),
     'currentSaleId', r.current_sale_id,
     'currentSaleStatus', (select status from sale where id = r.current_sale_id),
     'currentSaleHeld', exists (select from tender where sale_id = r.current_sale_id and (state = 'held' or wish = 'stop')),
     'holds', shop.capture_mode = 'manual', 'twoSteps', r.two_steps, 'asksAbout', shop.asks_about,
     'readerHeld', ${READER_HELD.replace('%reader', 'r.reader_id')},
     'rule', json_strip_nulls(json_build_object('currency', shop.currency, 'taxIncluded', shop.tax_included,
       'customTaxRateBp', shop.custom_tax_rate_bp, 'customTaxes', ${CUSTOM_TAXES}, 'cashRounding', nullif(shop.cash_rounding, 0))),
     'receiptPrefix', shop.receipt_prefix,
     'country', shop.country, 'shopName', shop.name) as at,
   (select to_json(loaded) from (select ${LOADED} from sale s where s.id = $2) loaded) as loaded
   from session
   join staff on staff.id = session.staff_id and staff.active
   join register r on r.id = session.register_id
   cross join shop
   left join renewed on true
   where session.hash = $1 and session.expires_at > $3::bigint`,
)

type Loads = Pick<SaleStore, 'load' | 'loadByTender' | 'loadByIntent' | 'loadAt'>

/** Each is one statement. `nowMs` is asked of the World's clock, for sessions end by it. */
export function makeLoads(pool: pg.Pool, nowMs: () => number): Loads {
  return {
    async load(saleId: SaleId) {
      type Row = LoadedRow & { readonly readerLabels: Readonly<Record<string, string>> }
      const [row] = await run<Row>(pool, BY_SALE, [saleId])
      return row && { ...loadedFrom(row), readerLabels: row.readerLabels }
    },
    async loadByTender(tenderId: TenderId) {
      const [row] = await run<LoadedRow>(pool, BY_TENDER, [tenderId])
      return row && loadedFrom(row)
    },
    async loadByIntent(paymentIntent, eventId) {
      type Row = { eventSeen: boolean; loaded: LoadedRow | null }
      const [row] = await run<Row>(pool, BY_INTENT, [paymentIntent, eventId])
      return {
        eventSeen: row?.eventSeen ?? false,
        ...(row?.loaded ? { loaded: loadedFrom(row.loaded) } : {}),
      }
    },
    async loadAt(sessionHash, saleId) {
      type Row = { at: AtRegister; loaded: LoadedRow | null }
      const [row] = await run<Row>(pool, AT_REGISTER, [sessionHash, saleId, nowMs()])
      return row && { at: row.at, ...(row.loaded ? { loaded: loadedFrom(row.loaded) } : {}) }
    },
  }
}

export function loadedFrom({ state, version, openCalls, numbers, leases, looks }: LoadedRow): Loaded {
  return {
    sale: saleSchema.parse(state),
    version,
    openCalls: openCalls.map(callFrom),
    numbers,
    leases,
    looks,
  }
}

function callFrom({ readerId, sentAt, sentBy, ...call }: CallRow): Call {
  return {
    ...call,
    ...(readerId === null ? {} : { readerId }),
    ...(sentAt === null ? {} : { sentAt }),
    ...(sentBy === null ? {} : { sentBy }),
  }
}
