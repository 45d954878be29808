import { expect, test } from 'vitest'
import { paymentOf } from './payment-view.ts'
import type { ReaderLease } from './reader-lease.ts'
import { saleWith, tenderId } from './sale-samples.ts'
import type { Attempt, CardTender } from './tender.ts'

/** What the cashier can be told, from the tender's row and its readers alone. */
const lease = (holder: ReaderLease['holder'], doubtful = true): ReaderLease => ({
  readerId: 'tmr_1',
  since: 1,
  holder,
  doubtful,
})
const inDoubt = [lease({ kind: 'tender', tenderId })]

const seen = (state: CardTender['state'], more: Partial<CardTender>, leases: readonly ReaderLease[] = []) =>
  paymentOf(saleWith(state, more), leases)

test('money that is held is told by what becomes of it, and the next customer is served in each case', () => {
  const kept = { holds: true, captureBefore: 9_000 } as const
  expect(seen('held', kept)).toMatchObject({ mood: 'held', buttons: ['capture', 'next_sale', 'cancel'] })
  // Stripe tells the deadline later than the promise.
  expect(seen('held', { holds: true })?.mood).toBe('held')
  for (const more of [{ ...kept, wish: 'capture' }, {}, { captureBefore: 9_000 }] as const)
    expect(seen('held', more)).toMatchObject({ mood: 'taking', buttons: ['next_sale', 'check_status'] })
  for (const more of [{ ...kept, wish: 'stop' }, { wish: 'stop' }] as const)
    expect(seen('held', more)).toMatchObject({ mood: 'releasing', buttons: ['next_sale', 'check_status'] })
})

const ENDED: readonly Attempt[] = [
  'declined',
  'customer_canceled',
  'reader_lost',
  'reader_busy',
  'reader_offline',
  'reader_failed',
]

test.each(ENDED)(
  'in doubt an attempt that ended (%s) is told as what it is, and takes no other money',
  attempt => {
    const sure = seen('ready', { attempt })
    expect(sure?.doubtful).toBeUndefined()
    expect(sure?.buttons).toContain('pay_another_way')
    for (const view of [seen('ready', { attempt }, inDoubt), seen('ready', { attempt, unseen: true })]) {
      expect(view).toMatchObject({ mood: attempt, doubtful: true })
      expect(view?.buttons).not.toContain('pay_another_way')
      expect(view?.buttons).toContain('try_again')
    }
  },
)

test('what a reader’s command came to is not known: asked until a look has ended the attempt, then in doubt', () => {
  const attempt = 'no_answer'
  expect(seen('on_reader', { attempt, wish: 'charge' }, inDoubt)?.mood).toBe('asking')
  expect(seen('ready', { attempt }, inDoubt)).toMatchObject({ mood: 'doubtful', doubtful: true })
})

test('trying again after a doubt is told as trying, and the cart can be changed', () => {
  expect(seen('ready', { wish: 'charge' }, inDoubt)?.mood).toBe('preparing')
  expect(seen('on_reader', { wish: 'charge', attempt: 'sending' }, inDoubt)?.mood).toBe('sending')
  const shown = seen('on_reader', { wish: 'charge', attempt: 'waiting' }, inDoubt)
  expect(shown?.buttons).toEqual(['cancel', 'pay_another_way', 'change_sale', 'check_status'])
  const reopened = seen('ready', { attempt: 'taken_off' }, inDoubt)
  expect(reopened).toMatchObject({ mood: 'ready', doubtful: true })
  // It is what the Cash button under the cart presses: cash opens once the payment has ended at Stripe.
  expect(reopened?.buttons).toContain('pay_another_way')
})

test('with Stripe away nobody says that no reader shows a payment whose reader is in doubt', () => {
  const away = { wish: 'charge', attempt: 'unreachable' } as const
  expect(seen('ready', away)?.mood).toBe('unreachable')
  expect(seen('ready', away, inDoubt)?.mood).toBe('asking')
})

test('a reader in doubt that an ended payment of the same sale still holds says nothing about this one', () => {
  const other = 'tender_00000000-0000-4000-8000-000000000009'
  for (const holder of [{ kind: 'tender', tenderId: other }, { kind: 'clearing' }] as const) {
    const view = seen('ready', { attempt: 'declined' }, [lease(holder)])
    expect(view?.doubtful).toBeUndefined()
    expect(view?.buttons).toContain('pay_another_way')
  }
})

test('a payment that is being taken off the reader can be cancelled or left, also when nobody knows what the reader does', () => {
  const off = { wish: 'take_off', attempt: 'waiting' } as const
  expect(seen('on_reader', off)).toMatchObject({
    mood: 'taking_off',
    buttons: ['cancel', 'check_status', 'next_sale'],
  })
  for (const attempt of ['asking', 'no_answer', 'bank_silent'] as const)
    expect(seen('on_reader', { ...off, attempt })).toMatchObject({
      mood: 'asking',
      buttons: ['check_status', 'next_sale'],
    })
})

test.each(['stop', 'take_off'] as const)(
  'a reader that does not let go (%s) is no card at its bank',
  wish => {
    expect(seen('on_reader', { wish, attempt: 'checking' })?.mood).toBe('checking')
    expect(seen('on_reader', { wish, attempt: 'not_let_go' })).toMatchObject({
      mood: 'not_let_go',
      buttons: ['check_status', 'next_sale'],
    })
  },
)

test('whose the reader is stands there only while that is why', () => {
  const busyWith = { saleNumber: 12, staffName: 'Mina', since: 3 }
  expect(seen('ready', { attempt: 'reader_busy', busyWith })?.busyWith).toEqual(busyWith)
  expect(seen('ready', { attempt: 'declined', busyWith })?.busyWith).toBeUndefined()
})
