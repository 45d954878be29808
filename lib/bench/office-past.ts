import type pg from 'pg'

/** What a chain's office has behind it, beside its sales: a day of samples of every part, and some years of changes. */
export async function fillPast(pool: pg.Pool): Promise<string> {
  await pool.query(A_DAY, [Date.now()])
  await pool.query(CHANGES, [AUDITED, Date.now()])
  await pool.query('analyze health_sample, audit')
  return `a day of every part, ${AUDITED.toLocaleString('en')} entries in the audit`
}

const AUDITED = 6_000

/**
 * A sample a minute. Stripe is slow now and then, and every reader was away at some hour for some minutes, so that hardly two hours
 * are alike. For twenty minutes nobody looked.
 */
const A_DAY = `
insert into health_sample (minute, parts)
select minute, json_build_object('database', 'up', 'stripe', case when n % 97 = 0 then 'slow' else 'up' end, 'webhooks', 'up')::jsonb
  || (select jsonb_object_agg('reader:' || id, case when (n + 13 * at) % 480 < 3 + at % 5 then 'down' else 'up' end)
      from (select id, row_number() over (order by id) as at from reader) r)
from (select n, $1::bigint - $1::bigint % 60000 - n * 60000 as minute from generate_series(1, 1438) n) m
where n not between 700 and 719
on conflict do nothing`

/** Entries of the kinds an office makes most, each linked to the one before it by the trigger that links all others. */
const CHANGES = `
insert into audit (at, what, subject, named, staff_id, staff_name, register_id, before, after)
select $2::bigint - ($1::int - n) * 4000000::bigint, (array['move_stock', 'arrange_favourites', 'change_register', 'change_person'])[1 + n % 4],
  'product_' || md5(n::text), 'Bench Thing ' || n, person.id, person.name, null,
  json_build_object('price', n, 'name', 'Bench Thing ' || n - 1), json_build_object('price', n + 1, 'name', 'Bench Thing ' || n)
from generate_series((select count(*) + 1 from audit), $1::int) n
join (select id, name, row_number() over (order by id) - 1 as at, count(*) over () as people from staff) person on person.at = n % person.people
order by n`
