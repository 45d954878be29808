import { randomUUID } from 'node:crypto'
import type { SaleAnswer } from '#lib/contracts/sale-answer.ts'
import { idOf } from '#lib/domain/ids.ts'
import { type Answered, ask } from './http.ts'
import type { Desk, Shop } from './open-shop.ts'
import type { Stage } from './stage.ts'
import { wait, waitUntil } from './wait.ts'

/** Far more than a payment takes; what is stuck is stuck for ever, and a machine that is busy with other things is no violation. */
const PAID_WITHIN_MS = 60_000
const GOOD_CARD = '4242424242424242'

/** At every reader one coffee by card, in fair weather. Returns what went wrong, in words. */
export async function sellOneEach(stage: Stage, { desks, goods }: Shop): Promise<readonly string[]> {
  await stage.pool.query('update register set current_sale_id = null')
  const oneEach = [...new Map(desks.map(desk => [desk.readerId, desk])).values()]
  const problems = await Promise.all(oneEach.map(desk => sellOne(stage, desk, goods[0] ?? '')))
  return problems.filter(problem => problem !== undefined)
}

async function sellOne(
  { servers, stripe }: Stage,
  desk: Desk,
  productId: string,
): Promise<string | undefined> {
  const [{ origin }] = servers
  const sale = `${origin}/api/sales/${idOf('sale', randomUUID())}`
  const headers = { cookie: desk.cookie, origin }
  const edits = [{ type: 'put', lineId: idOf('line', randomUUID()), productId, quantity: 1 }]
  const rung = await untilHeard(() => ask({ method: 'POST', url: `${sale}/edits`, headers, body: { edits } }))
  if (rung?.status !== 200) return `${desk.readerId}: could not ring up (${rung?.status})`
  // The till's own answer.
  const shownMinor = (rung.body as SaleAnswer).sale.wantedTotal.minor
  const body = { press: randomUUID(), tenderId: idOf('tender', randomUUID()), shownMinor }
  const charged = await untilHeard(() => ask({ method: 'POST', url: `${sale}/charge`, headers, body }))
  if (charged?.status !== 200) return `${desk.readerId}: could not charge (${JSON.stringify(charged?.body)})`
  let last = ''
  const paid = await waitUntil(
    async () => {
      await stripe.control('POST', `readers/${desk.readerId}/present`, { number: GOOD_CARD })
      const answer = await ask({ method: 'GET', url: sale, headers })
      // As above.
      const now = answer?.body as SaleAnswer | undefined
      last = `${now?.sale.status} ${now?.payment?.mood ?? ''}`
      if (now?.payment?.mood === 'collected')
        await ask({ method: 'POST', url: `${sale}/payment`, headers, body: { wish: 'confirm' } })
      await wait(50)
      return now?.sale.status === 'paid'
    },
    { withinMs: PAID_WITHIN_MS },
  )
  return paid ? undefined : `${desk.readerId}: a new sale was not paid (${last})`
}

/** A server that has just started may be slow to answer: the same press again, as a browser does. */
async function untilHeard(send: () => Promise<Answered | undefined>): Promise<Answered | undefined> {
  const deadline = performance.now() + PAID_WITHIN_MS
  for (;;) {
    const answer = await send()
    if ((answer && answer.status < 500) || performance.now() > deadline) return answer
    await wait(250)
  }
}
