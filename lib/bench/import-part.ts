import { csvFile } from '#lib/domain/csv.ts'
import { importGoods, lookAtGoodsFile } from '#lib/operations/goods/import-goods.ts'
import { openTill } from '#lib/testing/open-till.ts'
import { say } from './table.ts'

const ROWS = 50_000

/** A file of 50,000 new goods, looked at and imported, while a till sells as fast as it can. */
export async function importPart(): Promise<void> {
  const till = await openTill()
  try {
    const session = await till.world.staff.session(till.sessionHash, till.clock.now())
    if (!session) throw new Error('nobody is signed in')
    const bytes = new TextEncoder().encode(csvFile([HEAD, ...Array.from({ length: ROWS }, (_, n) => row(n))]))
    const watch = { told: () => {}, signal: new AbortController().signal }
    const sold: number[] = []
    let isDone = false
    const selling = (async () => {
      while (!isDone) sold.push(await timed(async () => till.cash(await till.sell())))
    })()
    let state = ''
    const lookMs = await timed(async () => {
      const looked = await lookAtGoodsFile(till.world, bytes, watch)
      if (looked.ok) state = looked.value.state
    })
    const importMs = await timed(async () => {
      const done = await importGoods(till.world, { bytes, state, fileName: 'bench.csv' }, session, watch)
      if (!done.ok) throw new Error(JSON.stringify(done.refusal))
    })
    isDone = true
    await selling
    const slowest = Math.max(...sold)
    say(`\nImport of ${ROWS.toLocaleString('en')} goods (target 20 s), selling meanwhile`)
    say(`  looked at in ${seconds(lookMs)}, imported in ${seconds(importMs)}`)
    say(`  ${sold.length} cash sales meanwhile, the slowest ${Math.round(slowest)} ms`)
  } finally {
    await till.close()
  }
}

const HEAD = ['name', 'category', 'sku', 'barcodes', 'price', 'stock counted', 'stock']

const row = (n: number) => [
  `Imported good ${n}`,
  `Shelf ${n % 40}`,
  `B-${n}`,
  `own-bulk-${n}`,
  ((n % 900) / 10 + 0.5).toFixed(2),
  n % 3 === 0 ? 'warn' : 'no',
  n % 3 === 0 ? '10' : '',
]

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
