import { z } from 'zod/mini'
import { type Currency, isCurrency } from '#lib/domain/currencies.ts'
import type { ReaderTest } from '#lib/domain/reader-test.ts'

const money = z.object({ minor: z.int(), currency: z.custom<Currency>(isCurrency) })

const call = z.object({
  step: z.enum(['create', 'process', 'present', 'refund', 'cancel_action', 'cancel']),
  n: z.int(),
  at: z.int(),
  outcome: z.exactOptional(z.enum(['done', 'refused', 'unproven'])),
  ms: z.exactOptional(z.int()),
  code: z.exactOptional(z.string()),
  requestId: z.exactOptional(z.string()),
})

/** The JSON of a test payment, in its row and on the wire. It mirrors `domain/reader-test.ts`, and the build breaks where it does not. */
export const readerTestShape = z.object({
  id: z.string(),
  readerId: z.string(),
  mode: z.enum(['simulated', 'card']),
  live: z.boolean(),
  amount: money,
  startedAt: z.int(),
  staffName: z.string(),
  calls: z.array(call),
  paymentIntent: z.exactOptional(z.string()),
  litAt: z.exactOptional(z.int()),
  paidAt: z.exactOptional(z.int()),
  result: z.exactOptional(
    z.enum([
      'approved',
      'declined',
      'customer_canceled',
      'not_taken',
      'nobody_tapped',
      'stopped',
      'not_created',
      'lost',
    ]),
  ),
  code: z.exactOptional(z.string()),
  money: z.enum(['none', 'authorising', 'paid', 'back', 'owed']),
  cardWords: z.exactOptional(z.object({ brand: z.string(), last4: z.string() })),
  wantsStop: z.exactOptional(z.literal(true)),
  lookDue: z.exactOptional(z.literal(true)),
  endedAt: z.exactOptional(z.int()),
}) satisfies z.ZodMiniType<ReaderTest>
