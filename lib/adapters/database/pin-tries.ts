import { sql } from 'drizzle-orm'
import type pg from 'pg'
import type { StaffId } from '#lib/domain/ids.ts'
import type { PinTries, StaffStore } from '#lib/ports/staff-store.ts'
import { run, statement } from './connect.ts'
import type { Tx } from './end-sessions.ts'

/** Counts beyond this wait as long as this one. */
const MOST_COUNTED = 64

/** Whatever the rule says, nobody is locked out for longer, and no number grows out of its column. */
const LONGEST_WAIT_MS = 24 * 60 * 60 * 1000

const PREPARE = statement(
  'prepare_tries',
  'insert into pin_tries (subject) select unnest($1::text[]) on conflict on constraint one_count_per_subject do nothing',
)

/**
 * Counts for the person and for the register, or for neither while one of them must wait. The locks are taken in one order, and whoever
 * waited for them reads what the one before has written: a hundred tries side by side are counted one after the other.
 */
const BOOK = statement(
  'book_try',
  `with tries as materialized (
     select subject, wrong, blocked_until from pin_tries where subject = any($1::text[]) order by subject for update
   ), blocked as (
     select max(blocked_until) as until from tries
   ), booked as (
     update pin_tries set wrong = tries.wrong + 1,
       blocked_until = $2::bigint + ($3::bigint[])[least(tries.wrong + 1, ${MOST_COUNTED})]
     from tries, blocked
     where pin_tries.subject = tries.subject and blocked.until <= $2::bigint
     returning pin_tries.subject, pin_tries.wrong, pin_tries.blocked_until
   )
   select (select count(*) from booked) > 0 as allowed, greatest(blocked.until - $2::bigint, 0)::float8 as "waitMs",
     (select json_build_object('forMs', max(blocked_until) - $2::bigint,
        'wrong', max(wrong) filter (where subject = ($1::text[])[1]),
        'wrongHere', max(wrong) filter (where subject = ($1::text[])[2]))
      from booked having max(blocked_until) > $2::bigint) as blocks
   from blocked`,
)

const READ = statement(
  'read_tries',
  'select subject, wrong, blocked_until::float8 as "blockedUntil" from pin_tries where subject = any($1::text[])',
)

const FORGIVE = statement(
  'forgive_tries',
  'update pin_tries set wrong = 0, blocked_until = 0 where subject = any($1::text[])',
)

type Blocks = NonNullable<Awaited<ReturnType<StaffStore['bookTry']>>['blocks']>

const person = (id: StaffId) => `staff:${id}`
const place = (register: string) => `register:${register}`
const none: PinTries = { wrong: 0, blockedUntil: 0 }

export function makePinTries(pool: pg.Pool): Pick<StaffStore, 'tries' | 'bookTry' | 'forgive'> {
  return {
    async tries(id, register) {
      type Row = PinTries & { readonly subject: string }
      const rows = await run<Row>(pool, READ, [[person(id), place(register)]])
      const of = (subject: string) => {
        const row = rows.find(one => one.subject === subject)
        return row ? { wrong: row.wrong, blockedUntil: row.blockedUntil } : none
      }
      return { person: of(person(id)), register: of(place(register)) }
    },
    async bookTry(id, register, nowMs, delayMs) {
      const subjects = [person(id), place(register)]
      const waitAfter = (wrong: number) => Math.min(LONGEST_WAIT_MS, Math.ceil(delayMs(wrong)))
      const delays = Array.from({ length: MOST_COUNTED }, (_, i) => waitAfter(i + 1))
      await run(pool, PREPARE, [subjects])
      type Row = { allowed: boolean; waitMs: number; blocks: Blocks | null }
      const [row] = await run<Row>(pool, BOOK, [subjects, nowMs, delays])
      if (!row) return { allowed: false, waitMs: 0 }
      const { blocks, ...booked } = row
      return blocks ? { ...booked, blocks } : booked
    },
    async forgive(id, register) {
      await run(pool, FORGIVE, [[person(id), place(register)]])
    },
  }
}

/**
 * Whoever gets another PIN waits no longer for the wrong ones: not as a person, nor at a register that waits now. What was counted there
 * stays, so that another wrong one there waits again. Locked in the order of `BOOK`.
 */
export const endWait = (tx: Pick<Tx, 'execute'>, id: StaffId, nowMs: number) =>
  tx.execute(sql`
    with waiting as materialized (
      select subject from pin_tries
      where subject = ${person(id)} or (subject like ${place('%')} and blocked_until > ${nowMs})
      order by subject for update
    )
    update pin_tries set blocked_until = 0, wrong = case when pin_tries.subject = ${person(id)} then 0 else wrong end
    from waiting where pin_tries.subject = waiting.subject`)
