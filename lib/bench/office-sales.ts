import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { lineRows, saleRow, tenderRows } from '#lib/adapters/database/sale-rows.ts'
import { decide } from '#lib/domain/decide-sale.ts'
import { idOf, type ProductId, type RegisterId, type SaleId, type StaffId } from '#lib/domain/ids.ts'
import { type Money, money, zero } from '#lib/domain/money.ts'
import { newSale, type Sale } from '#lib/domain/sale.ts'
import type { Decided } from '#lib/domain/sale-commands.ts'
import { absorb } from '#lib/domain/sale-facts.ts'
import { cardDesk } from './card-desk.ts'
import type { Counter } from './counter.ts'

const SALES = 20_000
const AT_ONCE = 500
const DAY_MS = 86_400_000
/** The last days stay free: the till holds those against Stripe's books, where nobody has ever heard of these. */
const FIRST_MS = 365 * DAY_MS
const LAST_MS = 3 * DAY_MS
const GOODS_SOLD = 3_000

/** A year of paid sales, and one of today that a card has really paid: that one's id. */
export async function fillSales(counter: Counter): Promise<{ readonly paid: SaleId; readonly told: string }> {
  const { pool } = counter
  const { sale: like } = await counter.ringUp()
  const past = await stageOf(pool, like)
  const { rows } = await pool.query<{ there: number }>(
    `select count(*)::int as there from sale where status <> 'open'`,
  )
  for (let made = rows[0]?.there ?? SALES; made < SALES; made += AT_ONCE) await keep(pool, past, made)
  await pool.query('analyze sale, sale_line, tender, journal, call')
  const desk = cardDesk(counter)
  const rung = await counter.ringUp()
  await desk.charge(rung)
  await desk.readerAsks(rung.sale.id)
  await desk.tap()
  await desk.paid(rung.sale.id)
  return { paid: rung.sale.id, told: `${SALES.toLocaleString('en')} sales` }
}

/** Where and by whom things were sold, and what. */
type Stage = {
  readonly like: Sale
  readonly registers: readonly { readonly id: RegisterId; readonly readerId: string }[]
  readonly staff: readonly StaffId[]
  readonly goods: readonly { readonly id: ProductId; readonly name: string; readonly price: number }[]
}

async function stageOf(pool: pg.Pool, like: Sale): Promise<Stage> {
  const all = async <Row>(text: string) => (await pool.query(text)).rows as Row[] // As the statements name them.
  return {
    like,
    registers: await all(
      `select id, reader_id as "readerId" from register where reader_id is not null order by position`,
    ),
    staff: (await all<{ id: StaffId }>('select id from staff order by id')).map(({ id }) => id),
    goods: await all(
      `select id, name, price::int from product where not archived and parent_id is null order by position desc limit ${GOODS_SOLD}`,
    ),
  }
}

/** The next so many in one go, written as the till's own rules make them. */
async function keep(pool: pg.Pool, past: Stage, from: number): Promise<void> {
  const { rows } = await pool.query<{ base: string }>(
    'update sale_counter set last = last + $1::int returning last - $1::int as base',
    [AT_ONCE],
  )
  const base = Number(rows[0]?.base) + 1
  const sales = Array.from({ length: AT_ONCE }, (_, i) => paidSale(past, from + i, base + i))
  await pool.query(KEEP, [
    JSON.stringify(sales.map(sale => ({ ...saleRow(sale), ...named(sale), version: 3, state: sale }))),
    JSON.stringify(sales.flatMap(sale => lineRows(sale).map(row => ({ ...row, sale_id: sale.id })))),
    JSON.stringify(
      sales.flatMap(sale => tenderRows(sale, []).map(row => ({ ...row, ...QUIET, sale_id: sale.id }))),
    ),
  ])
}

const named = ({ id, number }: Sale) => ({ id, number })
const QUIET = { look_due: false, looks: 0, knocks: 0, next_look_at: null }

/** One to four goods each, six in ten by card. */
function paidSale({ like, registers, staff, goods }: Stage, n: number, number: number): Sale {
  const at = Math.round(Date.now() - FIRST_MS + (n / SALES) * (FIRST_MS - LAST_MS))
  const register = roundAt(registers, n)
  const start = { id: idOf('sale', randomUUID()), number, openedAt: at, rule: like.rule }
  const blank = newSale({ ...start, registerId: register.id, openedBy: roundAt(staff, n * 7) })
  const taxes = like.lines[0]?.taxes ?? []
  const sold = new Map(
    Array.from({ length: 1 + (n % 4) }, (_, i) => roundAt(goods, n * 31 + i * 977)).map(one => [one.id, one]),
  )
  const rung = done(
    decide(blank, {
      type: 'edit',
      edits: [...sold.keys()].map(productId => ({
        type: 'put',
        lineId: idOf('line', randomUUID()),
        productId,
        quantity: 1 + (n % 3),
      })),
      goods: id => {
        const good = sold.get(id)
        return good && { name: good.name, unitPrice: money(good.price, like.rule.currency), taxes }
      },
      at,
    }),
  )
  const sale = n % 5 < 2 ? inCash(rung, at + 40_000) : byCard(rung, register.readerId, at + 40_000)
  if (sale.status !== 'paid') throw new Error(`sale ${number} was not paid`)
  return sale
}

/** Round and round. */
function roundAt<T>(list: readonly T[], n: number): T {
  const found = list[n % list.length]
  if (found === undefined) throw new Error('nothing to choose from')
  return found
}

function done(decided: Decided): Sale {
  if (!decided.ok) throw new Error(`refused: ${decided.refusal.kind}`)
  return decided.value
}

function inCash(sale: Sale, at: number): Sale {
  const shown = sale.wantedTotal
  return done(
    decide(sale, { type: 'cash', tenderId: idOf('tender', randomUUID()), handed: shown, shown, at }),
  )
}

function byCard(sale: Sale, readerId: string, at: number): Sale {
  const tenderId = idOf('tender', randomUUID())
  const shown = sale.wantedTotal
  const charged = done(decide(sale, { type: 'charge', tenderId, press: randomUUID(), readerId, shown, at }))
  return absorb(charged, { type: 'intent_created', tenderId, intent: succeeded(shown), at: at + 9_000 }).sale
}

const succeeded = (amount: Money) => ({
  paymentIntent: `pi_bench${randomUUID().replaceAll('-', '')}`,
  status: 'succeeded' as const,
  amount,
  received: amount,
  tip: zero(amount.currency),
  card: {
    chargeId: `ch_bench${randomUUID().replaceAll('-', '')}`,
    brand: 'visa',
    last4: String(1000 + (amount.minor % 9000)),
    readMethod: 'contactless_emv',
    emv: {},
  },
})

/** The rows of sales that are paid, with what the till would have written down of them. */
const KEEP = `
with sales as (
  insert into sale select * from json_populate_recordset(null::sale, $1::json) returning id
), lines as (
  insert into sale_line select * from json_populate_recordset(null::sale_line, $2::json)
), tenders as (
  insert into tender select * from json_populate_recordset(null::tender, $3::json)
  returning id, sale_id, kind, created_at, reader_id, payment_intent, amount
), calls as (
  insert into call (id, subject_id, tender_id, sale_id, reader_id, step, n, key, path, params, written_at, sent_at, sent_by, times_sent,
    outcome, ms, answered_at)
  select 'call_' || gen_random_uuid(), t.id, t.id, t.sale_id, case when step = 'process' then t.reader_id end, step, 1,
    'tapline:' || t.id || ':' || step || ':1', '/v1/bench', '{}', t.created_at, t.created_at, 'bench', 1, 'done', 80, t.created_at + 80
  from tenders t, unnest(array['create', 'process']) step where t.kind = 'card'
)
insert into journal (sale_id, tender_id, kind, at, data)
select sale_id, id, 'wish', created_at, jsonb_build_object('charge', amount) from tenders`
