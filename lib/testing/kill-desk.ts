import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { ask } from '#lib/bench/storm/http.ts'
import type { Shop } from '#lib/bench/storm/open-shop.ts'
import type { Stage } from '#lib/bench/storm/stage.ts'
import type { SaleAnswer } from '#lib/contracts/sale-answer.ts'
import { idOf } from '#lib/domain/ids.ts'
import { returnedOn } from '#lib/domain/sale.ts'

/** Longer than it takes until a killed server is missed, so that a late copy of its call finds the work of the next one. */
const HELD_MS = 15_000
const LOOKS = { timeout: 60_000, interval: 50 }
const GOOD_CARD = '4242424242424242'

/** One press at the counter; sent again, it is the same press. */
export type Press = { readonly path: 'edits' | 'charge' | 'payment' | 'refunds'; readonly body: object }

/** How a sale stands: itself, its tenders, what was given back of it, and what is left behind. */
export type Told = {
  readonly sale: string
  readonly tenders: readonly string[]
  readonly returned: 'nothing' | 'part' | 'all'
  readonly left: readonly { readonly what: string }[]
}

/** One register of the real server with its reader, and one sale at it. */
export function openKillDesk({ servers: [server], stripe, pool }: Stage, shop: Shop, at: number) {
  const desk = shop.desks[at]
  if (!desk) throw new Error(`no desk ${at}`)
  const headers = { cookie: desk.cookie, origin: server.origin }
  const saleId = idOf('sale', randomUUID())
  const url = `${server.origin}/api/sales/${saleId}`

  const send = ({ path, body }: Press) => ask({ method: 'POST', url: `${url}/${path}`, headers, body })
  const now = async (): Promise<SaleAnswer> => {
    const answer = await ask({ method: 'GET', url, headers })
    if (answer?.status !== 200) throw new Error(`the sale cannot be read: ${answer?.status}`)
    // The till's own answer.
    return answer.body as SaleAnswer
  }
  const card = async () => {
    const tender = (await now()).sale.tenders.find(one => one.kind === 'card')
    if (tender?.kind !== 'card') throw new Error('no card tender')
    return tender
  }
  return {
    readerId: desk.readerId,
    saleId,
    card,
    send,
    async ringUp(): Promise<void> {
      const lineId = idOf('line', randomUUID())
      const edits = [{ type: 'put', lineId, productId: shop.goods[0], quantity: 1 }]
      expect(await send({ path: 'edits', body: { edits } })).toMatchObject({ status: 200 })
    },
    async charge(): Promise<Press> {
      const shownMinor = (await now()).sale.wantedTotal.minor
      const tenderId = idOf('tender', randomUUID())
      return { path: 'charge', body: { press: randomUUID(), tenderId, shownMinor } }
    },
    tap: () => stripe.control('POST', `readers/${desk.readerId}/present`, { number: GOOD_CARD }),
    /** Whether a card's money is only held, for whatever is charged from now on. */
    captures: (mode: 'manual' | 'automatic') => pool.query('update shop set capture_mode = $1', [mode]),
    sees: (told: string) =>
      expect
        .poll(() => now().then(({ payment, sale }) => payment?.mood ?? sale.status, String), LOOKS)
        .toBe(told),
    /** Stripe keeps the next call that goes there waiting; `executed`: its work is done, and only the answer waits. */
    async hold(path: string, executed: boolean): Promise<() => Promise<void>> {
      const { id } = (await stripe.control('POST', 'faults', {
        kind: 'slow',
        method: 'POST',
        ms: HELD_MS,
        path,
        executed,
        // The control API's own answer.
      })) as { id: string }
      return async () => {
        const isArmed = async () => {
          const { faults } = (await stripe.control('GET', 'faults')) as { faults: readonly { id: string }[] }
          return faults.some(one => one.id === id)
        }
        await expect.poll(isArmed, { ...LOOKS, interval: 10 }).toBe(false)
      }
    },
    async told(): Promise<Told> {
      const { sale } = await now()
      const { rows } = await pool.query<{ what: string }>(
        `select 'lease' as what from reader_lease where reader_id = $1
         union all select 'open ' || key from call where outcome is null and sale_id = $2
         union all select 'surprise ' || kind from surprise where sale_id = $2`,
        [desk.readerId, saleId],
      )
      const { minor } = returnedOn(sale)
      return {
        sale: sale.status,
        tenders: sale.tenders.map(one => `${one.kind} ${one.state}`),
        returned: minor === 0 ? 'nothing' : minor === sale.total.minor ? 'all' : 'part',
        left: rows,
      }
    },
  }
}

export type KillDesk = ReturnType<typeof openKillDesk>
