import { randomUUID } from 'node:crypto'
import { idOf } from '#lib/domain/ids.ts'
import { type CountedTill, openCountedTill } from './counted-till.ts'
import type { Row } from './figures.ts'
import type { Settings } from './settings.ts'
import type { Asked } from './statement-counter.ts'
import { print } from './table.ts'
import { until } from './until.ts'

/**
 * How often each kind of write asks the database. On the hot paths one statement loads and one saves; what tells the other servers
 * is gathered over two milliseconds and is not counted with any one write.
 */
export async function statementsPart({ BENCH_DATABASE_URL }: Settings): Promise<void> {
  const counted = await openCountedTill(BENCH_DATABASE_URL)
  try {
    // The first sale of a process also reads what it keeps for later.
    await cardSale(counted)
    const rows = [...(await cashSale(counted)), ...(await cardSale(counted))]
    print('Statements per write', rows)
  } finally {
    await counted.till.close()
  }
}

async function cashSale({ till, edit, cash }: CountedTill): Promise<readonly Row[]> {
  const saleId = idOf('sale', randomUUID())
  const first = await edit(saleId, 'Flat white')
  const later = await edit(saleId, 'Almond croissant')
  const paid = await cash(saleId, later.result.sale.wantedTotal.minor)
  await till.rest()
  return [
    rowOf('edit that opens the sale', first.asked, 3),
    rowOf('edit', later.asked, 3),
    rowOf('cash', paid.asked, 2),
  ]
}

async function cardSale({ till, edit, charge, knock }: CountedTill): Promise<readonly Row[]> {
  const saleId = idOf('sale', randomUUID())
  const rung = await edit(saleId, 'Flat white')
  const charged = await charge(saleId, rung.result.sale.wantedTotal.minor)
  await until('the reader to ask for a card', async () =>
    (await till.sale(saleId)).payment?.mood === 'waiting' ? true : undefined,
  )
  await till.rest()
  await till.reader.tap('visa')
  const checking = await knock('payment_intent.processing')
  await till.rest()
  const final = await knock('payment_intent.succeeded')
  await until('the sale to be paid', async () =>
    (await till.sale(saleId)).sale.status === 'paid' ? true : undefined,
  )
  await till.rest()
  const reader = await knock('terminal.reader.action_succeeded')
  await till.rest()
  return [
    rowOf('charge', charged.asked, 2),
    rowOf('webhook, money received', final.asked, 2),
    rowOf('webhook, card being checked', checking.asked, 2),
    rowOf('webhook, reader has finished', reader.asked, 2),
  ]
}

function rowOf(what: string, { door, engine }: Asked, most: number): Row {
  return {
    what,
    measured: `${door.length}: ${listed(door)}`,
    floor: engine.length === 0 ? '' : `the engine then: ${listed(engine)}`,
    target: `≤ ${most}`,
    met: door.length <= most,
  }
}

/** `save ×3, look`: in the order they first came. */
function listed(names: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].map(([name, count]) => (count > 1 ? `${name} ×${count}` : name)).join(', ')
}
