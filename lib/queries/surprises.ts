import { daysBack, sinceDaysBack } from '#lib/contracts/days-back.ts'
import { type DealtAnswer, MOST_DEALT_EXPORTED } from '#lib/contracts/dealt-list.ts'
import type { OldestSurpriseAnswer, SurprisesAnswer } from '#lib/contracts/surprises.ts'
import { PAGE_SIZE, sortOf, type TableQuery } from '#lib/contracts/table-query.ts'
import { csvFile } from '#lib/domain/csv.ts'
import { factsOf } from '#lib/domain/currencies.ts'
import type { DealtInList, DealtWanted } from '#lib/domain/dealt-list.ts'
import { amountWritten } from '#lib/domain/goods-file.ts'
import { saleWords } from '#lib/domain/sales-list.ts'
import type { World } from '#lib/ports/world.ts'
import { type ExportedFile, narrowedBy } from './narrowed.ts'

/** Of each kind, on one screen. */
const MOST_SHOWN = 50

/** What waits for a person: the oldest, and how many there are. */
export async function surprisesNow({
  surprises,
  books,
  clock,
}: Pick<World, 'surprises' | 'books' | 'clock'>): Promise<SurprisesAnswer> {
  const [open, { waiting, hasDealt }, unknown] = await Promise.all([
    surprises.open(MOST_SHOWN),
    surprises.counted(),
    books.unknown(MOST_SHOWN),
  ])
  return {
    open,
    openWaiting: waiting,
    unknown: unknown.listed,
    unknownWaiting: unknown.waiting,
    hasDealt,
    now: clock.now(),
  }
}

/** What a counter says of it: that there is something, and what came first. */
export async function oldestSurprise({ surprises }: Pick<World, 'surprises'>): Promise<OldestSurpriseAnswer> {
  const [oldest] = await surprises.open(1)
  return { oldest: oldest ?? null }
}

type Needs = Pick<World, 'surprises' | 'shops' | 'clock'>

/** One page of what people did about the others. */
export async function dealtAnswer(world: Needs, query: TableQuery): Promise<DealtAnswer> {
  const offset = (query.page - 1) * PAGE_SIZE
  const [page, kinds] = await Promise.all([
    world.surprises.dealt({ ...(await wantedBy(world, query)), limit: PAGE_SIZE, offset }),
    world.surprises.dealtKinds(),
  ])
  return { ...page, kinds }
}

/** What the filters leave, as the text of a CSV file, in the order of the list. */
export async function dealtExport(world: Needs, query: TableQuery): Promise<ExportedFile> {
  const wanted = await wantedBy(world, query)
  const { rows } = await world.surprises.dealt({ ...wanted, limit: MOST_DEALT_EXPORTED, offset: 0 })
  const days = daysBack(query.filters.days)
  return {
    text: csvFile([HEADS, ...rows.map(fieldsOf)]),
    rows: rows.length,
    narrowed: narrowedBy({
      search: query.q,
      what: wanted.kind,
      lastDays: days === undefined ? undefined : String(days),
    }),
  }
}

async function wantedBy(
  { shops, clock }: Needs,
  query: TableQuery,
): Promise<Omit<DealtWanted, 'limit' | 'offset'>> {
  const shop = await shops.shop()
  const { by, down } = sortOf(query)
  const isChosen = by === 'amount' || by === 'happened' || by === 'dealt'
  return {
    words: saleWords(query.q, shop ? factsOf(shop.currency).exponent : 2, shop?.receiptPrefix),
    kind: query.filters.kind,
    fromMs: sinceDaysBack(daysBack(query.filters.days), clock.now()),
    by: isChosen ? by : 'dealt',
    down: isChosen ? down : true,
  }
}

const HEADS = [
  'What',
  'Sale',
  'Payment at Stripe',
  'Amount',
  'Currency',
  'Happened (UTC)',
  'What was done',
  'By',
  'Dealt with (UTC)',
]

const fieldsOf = (row: DealtInList) => [
  row.kind,
  row.kind === 'no_sale' ? '' : row.saleNumber,
  row.kind === 'no_sale' ? row.paymentIntent : '',
  amountWritten(row.amount.minor, factsOf(row.amount.currency).exponent),
  row.amount.currency.toUpperCase(),
  new Date(row.at).toISOString(),
  row.dealt.how,
  row.dealt.by,
  new Date(row.dealt.at).toISOString(),
]
