import { MOST_SALES_EXPORTED, type SalesAnswer } from '#lib/contracts/sales-list.ts'
import { PAGE_SIZE, sortOf, type TableQuery } from '#lib/contracts/table-query.ts'
import { csvFile } from '#lib/domain/csv.ts'
import { factsOf } from '#lib/domain/currencies.ts'
import { amountWritten } from '#lib/domain/goods-file.ts'
import type { PaidWith, SaleInList, SaleState, SalesWanted } from '#lib/domain/sales-list.ts'
import { saleWords } from '#lib/domain/sales-list.ts'
import type { World } from '#lib/ports/world.ts'
import { type ExportedFile, narrowedBy } from './narrowed.ts'

type Needs = Pick<World, 'sales' | 'shops'>

/** One page of all sales, for whoever looks for a receipt or for what became of one. */
export async function salesAnswer(world: Needs, query: TableQuery): Promise<SalesAnswer> {
  const [wanted, registers] = await Promise.all([wantedBy(world, query), world.shops.registers()])
  const offset = (query.page - 1) * PAGE_SIZE
  const page = await world.sales.page({ ...wanted, limit: PAGE_SIZE, offset })
  return { ...page, registers: registers.map(({ id, name }) => ({ id, name })) }
}

/** What the filters leave, as the text of a CSV file, in the order of the list. */
export async function salesExport(world: Needs, query: TableQuery): Promise<ExportedFile> {
  const [wanted, registers] = await Promise.all([wantedBy(world, query), world.shops.registers()])
  const { rows } = await world.sales.page({ ...wanted, limit: MOST_SALES_EXPORTED, offset: 0 })
  const { state, kind, registerId } = wanted
  const register = registers.find(({ id }) => id === registerId)?.name
  return {
    text: csvFile([HEADS, ...rows.map(fieldsOf)]),
    rows: rows.length,
    narrowed: narrowedBy({ search: query.q, state, paid: kind, register }),
  }
}

const STATES: readonly SaleState[] = ['paid', 'open', 'voided', 'held']
const KINDS: readonly PaidWith['kind'][] = ['card', 'cash']

/** An address may be old, or typed: a choice that is none is left out. */
async function wantedBy({ shops }: Needs, query: TableQuery): Promise<Omit<SalesWanted, 'limit' | 'offset'>> {
  const { state, paid, register } = query.filters
  const [shop, registers] = await Promise.all([shops.shop(), shops.registers()])
  const { by, down } = sortOf(query)
  return {
    words: saleWords(query.q, shop ? factsOf(shop.currency).exponent : 2, shop?.receiptPrefix),
    state: STATES.find(one => one === state),
    kind: KINDS.find(one => one === paid),
    registerId: registers.find(({ id }) => id === register)?.id,
    by: by === 'total' ? 'total' : 'number',
    down: by === 'total' || by === 'sale' ? down : true,
  }
}

const HEADS = [
  'Sale',
  'When (UTC)',
  'State',
  'Register',
  'Items',
  'Paid with',
  'Total',
  'Given back',
  'Currency',
]

const fieldsOf = ({ number, at, state, registerName, items, paid, total, returned }: SaleInList) => [
  number,
  new Date(at).toISOString(),
  state,
  registerName,
  items,
  paid.map(paidWith).join(' + '),
  amountWritten(total.minor, factsOf(total.currency).exponent),
  amountWritten(returned.minor, factsOf(total.currency).exponent),
  total.currency.toUpperCase(),
]

function paidWith(paid: PaidWith): string {
  if (paid.kind === 'cash') return 'cash'
  return paid.card ? `${paid.card.brand} ${paid.card.last4}` : 'card'
}
