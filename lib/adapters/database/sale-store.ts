import type pg from 'pg'
import type { TillSeen } from '#lib/domain/left-alone.ts'
import type { Announce } from '#lib/ports/live.ts'
import type { ReaderHeld, SaleStore } from '#lib/ports/sale-store.ts'
import type { Clock } from '#lib/ports/world.ts'
import { makeClearings } from './clearings.ts'
import { run, statement } from './connect.ts'
import { makeLooks } from './looks.ts'
import { nextDueAt } from './next-due.ts'
import { makeLoads } from './sale-load.ts'
import { makeSave } from './sale-save.ts'
import { READER_HELD } from './sale-sql.ts'
import { salesPage } from './sales-page.ts'
import { HEARD_BY } from './session-sql.ts'
import { setClock } from './set-clock.ts'

const MARK_SENT = statement(
  'mark_sent',
  'update call set sent_at = $2, sent_by = $3, times_sent = times_sent + 1 where id = $1 and outcome is null',
)

const HELD = statement('reader_held', `select ${READER_HELD.replace('%reader', '$1')} as held`)

const TILL = statement(
  'till_of',
  `select json_build_object(
     'isCurrent', r.current_sale_id is not distinct from s.id,
     'heardAt', (select max(least(${HEARD_BY('session.expires_at')}, $2::bigint)) from session
       where session.register_id = r.id and session.expires_at > $2::bigint)) as till
   from sale s join register r on r.id = s.register_id where s.id = $1`,
)

/** A server that was stopped leaves its last beat behind for a day. */
const FORGOTTEN_MS = 86_400_000

const BEAT = statement(
  'beat',
  `with beaten as (
     insert into server_beat (server_id, at) values ($1, $2::bigint)
     on conflict on constraint one_server_one_beat do update set at = excluded.at
   ), forgotten as (
     delete from server_beat where at < $2::bigint - ${FORGOTTEN_MS} and server_id <> $1
   )
   select count(*)::int + 1 as living from server_beat where at >= $3::bigint and server_id <> $1`,
)

const LIVING = statement('living_servers', 'select server_id as id from server_beat where at >= $1')

/** Sales, their payments and the readers they hold, on PostgreSQL. `announce` is called after a commit, with what it changed. */
export function makeSaleStore(needs: {
  readonly pool: pg.Pool
  readonly announce: Announce
  readonly clock: Clock
}): SaleStore {
  const { pool, announce, clock } = needs
  const nowMs = () => clock.now()
  return {
    ...makeLoads(pool, nowMs),
    ...makeLooks(pool),
    page: wanted => salesPage(pool, wanted),
    ...makeClearings(pool),
    nextDueAt: () => nextDueAt(pool),
    save: makeSave(pool, announce, nowMs),
    async markSent(callId, sentAt, sentBy) {
      await run(pool, MARK_SENT, [callId, sentAt, sentBy])
    },
    async readerHeld(readerId) {
      const [row] = await run<{ held: ReaderHeld | null }>(pool, HELD, [readerId])
      return row?.held ?? undefined
    },
    async tillOf(saleId, nowMs) {
      return (await run<{ till: TillSeen }>(pool, TILL, [saleId, nowMs]))[0]?.till
    },
    async beat(serverId, atMs, aliveSinceMs) {
      await setClock(pool, clock)
      const [row] = await run<{ living: number }>(pool, BEAT, [serverId, atMs, aliveSinceMs])
      return row?.living ?? 1
    },
    async livingServers(sinceMs) {
      return (await run<{ id: string }>(pool, LIVING, [sinceMs])).map(server => server.id)
    },
  }
}
