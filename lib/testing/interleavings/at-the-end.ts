import type { Sale } from '#lib/domain/sale.ts'
import { isAlive } from '#lib/domain/tender.ts'
import { intentsFor } from './invariants.ts'
import { must, type State } from './state.ts'

/** I3, I4 and I6. */
export function mustBeOver(state: State): void {
  const { books, stripe } = state
  for (const lease of books.leases) must(false, 'I4', `the lease on ${lease.readerId} is left behind`)
  for (const { id, action } of stripe.devices)
    must(action?.status !== 'waiting' && action?.status !== 'authorising', 'I4', `${id} is left busy`)
  for (const call of books.calls) must(call.outcome !== undefined, 'I4', `${call.key} is never answered`)
  for (const { sale } of books.sales) {
    must(!sale.tenders.some(isAlive), 'I4', `a card payment of sale ${sale.number} never ends`)
    booksBalance(state, sale)
  }
  for (const { tenderId, id } of stripe.intents)
    must(
      books.sales.some(row => row.sale.tenders.some(tender => tender.id === tenderId)),
      'I3',
      `nobody knows ${id}`,
    )
}

function booksBalance(state: State, sale: Sale): void {
  for (const intent of intentsFor(state, sale)) {
    const tender = sale.tenders.find(one => one.id === intent.tenderId)
    const ended = intent.status === 'succeeded' || intent.status === 'canceled'
    must(ended, 'I6', `${intent.id} is left ${intent.status}`)
    const known = tender?.state === 'paid' || state.books.surprises.includes('paid_after_cancel')
    must(
      intent.status !== 'succeeded' || known,
      'I3',
      `${intent.id} succeeded, its tender is ${tender?.state}`,
    )
  }
  const isPaid = sale.received.minor >= sale.total.minor && sale.total.minor > 0
  must(!isPaid || sale.status !== 'open', 'I3', `sale ${sale.number} has its money and is not paid`)
}
