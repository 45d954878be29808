import { expect, test } from 'vitest'
import { paymentOf } from '#lib/domain/payment-view.ts'
import { nothing } from './budget.ts'
import { steady } from './dice.ts'
import type { Explored } from './explored.ts'
import { replay } from './replay.ts'

/** What the explorer found in the real code, each under a name and with the trace that showed it. */
steady()

const world: Explored = {
  name: 'found',
  tills: [1],
  readers: 1,
  servers: 2,
  without: new Set(),
  exactTimes: false,
  budget: { ...nothing, charge: 2, cancel: 1, tap: 1, unseen: 1, lost: 1 },
}

const CHARGED = [
  'server 0: cashier 0 presses Charge for tmr_0',
  'server 0: loadAt 1',
  'server 0: commit 2 (create#1): open, drafted',
  'server 0: POST create:1',
  'server 0: commit 4 (process#1) (done): open, on_reader',
  'server 0: POST process:1',
  'server 0: commit 6 (done): open, on_reader',
]

/** I9. The reader lost its line, *Try again* was refused because the intent was being authorised, and the till said "Nothing was charged." */
test('an authorisation nobody sees stays in doubt when trying again is refused', async () => {
  const { books } = await replay(world, [
    ...CHARGED,
    'tmr_0: the customer taps',
    'tmr_0: connection_error, the authorisation goes on unseen',
    'server 0: the reconciler makes a round',
    'server 0: due 1',
    'server 0: loadByTender 2',
    'server 0: GET tmr_0',
    'server 0: GET pi_0',
    'server 0: commit 5: open, ready',
    'server 0: cashier 0 presses Charge for tmr_0',
    'server 0: loadAt 1',
    'server 0: commit 2: open, ready',
    'server 0: commit 3 (process#2): open, on_reader',
    'server 0: POST process:2',
    'server 0: commit 5 (refused): open, on_reader',
    'server 0: GET tmr_0',
    'server 0: GET pi_0',
    'server 0: commit 8: open, ready',
  ])
  const sale = books.sales[0]?.sale
  const view = sale && paymentOf(sale, books.leases)
  expect(view).toMatchObject({ doubtful: true })
  expect(view?.buttons).not.toContain('pay_another_way')
})

/** *Try again* with the id of a payment that Cancel, on another server, ended meanwhile: the ended tender was drafted anew. */
test('Try again for a payment that has just been cancelled revives nothing', async () => {
  const { books } = await replay(world, [
    ...CHARGED,
    'tmr_0: the customer taps',
    'tmr_0: declined',
    'server 0: cashier 0 presses Charge for tmr_0',
    'server 1: cashier 0 presses Cancel',
    'server 1: loadAt 1',
    'server 1: commit 2: open, on_reader',
    'server 1: loadByTender 3',
    'server 1: GET tmr_0',
    'server 1: GET pi_0',
    'server 1: commit 6: open, ready',
    'server 1: commit 7 (cancel#1): open, ready',
    'server 1: POST cancel:1',
    'server 1: commit 9 (done): open, canceled',
    'server 0: loadAt 1',
  ])
  expect(books.sales[0]?.sale.tenders.map(tender => tender.state)).toEqual(['canceled'])
})

/**
 * I4. One server had found nothing left to do for the paid tender; before it said so, another wrote a refund, whose reply was lost.
 * The first took the tender off the list, and nobody ever asked for the refund again.
 */
test('what another server has begun meanwhile is not taken off the list', async () => {
  const { books } = await replay({ ...world, budget: { ...world.budget, refund: 1 } }, [
    ...CHARGED,
    'tmr_0: the customer taps',
    'tmr_0: approved',
    'server 0: Stripe delivers evt_end_pi_0',
    'server 0: loadByIntent 1',
    'server 0: commit 2: paid, paid',
    'server 1: a manager refunds the card at till 0',
    'server 1: loadAt 1',
    'server 1: commit 2: paid, paid',
    'server 1: loadByTender 3',
    'server 1: GET tmr_0',
    'server 1: commit 5: paid, paid',
    'server 1: commit 6 (refund#1): paid, paid',
    'server 1: POST refund:1 → executed, reply lost',
    'server 1: commit 8: paid, paid',
    'server 0: GET tmr_0',
    'server 0: commit 4: paid, paid',
  ])
  expect(books.plans.map(plan => plan.nextLookAt)).not.toContain(null)
})
