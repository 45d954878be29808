import type pg from 'pg'
import { salesKey, surprisesKey } from '#lib/contracts/keys.ts'
import type { Announce, Signal } from '#lib/ports/live.ts'
import type { KeptSurprise, Surprises } from '#lib/ports/surprises.ts'
import { run, statement } from './connect.ts'
import { dealtKinds, dealtPage } from './dealt-page.ts'

/** A surprise `u` as the port tells it, with its sale `s`. */
export const SURPRISE = `jsonb_strip_nulls(jsonb_build_object(
  'id', u.id, 'kind', u.kind, 'amount', jsonb_build_object('minor', u.amount, 'currency', u.currency), 'at', u.at,
  'saleId', u.sale_id, 'saleNumber', s.number, 'tenderId', u.tender_id, 'version', u.version,
  'dealt', case when u.dealt_at is not null then jsonb_build_object('at', u.dealt_at, 'how', u.how,
    'by', (select name from staff where id = u.dealt_by)) end))`

const FROM = `select ${SURPRISE} as told from surprise u join sale s on s.id = u.sale_id`

const OPEN = statement('surprises', `${FROM} where u.dealt_at is null order by u.at, u.id limit $1::int`)

const COUNTED = statement(
  'surprises_counted',
  `select (select count(*)::int from surprise where dealt_at is null) as waiting,
     exists (select from surprise where dealt_at is not null)
       or exists (select from unknown_payment where dealt_at is not null) as "hasDealt"`,
)

/** The surprise, the diary, the signals and last of all the audit, in one commit. */
const DEAL = statement(
  'deal_with',
  `with dealt as (
     update surprise set dealt_at = $3::bigint, dealt_by = $4, how = $5, version = version + 1
     where id = $1::bigint and version = $2::int and dealt_at is null
     returning sale_id, tender_id, kind, amount, currency, version
   ), told as (
     insert into journal (sale_id, tender_id, staff_id, kind, at, data)
     select sale_id, tender_id, $4, 'surprise', $3::bigint, jsonb_build_object('surprise', kind, 'how', $5::text) from dealt
   ), said as (
     insert into signal (key, version, at)
     select key, changed.version, $3::bigint from (
       select $6::text as key, dealt.version from dealt
       union all select $7::text || dealt.sale_id, sale.version + 1 from dealt join sale on sale.id = dealt.sale_id
     ) changed
     returning id, key, version
   ), audited as (
     insert into audit (at, what, subject, named, staff_id, staff_name, approver_id, approver_name, register_id, after)
     select $3::bigint, 'deal_with_surprise', sale.id, 'Sale ' || sale.number, $4, $8, $9, $10, $11,
       json_build_object('surprise', kind, 'amount', json_build_object('minor', amount, 'currency', dealt.currency), 'done', $5::text)
     from dealt join sale on sale.id = dealt.sale_id
     where (select count(*) from said) >= 0
   )
   select json_agg(json_build_object('id', said.id, 'key', said.key, 'version', said.version)) as signals from said`,
)

/** Facts that fitted nowhere, until a person has dealt with them. */
export function makeSurprises({
  pool,
  announce,
}: {
  readonly pool: pg.Pool
  readonly announce: Announce
}): Surprises {
  type Row = { readonly told: KeptSurprise }
  return {
    async open(most) {
      return (await run<Row>(pool, OPEN, [most ?? null])).map(row => row.told)
    },
    async counted() {
      const [row] = await run<{ waiting: number; hasDealt: boolean }>(pool, COUNTED, [])
      return row ?? { waiting: 0, hasDealt: false }
    },
    dealt: wanted => dealtPage(pool, wanted),
    dealtKinds: () => dealtKinds(pool),
    async dealWith(id, version, how, { at, staffId, staffName, registerId, approver }) {
      const who = [staffName, approver?.staffId, approver?.name, registerId]
      const values = [id, version, at, staffId, how, surprisesKey, `${salesKey}/`, ...who]
      const [row] = await run<{ signals: readonly Signal[] | null }>(pool, DEAL, values)
      if (!row?.signals) return false
      announce(row.signals)
      return true
    },
  }
}
