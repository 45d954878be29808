import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { idOf, type SaleId } from '#lib/domain/ids.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { twoStepsOf } from '#lib/testing/two-steps.ts'

/**
 * What can go wrong with a payment in one step, told of both steps of one in two: while the reader is to read a card, and after the yes.
 * What is not here is in `two-steps-and-holds`, `two-steps-bad-day`, `every-decline` and `slow-answers`.
 */

let till: StoryTill
beforeEach(async () => {
  // Stripe's knocks are dated by the machine's clock: where ours was turned by five minutes none is let in any more.
  if (till?.clock.offset < 120_000) return
  await till?.close()
  till = await openTill()
  await till.pool.query('update register set two_steps = true')
})
afterEach(async () => {
  await till.calm()
  await till.rest()
  await till.pool.query("update shop set capture_mode = 'automatic'")
})
afterAll(() => till?.close())

const at = twoStepsOf(() => till)

/** How a story ends: the sale is paid, the reader waits for a card, Charge is pressed once more, or nothing is left and then it is. */
type Ending = 'paid' | 'reading' | 'again' | 'let_go'
type Story = readonly [what: string, story: () => Promise<SaleId>, ends: Ending]

const ENDINGS: Readonly<Record<Ending, (sale: SaleId) => Promise<void>>> = {
  paid: async sale => {
    await till.comes(async () => expect((await till.sale(sale)).sale.status).toBe('paid'))
    await till.calm()
    await at.expectOneCharge(sale)
  },
  reading: async sale => {
    await till.calm()
    await at.readAndCharged(sale)
  },
  again: async sale => {
    await till.calm()
    await till.rest()
    await at.triedAgain(sale)
  },
  let_go: async sale => {
    await till.calm()
    await at.expectLetGo(sale)
    await at.triedAgain(sale)
  },
}

const silence = () => till.mood('cut_before', { times: 0, path: '/v1/*' })
const payment = async (sale: SaleId) => (await till.sale(sale)).payment
const intentOf = async (sale: SaleId) => (await at.tenderOf(sale)).paymentIntent ?? ''

async function surprisesOf(sale: SaleId) {
  const { rows } = await till.pool.query('select kind from surprise where sale_id = $1', [sale])
  return rows.map(row => row.kind)
}

async function callsOf(sale: SaleId, step: string) {
  const { rowCount } = await till.pool.query('select from call where sale_id = $1 and step = $2', [
    sale,
    step,
  ])
  return rowCount
}

/** The next customer's sale, paid in cash while the other one is left. */
async function nextInCash() {
  const next = idOf('sale', crypto.randomUUID())
  expect(await till.edit(next, till.put('Espresso'))).toMatchObject({ ok: true })
  expect(await till.cash(next)).toMatchObject({ ok: true })
}

/** Somebody else with the same account lets the reader take another payment, whatever it shows. */
async function thrownOver() {
  const foreign = await till.stripe.paymentIntents.create({
    amount: 300,
    currency: 'usd',
    allowed_payment_method_types: ['card_present'],
  })
  await till.stripe.terminal.readers.processPaymentIntent(till.readerId, { payment_intent: foreign.id })
  return foreign.id
}

async function expectStillShown(paymentIntent: string) {
  expect(await till.reader.now()).toMatchObject({
    action: { status: 'in_progress', process_payment_intent: { payment_intent: paymentIntent } },
  })
  await till.stripe.terminal.readers.cancelAction(till.readerId)
}

/** The reader was never heard of again, and nobody knows what it shows. */
async function inDoubt(): Promise<SaleId> {
  await till.mood('timeout_not_delivered')
  const sale = await at.charged()
  await till.untilMood(sale, 'doubtful')
  await till.rest()
  return sale
}

/** The shop gets another reader, on which the card of this sale is read and said yes to. */
async function readOnAnother(sale: SaleId, stillHeld: readonly string[]) {
  const [place] = (await till.stripe.terminal.locations.list()).data
  const { id } = await till.stripe.terminal.readers.create({
    registration_code: 'simulated-wpe',
    label: 'Terrace',
    location: place?.id ?? '',
  })
  await till.pool.query("insert into reader values ($1, 'Terrace', 'simulated_wisepos_e', $2)", [
    id,
    place?.id,
  ])
  await till.charge(sale, crypto.randomUUID(), id)
  await till.untilMood(sale, 'waiting')
  const held = await till.pool.query('select reader_id from reader_lease')
  expect(held.rows.map(row => row.reader_id).sort()).toEqual([...stillHeld, id].sort())
  await till.control('POST', `readers/${id}/present`, { number: '4242424242424242' })
  await till.untilMood(sale, 'collected')
  expect(await till.steer(sale, 'confirm')).toMatchObject({ ok: true })
}

async function saidYes(): Promise<SaleId> {
  const sale = await at.collected()
  expect(await till.steer(sale, 'confirm')).toMatchObject({ ok: true })
  return sale
}

/** The bank has the card, and is not to answer yet. */
async function atTheBank(): Promise<SaleId> {
  const sale = await at.collected()
  await till.mood('hold_authorization')
  await till.steer(sale, 'confirm')
  await till.untilMood(sale, 'checking')
  await till.rest()
  return sale
}

const READING: readonly Story[] = [
  [
    'the cashier cancels',
    async () => {
      const sale = await at.waiting()
      expect(await till.steer(sale, 'cancel')).toMatchObject({ ok: true })
      await till.untilMood(sale, 'none')
      return sale
    },
    'let_go',
  ],
  [
    'the cashier changes the sale: the new amount is read on the same PaymentIntent',
    async () => {
      const sale = await at.waiting()
      const before = await intentOf(sale)
      await till.steer(sale, 'change_sale')
      await till.untilMood(sale, 'ready')
      expect(await till.edit(sale, till.put('Butter croissant'))).toMatchObject({ ok: true })
      await till.charge(sale)
      await till.untilMood(sale, 'waiting')
      expect(await intentOf(sale)).toBe(before)
      return sale
    },
    'reading',
  ],
  [
    'another sale wants the reader: refused, with whose it is',
    async () => {
      const sale = await at.waiting()
      const { number } = (await till.sale(sale)).sale
      const other = await till.sell('Espresso')
      expect(await till.charge(other)).toMatchObject({
        refusal: { kind: 'reader_busy', saleNumber: number },
      })
      expect(await till.cash(other)).toMatchObject({ ok: true })
      return sale
    },
    'reading',
  ],
  [
    'two tills charge one reader at the same moment: the second reads whose it is',
    async () => {
      await till.mood('slow', { ms: 2_000, method: 'POST', path: '/v1/payment_intents' })
      const second = await at.charged()
      const first = await till.sell('Espresso')
      await till.charge(first)
      await till.untilMood(first, 'waiting')
      await till.untilMood(second, 'reader_busy')
      const { number } = (await till.sale(first)).sale
      expect((await payment(second))?.busyWith).toMatchObject({ saleNumber: number })
      await at.readAndCharged(first)
      return second
    },
    'again',
  ],
  [
    'in doubt no other sale gets the reader, and cancelling ends the doubt',
    async () => {
      const sale = await inDoubt()
      const other = await till.sell('Espresso')
      expect(await till.charge(other)).toMatchObject({ refusal: { kind: 'reader_busy' } })
      await till.steer(sale, 'cancel')
      await till.untilMood(sale, 'none')
      expect(await till.cash(other)).toMatchObject({ ok: true })
      return sale
    },
    'let_go',
  ],
  [
    'in doubt another reader of the shop reads the card: both stay with the payment until it has ended',
    async () => {
      const sale = await inDoubt()
      await readOnAnother(sale, [till.readerId])
      return sale
    },
    'paid',
  ],
  [
    'the reader is offline: another reader of the shop reads the card',
    async () => {
      await till.mood('reader_offline', { reader: till.readerId })
      const sale = await at.charged()
      await till.untilMood(sale, 'reader_offline')
      await till.rest()
      await readOnAnother(sale, [])
      return sale
    },
    'paid',
  ],
  [
    'another hand lets the reader take another payment: lost, and that one is left alone',
    async () => {
      const sale = await at.waiting()
      const foreign = await thrownOver()
      await till.turn(4_000)
      await till.untilMood(sale, 'reader_lost')
      await expectStillShown(foreign)
      return sale
    },
    'again',
  ],
  [
    'the intent is cancelled in the Dashboard: a manager is told',
    async () => {
      const sale = await at.waiting()
      await till.stripe.terminal.readers.cancelAction(till.readerId)
      await till.stripe.paymentIntents.cancel(await intentOf(sale))
      await till.untilMood(sale, 'none')
      expect(await surprisesOf(sale)).toEqual(['canceled_elsewhere'])
      return sale
    },
    'let_go',
  ],
  [
    'the intent was cancelled unheard: the reader refuses it, it is read, and a manager is told',
    async () => {
      const sale = await at.waiting()
      await till.reader.customerCancels()
      await till.untilMood(sale, 'customer_canceled')
      await till.mood('webhook_dropped', { times: 0 })
      await till.stripe.paymentIntents.cancel(await intentOf(sale))
      await till.charge(sale)
      await till.untilMood(sale, 'none')
      expect(await surprisesOf(sale)).toEqual(['canceled_elsewhere'])
      return sale
    },
    'let_go',
  ],
  [
    'a slow answer is waited for, and a cancel meanwhile is kept',
    async () => {
      await till.mood('slow', { ms: 400, method: 'POST', path: '*/collect_payment_method' })
      const sale = await at.charged()
      await till.until(async () => expect(await at.moodOf(sale)).toBe('sending'))
      await till.steer(sale, 'cancel')
      await till.untilMood(sale, 'none')
      return sale
    },
    'let_go',
  ],
  [
    'Stripe fails three times to make the payment: given up, nothing was sent to a reader',
    async () => {
      await till.mood('status', { status: 500, method: 'POST', path: '/v1/payment_intents', times: 3 })
      const sale = await at.charged()
      await till.comes(async () => expect(await at.moodOf(sale)).toBe('refused'))
      return sale
    },
    'again',
  ],
  [
    'Stripe goes away: the payment waits, and the card is read when it is back',
    async () => {
      await silence()
      const sale = await at.charged()
      await till.rest()
      await till.untilMood(sale, 'unreachable')
      await till.calm()
      await till.turn(60_000)
      return sale
    },
    'reading',
  ],
  [
    'Stripe falls silent while the reader waits: after two lost looks nobody says that nothing is charged',
    async () => {
      const sale = await at.waiting()
      await till.rest()
      await silence()
      await till.turn(3_000)
      await till.turn(3_000)
      expect(await payment(sale)).toMatchObject({ mood: 'asking', buttons: ['check_status', 'next_sale'] })
      await till.calm()
      await till.comes(async () => expect(await at.moodOf(sale)).toBe('waiting'))
      return sale
    },
    'reading',
  ],
  [
    'the reader is busy for ever when it shall let go: the next customer is served',
    async () => {
      const sale = await at.waiting()
      await till.rest()
      await till.mood('reader_updating', { times: 0, reader: till.readerId })
      await till.steer(sale, 'cancel')
      await till.rest()
      await till.turn(60_000)
      expect(await payment(sale)).toMatchObject({
        mood: 'not_let_go',
        buttons: ['check_status', 'next_sale'],
      })
      await nextInCash()
      return sale
    },
    'let_go',
  ],
  [
    'Stripe fails twice when the payment shall end: asked again until it has ended',
    async () => {
      const sale = await at.waiting()
      await till.mood('status', { status: 500, method: 'POST', path: '*/cancel', times: 2 })
      await till.steer(sale, 'cancel')
      await till.comes(async () => expect(await at.moodOf(sale)).toBe('none'))
      return sale
    },
    'let_go',
  ],
]

const YES: readonly Story[] = [
  [
    'in doubt before, then the bank says no: the reason is told, and still no other money is taken',
    async () => {
      const sale = await inDoubt()
      await till.charge(sale)
      await till.untilMood(sale, 'waiting')
      await till.reader.tap('charge_declined_insufficient_funds')
      await till.untilMood(sale, 'collected')
      await till.steer(sale, 'confirm')
      await till.untilMood(sale, 'declined')
      expect(await payment(sale)).toMatchObject({
        doubtful: true,
        decline: { declineCode: 'insufficient_funds' },
        buttons: ['try_again', 'cancel', 'check_status'],
      })
      return sale
    },
    'again',
  ],
  [
    'Cancel is pressed when the bank has the card, and the bank says no: nothing is charged',
    async () => {
      const sale = await at.waiting()
      await till.reader.tap('charge_declined')
      await till.untilMood(sale, 'collected')
      await till.mood('hold_authorization')
      await till.steer(sale, 'confirm')
      await till.untilMood(sale, 'checking')
      await till.rest()
      await till.steer(sale, 'cancel')
      await till.turn(3_000)
      expect(await at.moodOf(sale)).toBe('checking')
      await till.reader.letAuthorise()
      return sale
    },
    'let_go',
  ],
  [
    'Change the sale instead of a yes lets the card go',
    async () => {
      const sale = await at.collected()
      expect(await till.steer(sale, 'change_sale')).toMatchObject({ ok: true })
      return sale
    },
    'let_go',
  ],
  [
    'another hand clears the reader while the card waits for a yes: the yes is refused, and the card let go',
    async () => {
      const sale = await at.collected()
      await till.stripe.terminal.readers.cancelAction(till.readerId)
      await till.steer(sale, 'confirm')
      return sale
    },
    'let_go',
  ],
  [
    'another hand lets the reader take another payment while the card waits for a yes: let go, and that one is left alone',
    async () => {
      const sale = await at.collected()
      const foreign = await thrownOver()
      await till.steer(sale, 'confirm')
      await till.comes(async () => expect(await at.moodOf(sale)).toBe('none'))
      await expectStillShown(foreign)
      return sale
    },
    'let_go',
  ],
  [
    'a slow answer is waited for, and a cancel meanwhile loses against the approval',
    async () => {
      const sale = await at.collected()
      await till.mood('slow', {
        ms: 400,
        executed: true,
        method: 'POST',
        path: '*/confirm_payment_intent',
      })
      await till.steer(sale, 'confirm')
      await till.until(async () => expect(await callsOf(sale, 'confirm')).toBe(1))
      await till.steer(sale, 'cancel')
      return sale
    },
    'paid',
  ],
  [
    'Stripe falls silent while the card waits for a yes: let go when it is too late, and nothing is charged',
    async () => {
      const sale = await at.collected()
      await silence()
      await till.turn(28_000)
      expect(await till.steer(sale, 'confirm')).toMatchObject({ refusal: { kind: 'too_late_to_confirm' } })
      return sale
    },
    'let_go',
  ],
  [
    'Stripe falls silent at the yes: nobody calls it uncharged, and back in time it is charged once',
    async () => {
      const sale = await at.collected()
      await silence()
      await till.steer(sale, 'confirm')
      await till.rest()
      expect(await payment(sale)).toMatchObject({ mood: 'asking', buttons: ['check_status', 'next_sale'] })
      await till.calm()
      return sale
    },
    'paid',
  ],
  [
    'the bank does not answer for half a minute: the next customer is served, and what it says then is told',
    async () => {
      const sale = await atTheBank()
      await till.turn(31_000)
      expect(await payment(sale)).toMatchObject({ mood: 'asking', buttons: ['check_status', 'next_sale'] })
      expect(await till.steer(sale, 'cancel')).toMatchObject({ ok: true })
      await nextInCash()
      await till.reader.letAuthorise()
      await till.untilPaid(sale)
      const deeds = (await till.world.diary.deeds(0)).filter(one => one.saleId === sale)
      expect(deeds.map(one => one.did)).toEqual(['paid_after_all'])
      return sale
    },
    'paid',
  ],
  [
    'every webhook comes twice',
    async () => {
      await till.mood('webhook_doubled', { times: 0 })
      return saidYes()
    },
    'paid',
  ],
  [
    'webhooks come late, out of order, and forged ones beside them',
    async () => {
      await till.mood('webhook_shuffled', { times: 0 })
      await till.mood('webhook_forged', { times: 3 })
      const sale = await at.waiting()
      await till.reader.tap('charge_declined')
      await till.comes(async () => expect(await at.moodOf(sale)).toBe('collected'))
      await till.steer(sale, 'confirm')
      await till.comes(async () => expect(await at.moodOf(sale)).toBe('declined'))
      return sale
    },
    'again',
  ],
  [
    'the reader is busy for ever when the card shall be let go: the payment ends without it',
    async () => {
      const sale = await at.collected()
      await till.mood('reader_updating', { times: 0, reader: till.readerId })
      await till.steer(sale, 'cancel')
      await till.comes(async () => expect(await at.moodOf(sale)).toBe('none'))
      return sale
    },
    'let_go',
  ],
  [
    'Stripe fails twice when the card shall be let go: asked again until it is',
    async () => {
      const sale = await at.collected()
      await till.mood('status', { status: 500, method: 'POST', path: '*/cancel', times: 2 })
      await till.steer(sale, 'cancel')
      return sale
    },
    'let_go',
  ],
  [
    'the shop holds money: after the yes it is held, and taken in the Dashboard it pays',
    async () => {
      await till.pool.query("update shop set capture_mode = 'manual'")
      const sale = await saidYes()
      await till.untilMood(sale, 'held')
      await till.stripe.paymentIntents.capture(await intentOf(sale))
      return sale
    },
    'paid',
  ],
  [
    'the shop holds money, and taking it fails twice: asked again until it is taken',
    async () => {
      await till.pool.query("update shop set capture_mode = 'manual'")
      const sale = await saidYes()
      await till.untilMood(sale, 'held')
      await till.mood('status', { status: 500, method: 'POST', path: '*/capture', times: 2 })
      await till.steer(sale, 'capture')
      return sale
    },
    'paid',
  ],
]

test.each(READING)('first step, %s', async (_what, story, ends) => ENDINGS[ends](await story()))

test.each(YES)('second step, %s', async (_what, story, ends) => ENDINGS[ends](await story()))
