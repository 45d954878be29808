import type pg from 'pg'
import type { Booked } from '#lib/domain/books.ts'
import type { Books } from '#lib/ports/books.ts'
import type { Announce } from '#lib/ports/live.ts'
import { run, statement } from './connect.ts'
import { makeUnknownPayments } from './unknown-payments.ts'

/** One tender of a sale's state, where more is kept of it than its row needs. */
const OF_CARDS = statement(
  'books_of_cards',
  `select json_build_object(
     'tenderId', t.id, 'saleId', t.sale_id, 'paymentIntent', t.payment_intent, 'isPaid', t.state = 'paid',
     'received', json_build_object('minor', case when t.state = 'paid' then t.received + t.tip else 0 end, 'currency', t.currency),
     'refunded', json_build_object('minor', t.refund_reserved + coalesce((one->'refundedElsewhere'->>'minor')::bigint, 0),
       'currency', t.currency),
     'isMoving', t.state in ('drafted', 'ready', 'on_reader', 'held') or exists (select from jsonb_array_elements(coalesce(one->'refunds', '[]')) refund
       where refund->>'state' in ('asked', 'pending'))) as booked
   from tender t join sale s on s.id = t.sale_id
   cross join lateral (select one from jsonb_array_elements(s.state->'tenders') one where one->>'id' = t.id) found
   where t.kind = 'card' and (t.payment_intent = any($1::text[]) or (t.state = 'paid' and t.created_at >= $2::bigint))`,
)

export function makeBooks(needs: { readonly pool: pg.Pool; readonly announce: Announce }): Books {
  const { pool } = needs
  return {
    ...makeUnknownPayments(needs),
    async ofCards(paymentIntents, sinceMs) {
      const rows = await run<{ booked: Booked }>(pool, OF_CARDS, [paymentIntents, sinceMs])
      return rows.map(({ booked }) => booked)
    },
  }
}
