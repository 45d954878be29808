import { randomUUID } from 'node:crypto'
import { idOf, type SaleId } from '#lib/domain/ids.ts'
import type { Counter } from './counter.ts'
import { draftsLike } from './drafts.ts'
import { type Loaded, post, type Wish } from './http-load.ts'

/**
 * Prepared drafts, and how they are paid. The floor is a POST through the same Next, the same guard and the same sockets to a route
 * that finds nothing to do: signing out without being signed in.
 */
export async function openCashDesk(counter: Counter, count: number) {
  const { sale } = await counter.ringUp()
  const drafts = await draftsLike(counter.pool, sale.id, count)
  const minor = sale.wantedTotal.minor
  let taken = 0
  const take = (wanted: number): readonly SaleId[] => {
    const some = drafts.slice(taken, taken + wanted)
    if (some.length < wanted) throw new Error('not enough drafts were prepared')
    taken += wanted
    return some
  }
  const cash = (origin: string, saleId: SaleId): Wish => ({
    url: `${origin}/api/sales/${saleId}/cash`,
    body: JSON.stringify({ tenderId: idOf('tender', randomUUID()), handedMinor: minor, shownMinor: minor }),
  })

  return {
    /** Pays so many drafts, in turn at each of the servers. */
    pay(count: number, inFlight: number, origins = [counter.origin]): Promise<Loaded> {
      // A page's origin is its host; the routes compare the two.
      return Promise.all(
        origins.map((origin, at) => {
          const share = Math.floor((count + at) / origins.length)
          const wishes = take(share).map(saleId => cash(origin, saleId))
          return post(wishes, { inFlight, headers: { ...counter.headers, origin } })
        }),
      ).then(together)
    },
    empty(count: number, inFlight: number, origins = [counter.origin]): Promise<Loaded> {
      return Promise.all(
        origins.map(origin => {
          const url = `${origin}/api/sign-out`
          const body = cash(origin, sale.id).body
          const wishes = Array.from({ length: Math.ceil(count / origins.length) }, () => ({ url, body }))
          return post(wishes, { inFlight, headers: { origin } })
        }),
      ).then(together)
    },
  }
}

export type CashDesk = Awaited<ReturnType<typeof openCashDesk>>

function together(loads: readonly Loaded[]): Loaded {
  return {
    perSecond: loads.reduce((sum, load) => sum + load.perSecond, 0),
    times: loads.flatMap(load => load.times),
  }
}
