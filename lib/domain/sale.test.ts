import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decide } from './decide-sale.ts'
import type { Money } from './money.ts'
import { liveCard, newSale, type Sale, settled, toPay } from './sale.ts'
import type { SaleCommand } from './sale-commands.ts'
import { absorb, type IntentSeen } from './sale-facts.ts'
import { cardTender, saleOf, saleWith, tenderId, usd } from './sale-samples.ts'
import { type CardState, type CardTender, leftToRefund } from './tender.ts'

const STATES: readonly CardState[] = ['drafted', 'ready', 'on_reader', 'held', 'paid', 'canceled']

const commands = (shown: Money): Record<string, SaleCommand> => ({
  edit: { type: 'edit', edits: [{ type: 'remove', lineId: 'line_x' }], goods: () => undefined, at: 3 },
  charge: { type: 'charge', tenderId: 'tender_new', press: 'press-2', readerId: 'tmr_1', shown, at: 3 },
  cash: { type: 'cash', tenderId: 'tender_cash', handed: usd(2_000), shown, at: 3 },
  stop: { type: 'stop', at: 3 },
  take_off: { type: 'take_off', at: 3 },
  void: { type: 'void' },
})

function outcome(sale: Sale, command: SaleCommand): string {
  const decided = decide(sale, command)
  if (!decided.ok) return `no: ${decided.refusal.kind}`
  const card = decided.value.tenders.find(tender => tender.kind === 'card')
  const words = [
    decided.value.status,
    card ? `${card.state}/${card.wish}` : '-',
    `${decided.value.tenders.length} tender`,
  ]
  return decided.value === sale ? 'nothing changes' : words.join(' ')
}

test('every state against every command', () => {
  const table = STATES.flatMap(state => {
    // A paid tender of a sale that is not complete: 10.00 of 15.00.
    const sale = state === 'paid' ? partlyPaid() : saleWith(state)
    return Object.entries(commands(toPay(sale))).map(
      ([name, command]) => `${state} + ${name}: ${outcome(sale, command)}`,
    )
  })
  expect(table.join('\n')).toMatchInlineSnapshot(`
    "drafted + edit: no: payment_waiting
    drafted + charge: no: payment_waiting
    drafted + cash: no: payment_waiting
    drafted + stop: open drafted/stop 1 tender
    drafted + take_off: no: payment_waiting
    drafted + void: no: payment_waiting
    ready + edit: open ready/none 1 tender
    ready + charge: open ready/charge 1 tender
    ready + cash: no: payment_waiting
    ready + stop: open ready/stop 1 tender
    ready + take_off: nothing changes
    ready + void: no: payment_waiting
    on_reader + edit: no: payment_waiting
    on_reader + charge: no: payment_waiting
    on_reader + cash: no: payment_waiting
    on_reader + stop: open on_reader/stop 1 tender
    on_reader + take_off: open on_reader/take_off 1 tender
    on_reader + void: no: payment_waiting
    held + edit: no: payment_waiting
    held + charge: no: payment_waiting
    held + cash: no: payment_waiting
    held + stop: open held/stop 1 tender
    held + take_off: no: payment_waiting
    held + void: no: payment_waiting
    paid + edit: paid paid/none 1 tender
    paid + charge: open paid/none 2 tender
    paid + cash: paid paid/none 2 tender
    paid + stop: no: no_card_payment
    paid + take_off: no: no_card_payment
    paid + void: no: money_received
    canceled + edit: open canceled/none 1 tender
    canceled + charge: open canceled/none 2 tender
    canceled + cash: paid canceled/none 2 tender
    canceled + stop: no: no_card_payment
    canceled + take_off: no: no_card_payment
    canceled + void: voided canceled/none 1 tender"
  `)
})

function partlyPaid(): Sale {
  const sale = { ...saleWith('on_reader'), wantedTotal: usd(1_500), total: usd(1_500) }
  return absorb(sale, { type: 'intent_seen', tenderId, intent: intent('succeeded'), at: 4 }).sale
}

const intent = (status: IntentSeen['status'], more: Partial<IntentSeen> = {}): IntentSeen => ({
  paymentIntent: 'pi_1',
  status,
  amount: usd(1_000),
  received: status === 'succeeded' ? usd(1_000) : usd(0),
  tip: usd(0),
  ...more,
})

test('every state against every fact', () => {
  const statuses = [
    'requires_payment_method',
    'processing',
    'requires_capture',
    'succeeded',
    'canceled',
    'unknown',
  ] as const
  const table = STATES.flatMap(state =>
    statuses.map(status => {
      const sale = saleWith(state, { wish: state === 'on_reader' ? 'charge' : 'none' })
      const seen = absorb(sale, { type: 'intent_seen', tenderId, intent: intent(status), at: 4 })
      const card = seen.sale.tenders[0]
      const same =
        seen.sale === sale
          ? 'nothing changes'
          : `${card?.state}, sale ${seen.sale.status}, received ${seen.sale.received.minor}`
      const surprises = seen.surprises.map(one => ` !${one.kind}`).join('')
      return `${state} + ${status}: ${same}${surprises}`
    }),
  )
  expect(table.join('\n')).toMatchInlineSnapshot(`
    "drafted + requires_payment_method: drafted, sale open, received 0
    drafted + processing: nothing changes
    drafted + requires_capture: nothing changes
    drafted + succeeded: paid, sale paid, received 1000
    drafted + canceled: canceled, sale open, received 0 !canceled_elsewhere
    drafted + unknown: nothing changes
    ready + requires_payment_method: nothing changes
    ready + processing: nothing changes
    ready + requires_capture: held, sale open, received 0
    ready + succeeded: paid, sale paid, received 1000
    ready + canceled: canceled, sale open, received 0 !canceled_elsewhere
    ready + unknown: nothing changes
    on_reader + requires_payment_method: nothing changes
    on_reader + processing: nothing changes
    on_reader + requires_capture: held, sale open, received 0
    on_reader + succeeded: paid, sale paid, received 1000
    on_reader + canceled: canceled, sale open, received 0 !canceled_elsewhere
    on_reader + unknown: nothing changes
    held + requires_payment_method: nothing changes
    held + processing: nothing changes
    held + requires_capture: nothing changes
    held + succeeded: paid, sale paid, received 1000
    held + canceled: canceled, sale open, received 0 !canceled_elsewhere
    held + unknown: nothing changes
    paid + requires_payment_method: nothing changes
    paid + processing: nothing changes
    paid + requires_capture: nothing changes
    paid + succeeded: nothing changes
    paid + canceled: nothing changes
    paid + unknown: nothing changes
    canceled + requires_payment_method: nothing changes
    canceled + processing: nothing changes
    canceled + requires_capture: nothing changes
    canceled + succeeded: paid, sale paid, received 1000 !paid_after_cancel
    canceled + canceled: nothing changes
    canceled + unknown: nothing changes"
  `)
})

test.each([
  ['before its deadline', 4_999, {}, 'canceled_elsewhere'],
  ['at its deadline', 5_000, {}, 'hold_expired'],
  ['before its deadline, and found long after it', 9_000, { canceledAt: 4_999 }, 'canceled_elsewhere'],
  ['after its deadline by Stripe’s clock', 4_000, { canceledAt: 6_000 }, 'hold_expired'],
  ['before its deadline, by Stripe itself', 4_000, { canceledByStripe: true }, 'hold_expired'],
] as const)('a hold cancelled %s', (_, at, more, kind) => {
  const sale = saleWith('held', { holds: true, captureBefore: 5_000 })
  const { surprises } = absorb(sale, { type: 'intent_seen', tenderId, intent: intent('canceled', more), at })
  expect(surprises).toEqual([{ kind, tenderId, amount: usd(1_000) }])
})

test('where no deadline was ever told, only Stripe’s own word says that a hold has lapsed', () => {
  const kinds = (state: 'held' | 'ready', more: Partial<IntentSeen>) =>
    absorb(saleWith(state), {
      type: 'intent_seen',
      tenderId,
      intent: intent('canceled', more),
      at: 4,
    }).surprises.map(one => one.kind)
  expect(kinds('held', {})).toEqual(['canceled_elsewhere'])
  expect(kinds('held', { canceledByStripe: true })).toEqual(['hold_expired'])
  // Stripe also gives up an intent that was tried too often: nobody had promised money for it.
  expect(kinds('ready', { canceledByStripe: true })).toEqual(['canceled_elsewhere'])
  // Authorised and lapsed while the till was away: it learns of the hold and of its end in one look.
  expect(kinds('ready', { captureBefore: 2, canceledAt: 3 })).toEqual(['hold_expired'])
})

test('the same fact a second time changes nothing', () => {
  for (const state of STATES) {
    for (const status of ['succeeded', 'canceled', 'requires_capture', 'requires_payment_method'] as const) {
      const once = absorb(saleWith(state), {
        type: 'intent_seen',
        tenderId,
        intent: intent(status),
        at: 4,
      }).sale
      const twice = absorb(once, { type: 'intent_seen', tenderId, intent: intent(status), at: 5 })
      expect(twice.sale, `${state} ${status}`).toBe(once)
      expect(twice.surprises).toEqual([])
    }
  }
})

test('a press delivered again after a decline does not put the amount on the reader again', () => {
  const declined = saleWith('ready', { attempt: 'declined' })
  const again: SaleCommand = {
    type: 'charge',
    tenderId,
    press: 'press-1',
    readerId: 'tmr_1',
    shown: usd(1_000),
    at: 9,
  }
  expect(decide(declined, again)).toEqual({ ok: true, value: declined })
})

test('the total on the button must be the server total', () => {
  const decided = decide(saleOf(1_000), commands(usd(900)).charge as SaleCommand)
  expect(decided).toMatchObject({
    ok: false,
    refusal: { kind: 'total_changed', shown: usd(900), now: usd(1_000) },
  })
})

test('too little, too much, too small, too large', () => {
  const small = decide(saleOf(49), commands(usd(49)).charge as SaleCommand)
  const large = decide(saleOf(100_000_000), commands(usd(100_000_000)).charge as SaleCommand)
  const cash = decide(saleOf(1_000), { type: 'cash', tenderId, handed: usd(999), shown: usd(1_000), at: 1 })
  expect(small).toMatchObject({ refusal: { kind: 'amount_too_small', smallest: usd(50) } })
  expect(large).toMatchObject({ refusal: { kind: 'amount_too_large' } })
  expect(cash).toMatchObject({ refusal: { kind: 'handed_too_little', missing: usd(1) } })
})

test('a tip is not money towards the sale', () => {
  const tipped = intent('succeeded', { amount: usd(1_200), received: usd(1_200), tip: usd(200) })
  const { sale, surprises } = absorb(saleWith('on_reader'), {
    type: 'intent_seen',
    tenderId,
    intent: tipped,
    at: 4,
  })
  expect(sale).toMatchObject({ status: 'paid', received: usd(1_000), tips: usd(200), excess: usd(0) })
  expect(surprises).toEqual([])
})

test('where less than the tip was taken all of it is tip: nothing arrived, never less than nothing', () => {
  const tipped = intent('succeeded', { amount: usd(2_200), received: usd(500), tip: usd(1_200) })
  const fact = { type: 'intent_seen', tenderId, intent: tipped, at: 4 } as const
  const { sale, surprises } = absorb(saleWith('held'), fact)
  expect(sale).toMatchObject({ status: 'open', received: usd(0), tips: usd(500), excess: usd(0) })
  expect(sale.tenders).toMatchObject([{ state: 'paid', received: usd(0), tip: usd(500) }])
  expect(surprises).toEqual([{ kind: 'amount_differs', tenderId, amount: usd(-1_000) }])
})

test('a cart made smaller while an unseen authorisation takes the old amount: paid, and somebody must look', () => {
  const ready = saleWith('ready', { attempt: 'declined' })
  const smaller = { ...ready, lines: [], wantedTotal: usd(800) }
  const { sale, surprises } = absorb(smaller, {
    type: 'intent_seen',
    tenderId,
    intent: intent('succeeded'),
    at: 4,
  })
  expect(sale).toMatchObject({ status: 'paid', received: usd(1_000), total: usd(1_000) })
  expect(surprises).toEqual([{ kind: 'edited_too_late', tenderId, amount: usd(200) }])
})

test('money for a voided sale is excess, and somebody must look', () => {
  const voided: Sale = { ...saleWith('canceled'), status: 'voided' }
  const { sale, surprises } = absorb(voided, {
    type: 'intent_seen',
    tenderId,
    intent: intent('succeeded'),
    at: 4,
  })
  expect(sale).toMatchObject({ status: 'voided', received: usd(0), excess: usd(1_000) })
  expect(surprises.map(one => one.kind)).toEqual(['paid_after_cancel', 'too_much'])
})

test('a payment that ended without an intent does not come back to life when one turns up; its money counts', () => {
  const ended = saleWith('canceled', { amount: usd(1_000) })
  const { paymentIntent: _, intentAmount: __, ...without } = cardTender('canceled')
  const sale = { ...ended, tenders: [without] }
  const found = (status: IntentSeen['status'], received: number) => {
    const intent = {
      paymentIntent: 'pi_late',
      status,
      amount: usd(1_000),
      received: usd(received),
      tip: usd(0),
    }
    return absorb(sale, { type: 'intent_created', tenderId, intent, at: 9_000 })
  }
  expect(found('requires_payment_method', 0)).toEqual({ sale, surprises: [] })
  expect(found('succeeded', 1_000)).toMatchObject({
    sale: { status: 'paid', received: usd(1_000), tenders: [{ state: 'paid', paymentIntent: 'pi_late' }] },
    surprises: [{ kind: 'paid_after_cancel', amount: usd(1_000) }],
  })
})

test('whatever is wished and whatever happens, the sums the database keeps stay true', () => {
  const wish = fc.constantFrom('charge', 'cash', 'stop', 'take_off', 'void', 'edit', 'remove')
  const fact = fc.constantFrom(
    'created',
    'succeeded',
    'canceled',
    'requires_capture',
    'requires_payment_method',
    'over',
    'refund',
    'refund_succeeded',
    'refund_failed',
    'refund_elsewhere',
    'refund_elsewhere_failed',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(wish, fact), { maxLength: 30, size: 'max' }), steps => {
      let sale = saleOf(1_000)
      steps.forEach((step, i) => {
        sale = afterStep(sale, step, i)
        expect(sale.received.minor + sale.reserved.minor).toBeLessThanOrEqual(sale.total.minor)
        if (sale.status === 'paid') expect([sale.received, sale.reserved]).toEqual([sale.total, usd(0)])
        if (sale.status === 'voided') expect([sale.received.minor, sale.reserved.minor]).toEqual([0, 0])
        expect(settled(sale, 0)).toBe(sale)
      })
    }),
    { numRuns: 3_000, seed: 2026 },
  )
})

function afterStep(sale: Sale, step: string, i: number): Sale {
  const at = 10 + i
  const live = liveCard(sale)
  const id = live?.id ?? (`tender_${i}` as const)
  if (step === 'charge' || step === 'cash' || step === 'stop' || step === 'take_off' || step === 'void') {
    const named = {
      ...commands(toPay(sale))[step],
      tenderId: `tender_${i}`,
      press: `press-${i}`,
    } as SaleCommand
    const decided = decide(sale, named)
    return decided.ok ? decided.value : sale
  }
  if (step === 'edit') {
    const goods = () => ({ name: 'Tea', unitPrice: usd(300), taxes: [] })
    const decided = decide(sale, {
      type: 'edit',
      edits: [{ type: 'put', lineId: 'line_2', productId: 'product_2', quantity: (i % 4) + 1 }],
      goods,
      at,
    })
    return decided.ok ? decided.value : sale
  }
  if (step === 'remove') {
    const edits = [{ type: 'remove', lineId: 'line_2' }] as const
    const decided = decide(sale, { type: 'edit', edits, goods: () => undefined, at })
    return decided.ok ? decided.value : sale
  }
  if (step.startsWith('refund')) return afterRefund(sale, step, at)
  if (!live) return sale
  const asked = live.intentAmount ?? live.amount
  const seen = intent(step as IntentSeen['status'], {
    paymentIntent: `pi_${id}`,
    amount: asked,
    received: step === 'succeeded' ? asked : usd(0),
  })
  if (step === 'created')
    return absorb(sale, {
      type: 'intent_created',
      tenderId: id,
      intent: { ...seen, status: 'requires_payment_method' },
      at,
    }).sale
  if (step === 'over') return absorb(sale, { type: 'attempt_over', tenderId: id, how: 'declined', at }).sale
  return live.state === 'drafted'
    ? sale
    : absorb(sale, { type: 'intent_seen', tenderId: id, intent: seen, at }).sale
}

/** All of the newest paid card payment goes back; or what was asked to go back is answered, at once or after it had succeeded. */
function afterRefund(sale: Sale, step: string, at: number): Sale {
  const tender = sale.tenders.findLast(one => one.kind === 'card' && one.state === 'paid')
  if (tender?.kind !== 'card') return sale
  const last = tender.refunds?.at(-1)
  if (step.startsWith('refund_elsewhere'))
    return absorb(sale, listed(tender, step === 'refund_elsewhere' ? 300 : 0, at)).sale
  if (step === 'refund') {
    const asked = { refundId: `ref_${at}`, tenderId: tender.id, reason: 'duplicate', by: 'staff_1' } as const
    const decided = decide(sale, { type: 'refund', ...asked, amount: leftToRefund(tender), at })
    return decided.ok ? decided.value : sale
  }
  if (!last) return sale
  const { id: refundId, amount } = last
  const status = step === 'refund_failed' ? 'failed' : 'succeeded'
  const refunds = [{ stripeRefund: `re_${refundId}`, refundId, amount, status }] as const
  return absorb(sale, { type: 'refunds_seen', tenderId: tender.id, refunds, at }).sale
}

/** All that Stripe lists: what of ours has an id there, and what others gave back. */
function listed(tender: CardTender, elsewhere: number, at: number, more: Partial<IntentSeen> = {}) {
  const ours = (tender.refunds ?? []).flatMap(({ id: refundId, stripeRefund, amount, state }) =>
    stripeRefund && state !== 'asked' ? [{ stripeRefund, refundId, amount, status: state }] : [],
  )
  const status = elsewhere > 0 ? 'succeeded' : 'failed'
  const others = { stripeRefund: 're_elsewhere', amount: usd(elsewhere || 300), status } as const
  const received = tender.received ?? usd(0)
  const allOf = intent('succeeded', { amount: received, received, refunded: usd(elsewhere), ...more })
  return { type: 'refunds_seen', tenderId: tender.id, refunds: [...ours, others], allOf, at } as const
}

const cardOn = (sale: Sale): CardTender => {
  const [card] = sale.tenders
  if (card?.kind !== 'card') throw new Error('no card payment')
  return card
}

test('money given back elsewhere pays for nothing on an open sale, and pays again when it comes back', () => {
  const open = partlyPaid()
  const gone = absorb(open, listed(cardOn(open), 400, 5))
  expect(gone.sale).toMatchObject({ status: 'open', received: usd(600), total: usd(1_500) })
  expect(gone.surprises).toEqual([{ kind: 'refunded_elsewhere', tenderId, amount: usd(400) }])
  expect(leftToRefund(cardOn(gone.sale))).toEqual(usd(600))
  expect(absorb(gone.sale, listed(cardOn(gone.sale), 400, 6))).toEqual({ sale: gone.sale, surprises: [] })

  const back = absorb(gone.sale, listed(cardOn(gone.sale), 0, 7))
  expect(back.sale).toEqual(open)
  expect(back.surprises).toEqual([{ kind: 'refund_failed', tenderId, amount: usd(400) }])
})

test('the released rest of a hold is no refund, whether Stripe lists it as one or not', () => {
  const paid = absorb(saleWith('on_reader'), {
    type: 'intent_seen',
    tenderId,
    intent: intent('succeeded'),
    at: 4,
  })
  const [{ sale }, held] = [paid, { amount: usd(1_300) }]
  const { refunds, ...fact } = listed(cardOn(sale), 400, 5, held)
  const rest = { stripeRefund: 're_rest', amount: usd(300), status: 'succeeded' } as const
  for (const all of [refunds, [...refunds, rest]])
    expect(cardOn(absorb(sale, { ...fact, refunds: all }).sale).refundedElsewhere).toEqual(usd(400))
  const none = { ...fact, refunds: [rest], allOf: intent('succeeded', held) }
  expect(absorb(sale, none)).toEqual({ sale, surprises: [] })
})

test('while money goes back nobody is asked for more', () => {
  const open = partlyPaid()
  const wanted = {
    refundId: 'ref_1',
    tenderId,
    amount: usd(400),
    reason: 'duplicate',
    by: 'staff_1',
  } as const
  const going = must(open, { type: 'refund', ...wanted, at: 5 })
  for (const what of ['charge', 'cash'] as const)
    expect(decide(going, commands(toPay(going))[what] as SaleCommand), what).toMatchObject({
      refusal: { kind: 'money_going_back' },
    })
})

test('goods that come off a sale which has its money already pay it', () => {
  const extra = { type: 'put', lineId: 'line_2', productId: 'product_2', quantity: 1 } as const
  const goods = () => ({ name: 'Tea', unitPrice: usd(200), taxes: [] })
  const edited = must(saleWith('ready', { attempt: 'connection_error' }), {
    type: 'edit',
    edits: [extra],
    goods,
    at: 5,
  })
  const hidden = { type: 'intent_seen', tenderId, intent: intent('succeeded'), at: 6 } as const
  const open = absorb(edited, hidden).sale
  expect(open).toMatchObject({ status: 'open', received: usd(1_000), total: usd(1_200) })
  const off: SaleCommand = { type: 'edit', edits: [{ type: 'remove', lineId: 'line_2' }], goods, at: 7 }
  expect(must(open, off)).toMatchObject({
    status: 'paid',
    paidAt: 7,
    received: usd(1_000),
    total: usd(1_000),
  })

  // What is on its way back pays for nothing, until it has failed.
  const refundId = 'ref_1'
  const wanted = { refundId, tenderId, amount: usd(1_000), reason: 'duplicate', by: 'staff_1' } as const
  const going = must(must(open, { type: 'refund', ...wanted, at: 8 }), off)
  expect(going).toMatchObject({ status: 'open', wantedTotal: usd(1_000) })
  const seen = (status: 'succeeded' | 'failed') => {
    const refunds = [{ stripeRefund: 're_1', refundId, amount: usd(1_000), status }] as const
    return { type: 'refunds_seen', tenderId, refunds, at: 9 } as const
  }
  expect(absorb(going, seen('failed')).sale).toMatchObject({ status: 'paid', received: usd(1_000) })
  const back = absorb(going, seen('succeeded')).sale
  expect(back).toMatchObject({ status: 'open', received: usd(0), total: usd(1_000) })
  expect(absorb(back, seen('failed')).sale).toMatchObject({ status: 'paid', received: usd(1_000) })
})

test('a sale that has its money is paid as soon as the payment for the rest has ended', () => {
  const sale = { ...partlyPaid(), wantedTotal: usd(1_500) }
  const rest = {
    type: 'charge',
    tenderId: 'tender_2',
    press: 'press-2',
    readerId: 'tmr_1',
    shown: usd(500),
  } as const
  const charged = must(sale, { ...rest, at: 5 })
  const created = intent('requires_payment_method', { paymentIntent: 'pi_2', amount: usd(500) })
  const ready = absorb(charged, { type: 'intent_created', tenderId: 'tender_2', intent: created, at: 6 }).sale
  const cheaper = { ...must(ready, { type: 'take_off', at: 7 }), wantedTotal: usd(1_000) }
  expect(cheaper).toMatchObject({ status: 'open', reserved: usd(500), total: usd(1_500) })
  const stopped = must(cheaper, { type: 'stop', at: 8 })
  const canceled = { ...created, status: 'canceled' } as const
  expect(
    absorb(stopped, { type: 'intent_seen', tenderId: 'tender_2', intent: canceled, at: 9 }),
  ).toMatchObject({ sale: { status: 'paid', paidAt: 9, total: usd(1_000) }, surprises: [] })
  const never = must({ ...charged, wantedTotal: usd(1_000) }, { type: 'stop', at: 8 })
  expect(absorb(never, { type: 'never_created', tenderId: 'tender_2', at: 9 }).sale).toMatchObject({
    status: 'paid',
    total: usd(1_000),
  })
})

function must(sale: Sale, command: SaleCommand): Sale {
  const decided = decide(sale, command)
  if (!decided.ok) throw new Error(decided.refusal.kind)
  return decided.value
}

test('a new sale owes nothing and is not paid', () => {
  const { id, number, registerId, openedBy, openedAt, rule } = saleOf(0)
  const blank = newSale({ id, number, registerId, openedBy, openedAt, rule })
  expect(settled(blank, 1).status).toBe('open')
  expect(outcome(blank, commands(usd(0)).charge as SaleCommand)).toBe('no: nothing_to_charge')
  expect(cardTender('ready').state).toBe('ready')
})
