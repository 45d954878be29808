import type { TimelineAnswer, TimelineEntry } from '#lib/contracts/timeline.ts'
import { money } from '#lib/domain/money.ts'
import { newSale } from '#lib/domain/sale.ts'

const START = Date.UTC(2026, 10, 20, 14, 32, 18)

/** A sale of one flat white, paid by the first tap, as the server tells it. */
export function timelineSample(): TimelineAnswer {
  const paid = money(450, 'usd')
  const sale = {
    ...newSale({
      id: 'sale_1',
      number: 1,
      registerId: 'register_1',
      openedBy: 'staff_1',
      openedAt: START,
      rule: { currency: 'usd', taxIncluded: false, customTaxRateBp: 0 },
    }),
    status: 'paid',
    wantedTotal: paid,
    total: paid,
    received: paid,
    tenders: [
      {
        kind: 'card',
        id: 'tender_1',
        amount: paid,
        state: 'paid',
        wish: 'none',
        readerId: 'tmr_1',
        paymentIntent: 'pi_1',
        attempt: 'none',
        attemptAt: START,
        received: paid,
        card: { chargeId: 'ch_1', brand: 'visa', last4: '4242', emv: {} },
        presses: [],
        createdAt: START,
      },
    ],
  } as const
  return {
    sale,
    version: 9,
    registerName: 'Register 1',
    staffName: 'Mina',
    readers: { tmr_1: 'Counter' },
    entries,
    now: START,
  }
}

const call = (
  at: number,
  step: 'create' | 'process',
  path: string,
  requestId: string,
  ms: number,
): TimelineEntry => ({
  id: requestId,
  at: START + at,
  tenderId: 'tender_1',
  kind: 'call',
  call: {
    step,
    n: 1,
    key: `tapline:tender_1:${step}:1`,
    path,
    outcome: 'done',
    requestId,
    ms,
    answeredAt: START + (step === 'process' ? 621 : 224),
  },
})

const entries: readonly TimelineEntry[] = [
  { id: 'note:1', at: START, tenderId: 'tender_1', staffName: 'Mina', kind: 'wish', data: { charge: 450 } },
  call(4, 'create', '/v1/payment_intents', 'req_1', 212),
  call(9, 'process', '/v1/terminal/readers/tmr_1/process_payment_intent', 'req_2', 388),
  {
    id: 'note:4',
    at: START + 9_630,
    tenderId: 'tender_1',
    kind: 'knock',
    data: { event: 'evt_1', type: 'payment_intent.succeeded' },
  },
]
