import { expect, test } from 'vitest'
import { CONFIRM_WITHIN_MS } from '#lib/domain/card-commands.ts'
import type { ReaderSeen } from '#lib/domain/payment-step.ts'
import type { IntentSeen } from '#lib/domain/sale-facts.ts'
import { cardTender, saleWith, tenderId, usd } from '#lib/domain/sale-samples.ts'
import type { CardTender } from '#lib/domain/tender.ts'
import { conclude } from './conclude.ts'
import type { Standing } from './standing.ts'

/** What a look proves in moments that neither the simulator nor the explored worlds bring about. */
const NOW = 100_000
const PACE = { watchAfterMs: 5_000, reconcileEveryMs: 1_000 }

function looked(more: Partial<CardTender>, action: ReaderSeen['action'], intent: Partial<IntentSeen> = {}) {
  const reader: ReaderSeen = { reachable: true, ...(action ? { action } : {}) }
  const seen: IntentSeen = {
    paymentIntent: 'pi_1',
    status: 'requires_confirmation',
    amount: usd(1_000),
    received: usd(0),
    tip: usd(0),
    ...intent,
  }
  const concluded = conclude(
    standing(more),
    { readers: new Map([['tmr_1', reader]]), intent: seen, refunds: [] },
    NOW,
    PACE,
  )
  const tender = concluded.sale.tenders.at(-1)
  if (tender?.kind !== 'card') throw new Error('no card tender')
  return { tender, next: concluded.next }
}

function standing(more: Partial<CardTender>): Standing {
  const sale = saleWith('on_reader', { twoSteps: true, ...more })
  const holder = { kind: 'tender', tenderId } as const
  return {
    sale,
    tender: cardTender('on_reader', { twoSteps: true, ...more }),
    version: 1,
    openCalls: [],
    numbers: {},
    leases: [{ readerId: 'tmr_1', holder, since: 1_000, doubtful: false }],
    looks: [{ tenderId, lookDue: false, nextLookAt: null, looks: 1, knocks: 0 }],
  }
}

const confirming = { type: 'confirm_payment_intent', status: 'in_progress', paymentIntent: 'pi_1' } as const
const collecting = { type: 'collect_payment_method', status: 'succeeded', paymentIntent: 'pi_1' } as const

test('the yes is on the reader and nothing follows: after ten seconds it is called unknown, and can be ended', () => {
  const said = { attempt: 'checking', wish: 'charge' } as const
  expect(looked({ ...said, attemptAt: NOW - 4_000 }, confirming).tender.attempt).toBe('checking')
  const late = looked({ ...said, attemptAt: NOW - 11_000 }, confirming)
  expect(late).toMatchObject({ tender: { attempt: 'asking' }, next: { do: 'wait' } })
  expect(looked({ attempt: 'asking', wish: 'stop' }, confirming).next).toEqual({ do: 'cancel' })
  expect(
    looked({ attempt: 'checking', wish: 'stop', attemptAt: NOW - 4_000 }, confirming).next,
  ).toMatchObject({
    do: 'wait',
  })
})

test.each(['stop', 'take_off'] as const)('a card read while %s is wished is let go at once', wish => {
  const { tender, next } = looked({ attempt: 'waiting', wish }, collecting)
  expect(tender.wish).toBe('stop')
  expect(next.do).toBe('cancel')
})

test('a yes that a look finds unsent is sent, and one that came too late lets the card go', () => {
  const said = { attempt: 'collected', wish: 'confirm' } as const
  expect(looked({ ...said, attemptAt: NOW - 1_000 }, collecting).next).toEqual({ do: 'go_on' })
  const late = looked({ ...said, attemptAt: NOW - CONFIRM_WITHIN_MS - 1 }, collecting)
  expect(late).toMatchObject({ tender: { wish: 'stop' }, next: { do: 'cancel' } })
})

const failedWith = (failureCode: string) =>
  ({ type: 'process_payment_intent', status: 'failed', paymentIntent: 'pi_1', failureCode }) as const
const noMoney = { code: 'card_declined', declineCode: 'insufficient_funds' }
const unpaid = { status: 'requires_payment_method' } as const

test('a yes is said once: whatever the screen said meanwhile, the card is let go and not shown as one to decide on', () => {
  const lost = { type: 'confirm_payment_intent', status: 'failed', paymentIntent: 'pi_1' } as const
  for (const attempt of ['checking', 'asking', 'bank_silent'] as const) {
    const { tender, next } = looked({ attempt, wish: 'charge', confirmed: true }, lost)
    expect(tender).toMatchObject({ attempt, wish: 'stop' })
    expect(next).toEqual({ do: 'cancel' })
  }
})

test('the rule decides on the card of this payment, and not on the last one that its reader had', () => {
  const debit = { brand: 'visa', funding: 'debit', country: 'US' }
  const asks = { about: 'credit', home: 'US' } as const
  const mine = looked({ attempt: 'waiting', wish: 'charge', asks }, { ...collecting, card: debit })
  expect(mine.tender).toMatchObject({ wish: 'confirm', cardRead: debit })
  const theirs = { ...collecting, paymentIntent: 'pi_2', card: debit }
  const { tender, next } = looked({ attempt: 'waiting', wish: 'charge', asks }, theirs)
  expect(tender).toMatchObject({ wish: 'charge', attempt: 'collected' })
  expect(tender.cardRead).toBeUndefined()
  // Its card is known with the next look, which is not left until it is too late for a yes.
  expect(next).toMatchObject({ do: 'wait', ms: expect.any(Number) })
  expect(next.do === 'wait' && Number(next.ms)).toBeLessThan(CONFIRM_WITHIN_MS / 4)
})

test('a reader that failed after an earlier decline is not told as that decline', () => {
  const waits = { attempt: 'waiting', wish: 'charge', attemptAt: NOW - 5_000 } as const
  const before = { ...unpaid, lastDecline: { ...noMoney, at: NOW - 60_000 } }
  const { tender } = looked(waits, failedWith('card_read_error'), before)
  expect(tender).toMatchObject({ attempt: 'reader_failed', problem: 'card_read_error' })
  expect(tender.lastDecline).toBeUndefined()

  const since = { ...unpaid, lastDecline: { ...noMoney, at: NOW - 1_000 } }
  expect(looked(waits, failedWith('something_new'), since).tender).toMatchObject({
    attempt: 'declined',
    lastDecline: { declineCode: 'insufficient_funds' },
  })
  const failure = { code: 'expired_card' }
  expect(looked(waits, { ...failedWith('expired_card'), failure }, before).tender).toMatchObject({
    attempt: 'declined',
    lastDecline: { code: 'expired_card', at: NOW },
  })
  expect(looked(waits, failedWith('card_declined'), before).tender).toMatchObject({
    attempt: 'declined',
    lastDecline: { code: 'card_declined', at: NOW },
  })
})

test('a bank that has had the card for half a minute is not waited for any more, and stays so until it answers', () => {
  const processing = { status: 'processing' } as const
  const on = { type: 'process_payment_intent', status: 'in_progress', paymentIntent: 'pi_1' } as const
  for (const action of [on, undefined]) {
    const said = (attempt: CardTender['attempt'], ago: number) =>
      looked({ attempt, wish: 'charge', attemptAt: NOW - ago }, action, processing)
    expect(said('waiting', 60_000).tender.attempt).toBe('checking')
    expect(said('checking', 29_000).tender.attempt).toBe('checking')
    expect(said('checking', 30_000)).toMatchObject({
      tender: { attempt: 'bank_silent' },
      next: { do: 'wait' },
    })
    expect(said('bank_silent', 1_000).tender.attempt).toBe('bank_silent')
  }
})

test('a command that Stripe did not account for ends as one nobody knows of', () => {
  const how = { wish: 'charge', attempt: 'no_answer', problem: 'http_500' } as const
  expect(looked(how, undefined, unpaid).tender).toMatchObject({ attempt: 'no_answer', problem: 'http_500' })
})

test.each(['no_answer', 'not_stripe'])(
  'that an answer was lost (%s) does not hide why the bank said no',
  problem => {
    const failed = {
      type: 'confirm_payment_intent',
      status: 'failed',
      paymentIntent: 'pi_1',
      failureCode: 'card_declined',
      failure: { code: 'card_declined', declineCode: 'insufficient_funds' },
    } as const
    const { tender } = looked({ attempt: 'asking', wish: 'charge', problem }, failed, {
      status: 'requires_payment_method',
    })
    expect(tender).toMatchObject({ attempt: 'declined', lastDecline: { declineCode: 'insufficient_funds' } })
    expect(tender.problem).toBeUndefined()
  },
)
