import type pg from 'pg'

/** One row that must not be. `sale_id` where there is one, to tell its story. */
export type Violation = { readonly rule: string; readonly sale_id: string | null; readonly what: string }

/** Most of one kind that are listed; beyond them the number says enough. */
const MOST = 200

/**
 * The closing audit: I1 to I8 of the protocol as SQL, the till's tables against the simulator's records and the robots' memory. Each
 * statement selects what must not be there.
 */
export async function audit(pool: pg.Pool): Promise<readonly Violation[]> {
  const found: Violation[] = []
  for (const [rule, sql] of Object.entries(RULES)) {
    const { rows } = await pool.query<{ sale_id: string | null; what: string }>(`${sql} limit ${MOST}`)
    found.push(...rows.map(row => ({ rule, ...row })))
  }
  return found
}

const RULES: Readonly<Record<string, string>> = {
  'a paid card tender has exactly one succeeded intent, of its amount and tip': `
    select tender.sale_id, tender.id || ' ' || tender.received || '+' || tender.tip || ' against '
      || coalesce(string_agg(intent.id || ' ' || intent.status || ' ' || intent.received, ', '), 'nothing') as what
    from tender left join storm.intent intent on (intent.tender_id = tender.id or intent.id = tender.payment_intent) and intent.status = 'succeeded'
    where tender.kind = 'card' and tender.state = 'paid'
    group by tender.id
    having count(intent.id) <> 1 or min(intent.id) <> tender.payment_intent or min(intent.received) <> tender.received + tender.tip`,
  'a succeeded intent has its paid tender or a visible surprise': `
    select intent.sale_id, intent.id || ' ' || intent.received || ' of ' || coalesce(intent.tender_id, 'nobody') as what
    from storm.intent intent
    where intent.status = 'succeeded'
      and not exists (select from tender where tender.payment_intent = intent.id and tender.state = 'paid')
      and not exists (select from surprise where surprise.tender_id = intent.tender_id)`,
  'nothing stays authorised, and what was given up is canceled': `
    select intent.sale_id, intent.id || ' is ' || intent.status || ', its tender '
      || coalesce((select tender.state || case when tender.payment_intent = intent.id then '' else ' with another intent' end
         from tender where tender.id = intent.tender_id), 'unknown') as what
    from storm.intent intent where intent.status not in ('succeeded', 'canceled')`,
  'sum of succeeded = total − cash + tips': `
    select sale.id as sale_id, sale.total || ' + tips ' || sale.tips || ' + excess ' || sale.excess || ' against cards ' || at_stripe.cards || ' and cash ' || cash as what
    from sale
    cross join lateral (select coalesce(sum(intent.received), 0) as cards from storm.intent intent where intent.sale_id = sale.id and intent.status = 'succeeded') at_stripe
    cross join lateral (select coalesce(sum(tender.amount), 0) as cash from tender where tender.sale_id = sale.id and tender.kind = 'cash') in_drawer
    where case when sale.status = 'paid' then at_stripe.cards <> sale.total - cash + sale.tips + sale.excess
      else at_stripe.cards + cash <> sale.received + sale.tips + sale.excess end`,
  'money moves once': `
    select sale.id as sale_id, 'received ' || received || ' reserved ' || reserved || ' excess ' || excess || ' of ' || total || ', ' || status as what
    from sale
    where (status = 'paid' and (received <> total or reserved <> 0))
      or (excess > 0 and not exists (select from surprise where surprise.sale_id = sale.id))`,
  // Nobody here works in the Dashboard, so each of these would be a customer of ours charged once too often.
  'nobody is charged twice, however visibly': `
    select sale_id, kind || ' of ' || amount || ', ' || coalesce(tender_id, '') as what from surprise
    where kind in ('paid_after_cancel', 'too_much', 'amount_differs', 'orphan_paid')`,
  'a refund is given once': `
    select sale.id as sale_id, given->>'id' || ' is ' || (given->>'state') || ', at Stripe ' || coalesce(string_agg(refund.status || ' ' || refund.amount, ', '), 'nothing') as what
    from sale cross join lateral jsonb_path_query(sale.state, '$.tenders[*].refunds[*]') given
    left join storm.refund on refund.refund_id = given->>'id'
    group by sale.id, given
    having given->>'state' not in ('succeeded', 'failed', 'canceled')
      or count(refund.id) filter (where refund.status = 'succeeded') <> (given->>'state' = 'succeeded')::int
      or (given->>'state' = 'succeeded' and min(refund.amount) <> (given->'amount'->>'minor')::bigint)`,
  'no more is given back than came': `
    select tender.sale_id, refund.intent || ' ' || sum(refund.amount) || ' of ' || coalesce(tender.received + tender.tip, 0) as what
    from storm.refund left join tender on tender.payment_intent = refund.intent
    where refund.status = 'succeeded' group by tender.sale_id, refund.intent, tender.received, tender.tip
    having sum(refund.amount) > coalesce(tender.received + tender.tip, 0)`,
  'no reader is left busy': `
    select intent.sale_id, reader.id || ' ' || reader.action || ' ' || coalesce(reader.intent, '') as what
    from storm.reader reader left join storm.intent intent on intent.id = reader.intent where reader.status = 'in_progress'`,
  'no lease is left': `
    select tender.sale_id, reader_lease.reader_id || ' held by ' || coalesce(tender_id, holder) || ', ' || coalesce(tender.state, '') as what
    from reader_lease left join tender on tender.id = reader_lease.tender_id`,
  'no call is left open': `
    select sale_id, key || ' sent ' || times_sent || ' times' as what from call where outcome is null`,
  'no tender is left alive': `
    select sale_id, id || ' is ' || state || ', wish ' || wish as what from tender
    where kind = 'card' and state in ('drafted', 'ready', 'on_reader', 'held')`,
  'what a robot was told is there: versions': `
    select acked.sale_id, 'version ' || acked.version || ', here ' || coalesce(sale.version::text, 'no sale') as what
    from storm.acked_version acked left join sale on sale.id = acked.sale_id
    where sale.version is null or sale.version < acked.version`,
  'what is announced is committed: asked for at once, it is there': `
    select sale_id, 'version ' || heard || ' was announced, ' || seen || ' was there' as what from storm.announced_early`,
  // Signals are kept for a day; an early one has no number that is in the table.
  'what is announced is committed: every word of the live line': `
    select substring(heard.key from 'sale_[0-9a-f-]+') as sale_id, heard.key || ' version ' || heard.version || ', signal ' || heard.id as what
    from storm.heard heard
    where heard.id not between 1 and (select coalesce(min(id), 1) - 1 from signal)
      and not exists (select from signal where signal.id = heard.id and signal.key = heard.key and signal.version = heard.version)`,
  'a key is never used for a second call': `
    select call.sale_id, call.key || ' was sent once and answered with a replay, ' || call.request_id as what
    from call join journal on journal.sale_id = call.sale_id and journal.kind = 'answer' and journal.data->>'requestId' = call.request_id
    where call.times_sent = 1 and journal.data->>'replayed' = 'true'`,
  'what a robot was told is there: paid sales': `
    select acked.sale_id, 'paid ' || acked.received || ', here ' || coalesce(sale.status || ' ' || sale.received, 'no sale') as what
    from storm.acked_paid acked left join sale on sale.id = acked.sale_id
    where sale.status is distinct from 'paid' or sale.received <> acked.received`,
  'what a robot was told is there: cash': `
    select acked.sale_id, acked.tender_id || ' ' || acked.minor as what
    from storm.acked_cash acked left join tender on tender.id = acked.tender_id
    where tender.id is null or tender.state <> 'paid' or tender.amount <> acked.minor or tender.sale_id <> acked.sale_id`,
  'what a robot was told is there: charges': `
    select acked.sale_id, 'press ' || acked.press as what
    from storm.acked_charge acked left join sale on sale.id = acked.sale_id
    where not coalesce(jsonb_path_exists(sale.state, '$.tenders[*].presses[*] ? (@ == $press)', jsonb_build_object('press', acked.press)), false)`,
  'what a robot was told is there: refunds': `
    select acked.sale_id, acked.refund_id || ' ' || acked.minor as what
    from storm.acked_refund acked left join sale on sale.id = acked.sale_id
    where not coalesce(jsonb_path_exists(sale.state, '$.tenders[*].refunds[*] ? (@.id == $id)', jsonb_build_object('id', acked.refund_id)), false)`,
  'what a robot was told is there: wishes': `
    select acked.sale_id, acked.wish as what
    from storm.acked_wish acked
    where not exists (select from journal where journal.sale_id = acked.sale_id and kind = 'wish' and data->>'wish' = acked.wish)
      -- A card that was read and not confirmed in time, or in vain, is given up by the engine itself: Cancel had nothing left to write.
      and not (acked.wish = 'cancel' and exists (select from journal where journal.sale_id = acked.sale_id
        and (kind = 'look' and data->>'intent' = 'requires_confirmation'
          or kind = 'answer' and data->>'step' = 'confirm' and data->>'outcome' <> 'done')))`,
  'what a robot was told is there: lines': `
    select acked.sale_id, acked.line_id || ' × ' || acked.quantity as what
    from storm.acked_line acked left join sale_line on sale_line.id = acked.line_id and sale_line.sale_id = acked.sale_id
    where sale_line.quantity is distinct from acked.quantity
    union all
    select acked.sale_id, acked.line_id || ' is back' from storm.acked_removal acked
    join sale_line on sale_line.id = acked.line_id and sale_line.sale_id = acked.sale_id`,
  'the journal is complete: calls': `
    select call.sale_id, call.key || ' written' as what from call
    where not exists (select from journal where journal.sale_id = call.sale_id and kind = 'call' and data->>'key' = call.key)`,
  'the journal is complete: answers': `
    select call.sale_id, call.key || ' ' || call.outcome as what from call
    where outcome is not null and not exists (
      select from journal where journal.sale_id = call.sale_id and journal.tender_id = call.tender_id and kind = 'answer'
        and data->>'step' = call.step and (data->>'n')::int = call.n and data->>'outcome' = call.outcome)`,
  'the journal is complete: ends': `
    select tender.sale_id, tender.id || ' ' || tender.state as what from tender
    where kind = 'card' and state in ('paid', 'canceled')
      and not exists (select from journal where journal.tender_id = tender.id and kind in ('knock', 'look', 'answer', 'decision'))`,
  'nobody pays for another sale: a reader shows only its holder': `
    select own.sale_id, presented.intent || ' on ' || presented.reader_id || ', meanwhile ' || other.tender_id as what
    from storm.presented presented
    join tender on tender.payment_intent = presented.intent
    join lateral (select * from storm.command where tender_id = tender.id and reader_id = presented.reader_id
      and at <= presented.at order by id desc limit 1) own on true
    join storm.command other on other.reader_id = presented.reader_id and other.tender_id <> tender.id
      and other.id > own.id and other.at < presented.at`,
}
