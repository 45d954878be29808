/**
 * The one statement of a save. Everything hangs on `saved`, which is empty when the version has moved: then nothing is written at all.
 * Within one statement all parts see the same moment; where one must be done before another (a call is answered before the next is
 * written, a reader let go before it is taken), the later part counts the earlier one's rows, which makes PostgreSQL run it first.
 * Lists come as JSON. A rule that breaks undoes the whole statement.
 */
const saving = (stock: string, said: string, audited = '') => `
with counted as (
  insert into sale_counter (one, last)
  select true, 1 where $2::int is null and not exists (select from sale where id = $1)
  on conflict (one) do update set last = sale_counter.last + 1
  returning last
), before as (
  select status from sale where id = $1
), wanted as (
  select * from jsonb_to_record($3::jsonb) as x(
    register_id text, opened_by text, status text, currency text, wanted_total bigint, total bigint, received bigint,
    reserved bigint, tips bigint, excess bigint, opened_at bigint, paid_at bigint, ended_total bigint, paid_by text, cards text[])
), born as (
  insert into sale (id, number, register_id, opened_by, status, currency, wanted_total, total, received, reserved, tips,
    excess, opened_at, paid_at, ended_total, paid_by, cards, version, state)
  select $1, counted.last, x.register_id, x.opened_by, x.status, x.currency, x.wanted_total, x.total, x.received,
    x.reserved, x.tips, x.excess, x.opened_at, x.paid_at, x.ended_total, x.paid_by, x.cards, 1, $4::jsonb || jsonb_build_object('number', counted.last)
  from counted, wanted x
  returning id, number, version, status
), moved as (
  update sale set status = x.status, wanted_total = x.wanted_total, total = x.total, received = x.received,
    reserved = x.reserved, tips = x.tips, excess = x.excess, paid_at = x.paid_at,
    ended_total = x.ended_total, paid_by = x.paid_by, cards = x.cards, version = sale.version + 1,
    state = $4::jsonb || jsonb_build_object('number', sale.number)
  from wanted x
  where sale.id = $1 and sale.version = $2::int
  returning sale.id, sale.number, sale.version, sale.status
), saved as (
  select * from born union all select * from moved
), lines as (
  select * from jsonb_to_recordset($5::jsonb) as x(
    id text, position int, product_id text, name text, quantity int, unit_price bigint, tax_rate_bp int, amount bigint,
    tax bigint)
), lines_removed as (
  delete from sale_line using saved
  where sale_line.sale_id = $1 and sale_line.id not in (select id from lines)
), lines_put as (
  insert into sale_line (sale_id, id, position, product_id, name, quantity, unit_price, tax_rate_bp, amount, tax)
  select saved.id, x.id, x.position, x.product_id, x.name, x.quantity, x.unit_price, x.tax_rate_bp, x.amount, x.tax
  from saved, lines x
  on conflict on constraint one_line_one_row do update set position = excluded.position, quantity = excluded.quantity,
    unit_price = excluded.unit_price, tax_rate_bp = excluded.tax_rate_bp, amount = excluded.amount, tax = excluded.tax
  where (sale_line.position, sale_line.quantity, sale_line.unit_price, sale_line.tax_rate_bp)
    is distinct from (excluded.position, excluded.quantity, excluded.unit_price, excluded.tax_rate_bp)
), tenders as (
  select * from jsonb_to_recordset($6::jsonb) as x(
    id text, kind text, state text, wish text, amount bigint, currency text, payment_intent text, reader_id text,
    received bigint, tip bigint, refund_reserved bigint, created_at bigint, look_due boolean, sets_next boolean, next_look_at bigint, looks int,
    knocks int)
), tenders_moved as (
  update tender t set state = x.state, wish = x.wish, amount = x.amount, currency = x.currency,
    payment_intent = x.payment_intent, reader_id = x.reader_id, received = x.received, tip = x.tip, refund_reserved = x.refund_reserved,
    looks = coalesce(x.looks, t.looks),
    look_due = case when x.look_due is false and t.knocks > x.knocks then t.look_due
      else coalesce(x.look_due, t.look_due) end,
    next_look_at = case when not x.sets_next then t.next_look_at
      when t.knocks > x.knocks then least(t.next_look_at, x.next_look_at) else x.next_look_at end
  from saved, tenders x
  where t.sale_id = $1 and t.id = x.id
  returning t.id
), tenders_added as (
  insert into tender (id, sale_id, kind, state, wish, amount, currency, payment_intent, reader_id, received, tip, refund_reserved,
    created_at, look_due, next_look_at, looks)
  select x.id, saved.id, x.kind, x.state, x.wish, x.amount, x.currency, x.payment_intent, x.reader_id, x.received, x.tip,
    x.refund_reserved, x.created_at, coalesce(x.look_due, false), x.next_look_at, coalesce(x.looks, 0)
  from saved, tenders x
  where x.id not in (select id from tenders_moved)
), answered as (
  update call set outcome = x.outcome, code = x.code, request_id = x.request_id, ms = x.ms, answered_at = x.at
  from saved, jsonb_to_record($8::jsonb) as x(outcome text, code text, request_id text, ms int, at bigint)
  where call.id = $8::jsonb ->> 'call_id' and call.sale_id = $1 and call.outcome is null
  returning call.id
), written as (
  insert into call (id, subject_id, tender_id, sale_id, reader_id, step, n, key, path, params, written_at, sent_at,
    sent_by, times_sent)
  select x.id, x.subject_id, x.tender_id, saved.id, x.reader_id, x.step, x.n, x.key, x.path, x.params, x.written_at,
    x.sent_at, x.sent_by, x.times_sent
  from saved, json_to_recordset($7::json) as x(
    id text, subject_id text, tender_id text, reader_id text, step text, n int, key text, path text, params json,
    written_at bigint, sent_at bigint, sent_by text, times_sent int)
  where (select count(*) from answered) >= 0
), freed as (
  delete from reader_lease l using saved, jsonb_to_recordset($10::jsonb) as x(reader_id text, tender_id text)
  where l.reader_id = x.reader_id and l.tender_id = x.tender_id
  returning l.reader_id
), doubted as (
  update reader_lease l set doubtful = true
  from saved, tender t
  where l.reader_id = $11::text and l.tender_id = t.id and t.sale_id = saved.id
), leased as (
  insert into reader_lease (reader_id, holder, tender_id, since, doubtful)
  select x.reader_id, 'tender', x.tender_id, x.since, x.doubtful
  from saved, jsonb_to_recordset($9::jsonb) as x(reader_id text, tender_id text, since bigint, doubtful boolean)
  where (select count(*) from freed) >= 0
    and not exists (select from reader_lease l where l.reader_id = x.reader_id and l.tender_id = x.tender_id)
${stock}), journaled as (
  insert into journal (sale_id, tender_id, staff_id, kind, at, data)
  select saved.id, x.tender_id, x.staff_id, x.kind, x.at, x.data
  from saved, jsonb_to_recordset($12::jsonb) as x(tender_id text, staff_id text, kind text, at bigint, data jsonb)
), surprised as (
  insert into surprise (sale_id, tender_id, kind, amount, currency, at)
  select saved.id, x.tender_id, x.kind, x.amount, x.currency, x.at
  from saved, jsonb_to_recordset($13::jsonb) as x(tender_id text, kind text, amount bigint, currency text, at bigint)
), knocked as (
  insert into stripe_event (id, type, raw, received_at, applied_at)
  select x.id, x.type, x.raw, x.received_at, x.applied_at
  from saved, jsonb_to_recordset($14::jsonb) as x(id text, type text, raw text, received_at bigint, applied_at bigint)
), current as (
  update register set current_sale_id = saved.id, version = register.version + 1
  from saved
  where register.id = $15::text and register.current_sale_id is distinct from saved.id
  returning register.version
), said as (
  insert into signal (key, version, at)
  select changed.key, changed.version, $17::bigint
  from jsonb_to_record($16::jsonb) as keys(sale text, sales text, register text, catalogue text, others jsonb), lateral (
    select keys.sale as key, saved.version from saved
    union all
    select keys.sales, saved.version from saved
    where saved.status is distinct from (select status from before)
    union all
    select keys.register, current.version from current
    union all
${said}    select other, saved.version from saved, jsonb_array_elements_text(keys.others) other
  ) changed
  returning id, key, version
${audited})
select saved.version, saved.number,
  (select json_agg(json_build_object('id', said.id, 'key', said.key, 'version', said.version)) from said) as signals
from saved`

/** What a sale that becomes paid takes from the counted goods: once, because the movement of a sale and a good is there once. */
const STOCK = `), sold as (
  select x.product_id, -sum(x.quantity)::int as change
  from saved, lines x
  where saved.status = 'paid' and x.product_id is not null and (select status from before) is distinct from 'paid'
  group by x.product_id
), counted_goods as (
  select p.id, sold.change from product p join sold on sold.product_id = p.id
  where p.stock_mode <> 'off' order by p.id for update of p
), stock_written as (
  insert into stock_movement (product_id, change, reason, sale_id, at)
  select id, change, 'sale', $1, $17::bigint from counted_goods
  on conflict (sale_id, product_id) where reason = 'sale' do nothing
  returning product_id, change
), stock_moved as (
  update product p set stock = p.stock + w.change from stock_written w where p.id = w.product_id
  returning p.id
`

const STOCK_SAID = `
    select keys.catalogue, saved.version from saved where exists (select from stock_moved)
    union all
`

/**
 * Who moved money by hand. It comes last, because from here to the commit every other audited change waits: it counts what was said and the
 * goods that were moved, and takes the catalogue's version before, which a trigger raises for them only when the statement ends.
 */
const AUDITED = `), catalogue_taken as (
  select version from catalogue_version where (select count(*) from stock_moved) > 0 for update
), audited as (
  insert into audit (at, what, subject, named, staff_id, staff_name, approver_id, approver_name, register_id, reader_id,
    request_id, before, after)
  select x.at, x.what, x.subject, x.named, x.staff_id, x.staff_name, x.approver_id, x.approver_name, x.register_id, x.reader_id,
    x.request_id, x.before, x.after
  from saved, json_to_record($18::json) as x(
    at bigint, what text, subject text, named text, staff_id text, staff_name text, approver_id text, approver_name text,
    register_id text, reader_id text, request_id text, before json, after json)
  where (select count(*) from said) >= 0 and (select count(*) from catalogue_taken) >= 0
`

export const SAVE = saving('', '')

/** Of a sale that is paid. A statement of its own: triggers of goods, even with nothing to do, are no business of a cart that is edited. */
export const SAVE_PAID = saving(STOCK, STOCK_SAID)

/** With an entry in the audit: refunds, holds taken or let go, payments stopped. Seldom, so that one text serves all. */
export const SAVE_AUDITED = saving(STOCK, STOCK_SAID, AUDITED)
