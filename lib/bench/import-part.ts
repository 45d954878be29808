import { csvFile } from '#lib/domain/csv.ts'
import { importGoods, lookAtGoodsFile } from '#lib/operations/goods/import-goods.ts'
import type { StoryTill } from '#lib/testing/open-till.ts'
import { timesRow } from './figures.ts'
import { openOwnTill } from './own-till.ts'
import type { Settings } from './settings.ts'
import { print } from './table.ts'

export const ROWS = 50_000
const SOLD_BEFORE = 100
export const MOST_MS = 20_000

/** A file of 50,000 new goods, looked at and imported, while a till sells as fast as it can. */
export async function importPart({ BENCH_DATABASE_URL }: Settings): Promise<void> {
  const till = await openOwnTill(BENCH_DATABASE_URL)
  try {
    const sell = () => timed(async () => till.cash(await till.sell()))
    const soldBefore: number[] = []
    while (soldBefore.length < SOLD_BEFORE) soldBefore.push(await sell())
    const bareMs = await bareRows(till)
    const sold: number[] = []
    let isDone = false
    const selling = (async () => {
      while (!isDone) sold.push(await sell())
    })()
    const { lookMs, importMs } = await importAll(till)
    isDone = true
    await selling
    print(`Import of ${ROWS.toLocaleString('en')} goods, selling meanwhile`, [
      { what: 'looked at', measured: seconds(lookMs) },
      {
        what: 'looked at and imported',
        measured: seconds(lookMs + importMs),
        floor: `as many bare rows ${seconds(bareMs)}`,
        target: `≤ ${seconds(MOST_MS)}`,
        met: lookMs + importMs <= MOST_MS,
      },
      timesRow('a sale rung up and paid in cash meanwhile', sold, { floor: soldBefore }),
    ])
  } finally {
    await till.close()
  }
}

async function importAll(till: StoryTill) {
  const session = await till.world.staff.session(till.sessionHash, till.clock.now())
  if (!session) throw new Error('nobody is signed in')
  const bytes = new TextEncoder().encode(importFile())
  const watch = { told: () => {}, signal: new AbortController().signal }
  let state = ''
  const lookMs = await timed(async () => {
    const looked = await lookAtGoodsFile(till.world, bytes, watch)
    if (looked.ok) state = looked.value.state
  })
  const importMs = await timed(async () => {
    const done = await importGoods(till.world, { bytes, state, fileName: 'bench.csv' }, session, watch)
    if (!done.ok) throw new Error(JSON.stringify(done.refusal))
  })
  return { lookMs, importMs }
}

/** As many new goods, every third of them counted. */
export const importFile = (): string => csvFile([HEAD, ...Array.from({ length: ROWS }, (_, n) => row(n))])

/** The floor: the file's rows in a table without rules or indexes, in one commit. */
async function bareRows({ pool }: StoryTill): Promise<number> {
  const rows = JSON.stringify(Array.from({ length: ROWS }, (_, n) => row(n)))
  await pool.query('create table bench_good (fields jsonb)')
  return timed(() => pool.query('insert into bench_good select jsonb_array_elements($1::jsonb)', [rows]))
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

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
