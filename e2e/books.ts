import { expect } from 'playwright/test'
import type { Simulator } from './simulator.ts'

type Tender = {
  readonly id: string
  readonly kind: 'cash' | 'card'
  readonly state: string
  readonly paymentIntent?: string
  readonly received?: { readonly minor: number }
  readonly tip?: { readonly minor: number }
}
type Sale = {
  readonly number: number
  readonly status: string
  readonly received: { readonly minor: number }
  readonly total: { readonly minor: number }
  readonly tenders: readonly Tender[]
}

/**
 * After every story, the till's sales against Stripe's books: each paid card tender has exactly one succeeded intent of its amount
 * and tip, each succeeded intent one such tender; a sale is paid when and only when its money is all there.
 */
export async function expectBooksToBalance(sales: readonly Sale[], simulator: Simulator): Promise<void> {
  const tenders = sales.flatMap(sale => sale.tenders)
  const paid = tenders.filter(tender => tender.kind === 'card' && tender.state === 'paid')
  const succeeded = (await simulator.intents()).filter(intent => intent.status === 'succeeded')
  expect(succeeded.map(one => one.id).sort()).toEqual(paid.map(tender => tender.paymentIntent).sort())
  for (const intent of succeeded) {
    const tender = paid.find(one => one.paymentIntent === intent.id)
    expect((tender?.received?.minor ?? 0) + (tender?.tip?.minor ?? 0)).toBe(intent.amount_received)
  }
  for (const sale of sales.filter(one => one.status === 'paid')) expect(sale.received).toEqual(sale.total)
  const byCash = tenders.filter(tender => tender.kind === 'cash')
  expect(byCash.filter(tender => tender.paymentIntent)).toEqual([])
}
