import { fullName } from '#lib/domain/cart.ts'
import type { Sale } from '#lib/domain/sale.ts'
import { type CardTender, refundReserved, type Tender } from '#lib/domain/tender.ts'
import type { LookPlan } from '#lib/ports/sale-store.ts'

/** The columns beside `state`: what constraints and lists need of a sale, under the names of the statement. */
export const saleRow = (sale: Sale) => ({
  register_id: sale.registerId,
  opened_by: sale.openedBy,
  status: sale.status,
  currency: sale.rule.currency,
  wanted_total: sale.wantedTotal.minor,
  total: sale.total.minor,
  received: sale.received.minor,
  reserved: sale.reserved.minor,
  tips: sale.tips.minor,
  excess: sale.excess.minor,
  opened_at: sale.openedAt,
  paid_at: sale.paidAt ?? null,
  ended_total: sale.status === 'open' ? null : sale.wantedTotal.minor,
  paid_by: paidBy(sale),
  cards: sale.tenders.flatMap(tender => (isPaidCard(tender) && tender.card ? [tender.card.last4] : [])),
})

const isPaidCard = (tender: Tender): tender is CardTender => tender.kind === 'card' && tender.state === 'paid'

function paidBy({ tenders }: Sale): 'card' | 'cash' | 'both' | null {
  const card = tenders.some(isPaidCard)
  const cash = tenders.some(tender => tender.kind === 'cash')
  if (card && cash) return 'both'
  return card ? 'card' : cash ? 'cash' : null
}

export const lineRows = (sale: Sale) =>
  sale.lines.map((line, position) => ({
    id: line.id,
    position,
    product_id: line.productId ?? null,
    name: fullName(line),
    quantity: line.quantity,
    unit_price: line.unitPrice.minor,
    tax_rate_bp: line.taxRateBp,
    amount: line.amount.minor,
    tax: line.tax.minor,
  }))

export const tenderRows = (sale: Sale, plans: readonly LookPlan[]) =>
  sale.tenders.map(tender => ({
    ...tenderRow(tender),
    ...lookRow(plans.find(plan => plan.tenderId === tender.id)),
  }))

function tenderRow(tender: Tender) {
  const { id, kind, state, amount, createdAt } = tender
  const all = { id, kind, state, amount: amount.minor, currency: amount.currency, created_at: createdAt }
  if (tender.kind === 'cash')
    return {
      ...all,
      wish: 'none',
      payment_intent: null,
      reader_id: null,
      received: amount.minor,
      tip: 0,
      refund_reserved: 0,
    }
  return {
    ...all,
    wish: tender.wish,
    payment_intent: tender.paymentIntent ?? null,
    reader_id: tender.readerId,
    received: tender.received?.minor ?? 0,
    tip: tender.tip?.minor ?? 0,
    refund_reserved: refundReserved(tender).minor,
  }
}

/** What is not named is left as it is, and null is a name: it takes the tender off the list. */
export const lookRow = (plan: Omit<LookPlan, 'tenderId'> = {}) => ({
  look_due: plan.lookDue ?? null,
  sets_next: plan.nextLookAt !== undefined,
  next_look_at: plan.nextLookAt ?? null,
  looks: plan.looks ?? null,
  knocks: plan.knocks ?? null,
})
