import type pg from 'pg'
import type { Memory } from './memory.ts'
import { intentOn, type SimulatedStripe } from './simulated.ts'

/**
 * Puts the simulator's own records and what the robots remember beside the till's tables, in a schema of their own, so that the audit is SQL.
 */
export async function loadRecords(pool: pg.Pool, stripe: SimulatedStripe, memory: Memory): Promise<void> {
  const intents = await stripe.intents()
  const readers = await stripe.readers()
  const refunds = await stripe.refunds()
  await pool.query(TABLES)
  const load = (table: string, rows: readonly object[]) =>
    pool.query(
      `insert into storm.${table} select * from jsonb_populate_recordset(null::storm.${table}, $1::jsonb)`,
      [JSON.stringify(rows)],
    )
  await load(
    'intent',
    intents.map(one => ({
      id: one.id,
      status: one.status,
      amount: one.amount,
      received: one.amount_received,
      tip: one.amount_details?.tip?.amount ?? 0,
      tender_id: one.metadata.tapline_tender ?? null,
      sale_id: one.metadata.tapline_sale ?? null,
    })),
  )
  await load(
    'refund',
    refunds.map(one => ({
      id: one.id,
      status: one.status,
      amount: one.amount,
      intent: one.payment_intent,
      refund_id: one.metadata.tapline_refund ?? null,
    })),
  )
  await load(
    'reader',
    readers.map(one => ({
      id: one.id,
      action: one.action?.type ?? null,
      status: one.action?.status ?? null,
      intent: intentOn(one) ?? null,
    })),
  )
  await load(
    'acked_version',
    [...memory.versions].map(([sale_id, version]) => ({ sale_id, version })),
  )
  for (let from = 0; from < memory.heard.length; from += A_LOAD)
    await load('heard', memory.heard.slice(from, from + A_LOAD))
  await load(
    'announced_early',
    memory.early.map(({ saleId, heard, seen }) => ({ sale_id: saleId, heard, seen })),
  )
  await load(
    'acked_paid',
    [...memory.paid].map(([sale_id, received]) => ({ sale_id, received })),
  )
  await load(
    'acked_cash',
    [...memory.cash].map(([tender_id, { saleId, minor }]) => ({ tender_id, sale_id: saleId, minor })),
  )
  await load(
    'acked_charge',
    [...memory.charges].map(([press, sale_id]) => ({ press, sale_id })),
  )
  await load(
    'acked_refund',
    [...memory.refunds].map(([refund_id, { saleId, minor }]) => ({ refund_id, sale_id: saleId, minor })),
  )
  await load(
    'acked_wish',
    memory.steered.map(({ saleId, wish }) => ({ sale_id: saleId, wish })),
  )
  await load(
    'acked_line',
    [...memory.lines].flatMap(([line_id, { saleId, quantities }]) =>
      [...quantities].map(quantity => ({ line_id, sale_id: saleId, quantity })),
    ),
  )
  await load(
    'acked_removal',
    [...memory.removed].map(([line_id, sale_id]) => ({ line_id, sale_id })),
  )
  await load(
    'presented',
    memory.presented.map(({ readerId, paymentIntent, at }) => ({
      reader_id: readerId,
      intent: paymentIntent,
      at,
    })),
  )
  await pool.query(COMMANDS)
  await pool.query('analyze')
}

/**
 * When a command to a reader was on disk, by the database: what a call says of itself is when its step began, which under load is earlier
 * than the commit that let another payment go.
 */
const COMMANDS = `
create table storm.command as
  select id, sale_id, tender_id, data->>'reader' as reader_id,
    (extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000)::bigint as at
  from journal where kind = 'call' and data->>'step' in ('process', 'collect');
create index on storm.command (reader_id, id);
create index on storm.command (tender_id);`

/** As many rows as one parameter carries without ado. */
const A_LOAD = 20_000

const TABLES = `
drop schema if exists storm cascade;
create schema storm;
create table storm.intent (id text primary key, status text, amount bigint, received bigint, tip bigint, tender_id text, sale_id text);
create table storm.refund (id text primary key, status text, amount bigint, intent text, refund_id text);
create table storm.reader (id text primary key, action text, status text, intent text);
create table storm.acked_version (sale_id text primary key, version int);
create table storm.heard (id bigint, key text, version int);
create table storm.announced_early (sale_id text, heard int, seen int);
create table storm.acked_paid (sale_id text primary key, received bigint);
create table storm.acked_cash (tender_id text primary key, sale_id text, minor bigint);
create table storm.acked_charge (press text primary key, sale_id text);
create table storm.acked_refund (refund_id text primary key, sale_id text, minor bigint);
create table storm.acked_wish (sale_id text, wish text);
create table storm.acked_line (line_id text, sale_id text, quantity int);
create table storm.acked_removal (line_id text, sale_id text);
create table storm.presented (reader_id text, intent text, at bigint);
create index on storm.intent (tender_id);
create index on storm.acked_wish (sale_id);
create index on storm.heard (id);`
