import type { SaleId } from '#lib/domain/ids.ts'
import { ask } from './http.ts'
import { sellOneEach } from './next-morning.ts'
import type { Shop } from './open-shop.ts'
import type { Stage } from './stage.ts'
import { wait } from './wait.ts'

/** A reader's call whose server died is left alone for ten seconds, one that is merely slow for 85. */
const REST_WITHIN_MS = 150_000

const CANCELED_WITHIN_MS = 30_000

export type Rest = {
  readonly came: boolean
  readonly ms: number
  readonly left: readonly string[]
  readonly morning: readonly string[]
}

/**
 * The faults are over. Cashiers cancel what is unpaid, then nobody touches anything until the reconciler has come to rest. Then the servers
 * are started afresh, as they are every morning, and every register sells one thing by card: nothing may be stuck.
 */
export async function closingTime(stage: Stage, shop: Shop): Promise<Rest> {
  const began = performance.now()
  await banksAnswer(stage, shop)
  await cancelAll(stage, shop)
  const left = await untilAtRest(stage)
  const ms = performance.now() - began
  for (const server of stage.servers) {
    await server.stop()
    await server.start()
  }
  const morning = await sellOneEach(stage, shop)
  const leftAtLast = await untilAtRest(stage)
  await untilSwept(stage)
  return { came: left.length + leftAtLast.length === 0, ms, left: [...left, ...leftAtLast], morning }
}

/** A check that was held up by a fault is let go on: every bank answers in the end. */
async function banksAnswer({ stripe }: Stage, { desks }: Shop): Promise<void> {
  for (const readerId of new Set(desks.map(desk => desk.readerId)))
    await stripe.control('POST', `readers/${readerId}/release_authorization`)
}

async function cancelAll({ pool, servers: [server] }: Stage, { desks }: Shop): Promise<void> {
  const { rows } = await pool.query<{ sale_id: SaleId; register_id: string }>(ALIVE)
  for (const { sale_id, register_id } of rows) {
    const cookie = desks.find(desk => desk.registerId === register_id)?.cookie ?? ''
    const headers = { cookie, origin: server.origin }
    const url = `${server.origin}/api/sales/${sale_id}/payment`
    // 409: it has ended by itself meanwhile. What cannot be cancelled at all is found when nothing comes to rest.
    const deadline = performance.now() + CANCELED_WITHIN_MS
    for (let status = 0; status !== 200 && status !== 409; await wait(50)) {
      if (performance.now() > deadline) break
      status = (await ask({ method: 'POST', url, headers, body: { wish: 'cancel' } }))?.status ?? 0
    }
  }
}

const ALIVE = `
select tender.sale_id, sale.register_id from tender join sale on sale.id = tender.sale_id
where tender.kind = 'card' and tender.state in ('drafted', 'ready', 'on_reader', 'held')`

/** What does not come to rest, in words; nothing when all does. */
async function untilAtRest({ pool }: Stage): Promise<readonly string[]> {
  const deadline = performance.now() + REST_WITHIN_MS
  for (;;) {
    const { rows } = await pool.query<{ what: string }>(UNREST)
    if (rows.length === 0 || performance.now() > deadline) return rows.map(({ what }) => what)
    await wait(200)
  }
}

/** Ten thousands of payments are hundreds of pages, and the sweep takes only what the morning leaves of Stripe's limit. */
const SWEPT_WITHIN_MS = 180_000

/** The sweep at the start looks for intents that no tender carries. Whether it found them all is for the audit to say. */
async function untilSwept({ stripe }: Stage): Promise<void> {
  const deadline = performance.now() + SWEPT_WITHIN_MS
  const isOpen = ({ status }: { readonly status: string }) => status !== 'succeeded' && status !== 'canceled'
  while (performance.now() < deadline && (await stripe.intents()).some(isOpen)) await wait(2_000)
}

const UNREST = `
select 'tender ' || id || ' is ' || state || ', wish ' || wish as what from tender
  where kind = 'card' and state in ('drafted', 'ready', 'on_reader', 'held')
union all select 'lease of ' || reader_id || ' by ' || coalesce(tender_id, holder) from reader_lease
union all select 'open call ' || key from call where outcome is null
union all select 'look due for ' || id || ', ' || state from tender where next_look_at is not null`
