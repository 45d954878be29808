import { liveCard, toPay } from '#lib/domain/sale.ts'
import { rowOf } from './books.ts'
import type { Budget } from './budget.ts'
import { readerName, saleIdOf } from './counter.ts'
import type { Explored } from './explored.ts'
import type { Job, State } from './state.ts'

/** What the cashier at a till may press now, and what it costs of the budget. Whether it is allowed is the till's to say. */
export function presses(
  explored: Explored,
  state: State,
  till: number,
): readonly (readonly [Job, keyof Budget])[] {
  const { left } = state
  const sale = rowOf(state.books, saleIdOf(till))?.sale
  if (!sale) return []
  const refundable = sale.tenders.some(one => one.kind === 'card' && one.state === 'paid')
  const refund = { do: 'refund', till, press: `press ${left.refund}` } as const
  const back = left.refund > 0 && refundable ? [[refund, 'refund'] as const] : []
  if (sale.status !== 'open') return back
  const live = liveCard(sale)
  const jobs: (readonly [Job, keyof Budget])[] = [...back]
  const mayCharge = left.charge > 0 && toPay(sale).minor > 0
  const press = `press ${left.charge + left.cash}`
  if (mayCharge)
    for (let nr = 0; nr < explored.readers; nr++)
      jobs.push([{ do: 'charge', till, reader: readerName(nr), press }, 'charge'])
  if (left.cancel > 0 && live && live.wish !== 'stop') jobs.push([{ do: 'cancel', till }, 'cancel'])
  if (left.changeSale > 0 && live) jobs.push([{ do: 'change_sale', till }, 'changeSale'])
  if (left.check > 0 && live) jobs.push([{ do: 'check_status', till }, 'check'])
  if (left.confirm > 0 && live?.attempt === 'collected') jobs.push([{ do: 'confirm', till }, 'confirm'])
  if (left.capture > 0 && live?.state === 'held') jobs.push([{ do: 'capture', till }, 'capture'])
  if (left.cash > 0) jobs.push([{ do: 'cash', till, press }, 'cash'])
  if (left.edit > 0)
    jobs.push([{ do: 'edit', till, quantity: sale.lines[0]?.quantity === 1 ? 2 : 1 }, 'edit'])
  return jobs
}
