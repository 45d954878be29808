import { CHARGED, helpFor } from '#components/words/help.ts'
import type { MoodFacts } from '#components/words/mood-words.ts'
import { MOODS } from '#components/words/moods.ts'
import { whyCode } from '#components/words/why.ts'
import { type PaymentView, paymentOf } from '#lib/domain/payment-view.ts'
import type { Sale } from '#lib/domain/sale.ts'
import type { Explored } from './explored.ts'
import { type Intent, must, type State } from './state.ts'
import { isWaiting } from './stripe.ts'

const NO_FACTS = { amount: '', reader: '', declined: '', say: '', problem: '', at: '', card: '' }

/** I1, I2, I5, I7 and I9 of `one-charge` §11 in every state. I8 is watched where a reader changes hands; the rest at closing time. */
export function check(explored: Explored, state: State): void {
  const { books, stripe } = state
  for (const { sale } of books.sales) {
    nobodyPaysTwice(explored, state, sale)
    saysNotChargedOnlyIfSo(state, sale)
  }
  for (const sale of state.told)
    must(
      books.sales.some(row => row.sale.id === sale && row.sale.status === 'paid'),
      'I5',
      'the screen said paid; the database does not',
    )
  const rows = new Set(books.sales.flatMap(row => row.sale.tenders.map(tender => tender.id)))
  for (const tender of state.acknowledged)
    must(rows.has(tender), 'I5', `${tender} was acknowledged and is not in the database`)
  for (const device of stripe.devices) {
    const intent = stripe.intents.find(one => one.id === device.action?.intent)
    if (!isWaiting(device) || intent?.status !== 'requires_payment_method') continue
    const lease = books.leases.find(one => one.readerId === device.id)
    const holder = lease?.holder.kind === 'tender' ? lease.holder.tenderId : lease?.holder.kind
    must(
      holder === intent.tenderId,
      'I7',
      `${device.id} waits for the card of ${intent.tenderId}; held by ${holder}`,
    )
  }
}

export const intentsFor = (state: State, sale: Sale): readonly Intent[] =>
  state.stripe.intents.filter(intent => sale.tenders.some(tender => tender.id === intent.tenderId))

const hasMoney = ({ status }: Intent) => status === 'succeeded' || status === 'requires_capture'

function nobodyPaysTwice({ budget }: Explored, state: State, sale: Sale): void {
  const mine = intentsFor(state, sale)
  for (const { id } of sale.tenders)
    must(
      mine.filter(one => one.tenderId === id && hasMoney(one)).length <= 1,
      'I1',
      `${id} was charged twice`,
    )
  const cash = sale.tenders.reduce((sum, one) => sum + (one.kind === 'cash' ? one.amount.minor : 0), 0)
  const card = sumOf(mine.filter(hasMoney), takenBy)
  const back = sumOf(mine, one => sumOf(one.refunds, refund => refund.amount))
  // A cart made smaller while a card is out may still be paid at its old price; `total` then says so. Otherwise it is what the goods cost.
  const total = budget.edit > 0 ? sale.total.minor : sale.wantedTotal.minor
  must(
    card - back + cash <= total,
    'I1',
    `sale ${sale.number} of ${total}: ${card} by card, ${back} back, ${cash} in cash`,
  )
  const captured = sumOf(
    mine.filter(one => one.status === 'succeeded'),
    takenBy,
  )
  // What goes back before a sale is paid must be paid again; what goes back afterwards leaves it paid.
  const isThere = back === 0 ? captured + cash === total : captured + cash >= total
  must(
    sale.status !== 'paid' || isThere,
    'I2',
    `sale ${sale.number} of ${total} is paid; only ${captured + cash} is there`,
  )
}

const takenBy = (intent: Intent): number => intent.taken

const sumOf = <T>(all: readonly T[], amount: (one: T) => number): number =>
  all.reduce((sum, one) => sum + amount(one), 0)

/** What the cashier reads, from the words of the screen itself. */
function saysNotChargedOnlyIfSo(state: State, sale: Sale): void {
  const view = paymentOf(sale, leasesOf(state, sale))
  const says = view && wordsOf(view).find(saysUncharged)
  if (!view || !says) return
  const intent = state.stripe.intents.find(
    one => one.tenderId === view.tenderId && (hasMoney(one) || one.auth !== 'none'),
  )
  must(
    !intent,
    'I9',
    `the till says "${says}" (${view.mood}); ${intent?.id} is ${intent?.status}, ${intent?.auth}`,
  )
  const device = state.stripe.devices.find(
    one =>
      one.action?.status === 'waiting' &&
      state.stripe.intents.some(
        intent =>
          intent.id === one.action?.intent &&
          intent.tenderId === view.tenderId &&
          intent.status === 'requires_payment_method',
      ),
  )
  must(!device, 'I9', `the till says "${says}" (${view.mood}); ${device?.id} still asks for the card`)
}

/** Every word of the stage, the strip above Charge and the panel in its place, and the first sentence of the page behind *Why?* */
function wordsOf(view: PaymentView): readonly (string | undefined)[] {
  const facts: MoodFacts = { ...NO_FACTS, doubtful: view.doubtful === true }
  const { safety, sentence, sub, later = [], caption, panel, strip, pay } = MOODS[view.mood](facts)
  const panels = [panel, ...later.map(one => one.panel)].flatMap(one => [one?.strong, one?.over, one?.text])
  return [safety, sentence, sub, ...later.map(one => one.sub), caption, strip, pay, ...panels, pageOf(view)]
}

/** A page stands still while the reader does not: that of a card that is waited for tells of the moment before the tap. */
function pageOf(view: PaymentView): string | undefined {
  const code = view.mood === 'waiting' ? undefined : whyCode(view)
  const page = code === undefined ? undefined : helpFor(code)
  return page && CHARGED[page.charged].words
}

const saysUncharged = (words: string | undefined): boolean =>
  words !== undefined && /not been charged|Nothing (more )?(was|is) charged/.test(words)

const leasesOf = ({ books }: State, sale: Sale) =>
  books.leases.filter(
    ({ holder }) => holder.kind === 'tender' && sale.tenders.some(tender => tender.id === holder.tenderId),
  )
