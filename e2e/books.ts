import type pg from 'pg'
import { expect } from 'playwright/test'
import type { Simulator } from './simulator.ts'

const ALIVE = ['drafted', 'ready', 'on_reader', 'held']

/**
 * After every story, the till's books against Stripe's: each paid card tender has exactly one succeeded intent of its amount and
 * tip, each succeeded intent one such tender; cash has none; no reader is left busy and no lease is left, unless a payment is alive.
 */
export async function expectBooksToBalance(pool: pg.Pool, simulator: Simulator): Promise<void> {
  // The screen may have heard of the end a moment before the reader was let go.
  await expect(async () => {
    const tenders = await tendersOf(pool)
    expect(await moneyAtStripe(simulator)).toEqual(moneyByCard(tenders))
    expect(tenders.filter(({ kind, intent }) => kind === 'cash' && intent !== null)).toEqual([])
    expect(await halfPaid(pool)).toEqual([])
    if (tenders.some(({ state }) => ALIVE.includes(state))) return
    expect((await pool.query('select * from reader_lease')).rows).toEqual([])
    expect(await simulator.busyReaders()).toEqual([])
  }).toPass({ timeout: 15_000 })
}

type Tender = {
  readonly kind: 'cash' | 'card'
  readonly state: string
  readonly intent: string | null
  /** Whole minor units, tip included. */
  readonly taken: number
}

async function tendersOf(pool: pg.Pool): Promise<readonly Tender[]> {
  const { rows } = await pool.query<Tender>(
    'select kind, state, payment_intent as intent, (received + tip)::int as taken from tender',
  )
  return rows
}

type Taken = readonly (readonly [intent: string | null, taken: number])[]

const inOrder = (taken: Taken): Taken => [...taken].sort(([a], [b]) => String(a).localeCompare(String(b)))

const moneyByCard = (tenders: readonly Tender[]): Taken =>
  inOrder(
    tenders
      .filter(({ kind, state }) => kind === 'card' && state === 'paid')
      .map(({ intent, taken }) => [intent, taken]),
  )

async function moneyAtStripe(simulator: Simulator): Promise<Taken> {
  // A test payment of a reader belongs to no sale, and another program's on the same account to no till.
  const ours = (await simulator.intents()).filter(({ metadata }) => metadata.tapline_tender !== undefined)
  const succeeded = ours.filter(({ status }) => status === 'succeeded')
  return inOrder(succeeded.map(({ id, amount_received }) => [id, amount_received]))
}

/** Sales that are paid without all their money, or have all of it and are not paid. */
async function halfPaid(pool: pg.Pool): Promise<readonly unknown[]> {
  const { rows } = await pool.query(
    `select sale.id, status, total, coalesce(sum(tender.received) filter (where tender.state = 'paid'), 0) as got
       from sale left join tender on tender.sale_id = sale.id
      group by sale.id, status, total
     having (status = 'paid') <> (total > 0 and coalesce(sum(tender.received) filter (where tender.state = 'paid'), 0) = total)`,
  )
  return rows
}
