import { idOf, type SaleId } from '#lib/domain/ids.ts'
import { liveCard, newSale, type Sale, toPay } from '#lib/domain/sale.ts'
import type { KnockAbout, VerifiedKnock } from '#lib/ports/knock.ts'
import type { AtRegister, Loaded } from '#lib/ports/sale-store.ts'
import { loadedFrom, rowOf } from './books.ts'
import type { Explored } from './explored.ts'
import type { Books, Job, State, StripeEvent } from './state.ts'
import { intentOf } from './stripe.ts'
import { intentSeen } from './stripe-seen.ts'

/** Ids that a person can read in a trace: the last digit tells which one it is. */
const uuid = (family: string, nr: number): string =>
  `00000000-0000-4000-8000-${family.padStart(4, '0')}${String(nr).padStart(8, '0')}`

export const saleIdOf = (till: number): SaleId => idOf('sale', uuid('5a1e', till))
export const readerName = (nr: number): string => `tmr_${nr}`
const lineId = idOf('line', uuid('11e0', 1))
const registerId = (till: number) => idOf('register', uuid('4e60', till))
const staffId = idOf('staff', uuid('57af', 1))
export const shopId = idOf('shop', uuid('5409', 1))

const rule = { currency: 'usd', taxIncluded: true, customTaxRateBp: 0 } as const

/** What one piece of the only good costs, in cents. */
const PRICE = 1_000

/** One sale per till, not yet rung up. */
export const blankSale = (till: number): Sale =>
  newSale({
    id: saleIdOf(till),
    number: till + 1,
    registerId: registerId(till),
    openedBy: staffId,
    openedAt: 0,
    rule,
  })

/** A browser is known by its till and the reader bound there: that is what its session's hash says here. */
const sessionOf = (till: number, reader: string): string => `${till}@${reader}`

/** What the operation of a job is called with. Ids are made by the browser, from what its screen shows at that moment. */
export function inputOf(explored: Explored, state: State, job: Job): unknown {
  if (job.do === 'knock') return knockOf(state, job.event)
  if (!('till' in job)) return undefined
  const saleId = saleIdOf(job.till)
  const reader = job.do === 'charge' ? job.reader : readerName(0)
  const asked = { sessionHash: sessionOf(job.till, reader), saleId }
  const sale = rowOf(state.books, saleId)?.sale
  const shownMinor = sale ? toPay(sale).minor : 0
  switch (job.do) {
    case 'charge': {
      const known = sale && !explored.freshTenders ? liveCard(sale)?.id : undefined
      const tenderId = known ?? newTender(job)
      return { ...asked, press: job.press, tenderId, shownMinor }
    }
    case 'cash':
      return { ...asked, tenderId: newTender(job), handedMinor: shownMinor, shownMinor }
    case 'refund': {
      const paid = sale?.tenders.find(one => one.kind === 'card' && one.state === 'paid')
      const refundId = idOf('ref', uuid('4ef0', Number(job.press.replace(/\D/g, ''))))
      return {
        ...asked,
        tenderId: paid?.id,
        refundId,
        amountMinor: (paid?.amount.minor ?? 0) / 2,
        reason: 'requested_by_customer',
      }
    }
    case 'edit':
      return { ...asked, edits: [editTo(job.quantity)] }
    default:
      return { ...asked, wish: job.do }
  }
}

/** As the reader of knocks hands it over: only an end is believed. The event carries the intent as it was then; an end stays true. */
function knockOf({ stripe, now }: State, event: StripeEvent): VerifiedKnock {
  const intent = intentOf(stripe, event.intent)
  const about: KnockAbout =
    event.final && intent
      ? { kind: 'final', intent: { ...intentSeen(intent) }, home: {} }
      : { kind: 'look', paymentIntent: event.intent, home: {} }
  const type = event.final ? 'payment_intent.succeeded' : 'payment_intent.payment_failed'
  return { eventId: event.id, type, raw: '{}', receivedAt: now, createdAt: now, about }
}

const newTender = (job: { readonly till: number; readonly press: string }) =>
  idOf('tender', uuid(String(job.till), Number(job.press.replace(/\D/g, ''))))

export const editTo = (quantity: number) =>
  ({ type: 'put_custom', lineId, name: 'Coffee', unitPriceMinor: PRICE, quantity }) as const

/** The hot path's one statement: who asks, at which register, with which reader, and the sale. */
export function atTill(
  explored: Explored,
  books: Books,
  sessionHash: string,
  saleId: SaleId,
): { readonly at: AtRegister; readonly loaded?: Loaded } {
  const [till = '0', readerId = ''] = sessionHash.split('@')
  const loaded = loadedFrom(books, rowOf(books, saleId))
  const at: AtRegister = {
    session: {
      hash: sessionHash,
      staffId,
      staffName: 'Mina',
      role: 'manager',
      registerId: registerId(Number(till)),
      expiresAt: Number.MAX_SAFE_INTEGER,
    },
    registerId: registerId(Number(till)),
    registerName: `Till ${till}`,
    locationId: null,
    readerId,
    readerLabel: readerId,
    currentSaleId: saleId,
    currentSaleStatus: loaded?.sale.status ?? null,
    currentSaleHeld: false,
    holds: explored.holds ?? false,
    twoSteps: explored.twoSteps ?? false,
    asksAbout: 'every',
    readerHeld: books.leases.find(lease => lease.readerId === readerId) ?? null,
    rule,
    country: 'US',
    shopName: 'Fern & Field',
    receiptPrefix: '',
  }
  return { at, ...(loaded ? { loaded } : {}) }
}
