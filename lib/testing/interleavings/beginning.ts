import { applyEdit, totalOf } from '#lib/domain/cart.ts'
import { withSums } from '#lib/domain/sale.ts'
import { emptyBooks } from './books.ts'
import { blankSale, editTo, readerName } from './counter.ts'
import type { Explored } from './explored.ts'
import type { Memory, State } from './state.ts'

/** Monday morning. The clock stands still until closing time: until then the explorer decides what is due. */
export const NOON = 1_800_000_000_000

/** Every till has rung up its goods, every reader is idle, and nobody has pressed Charge. */
export function beginning(explored: Explored, blank: (serverId: string) => Memory): State {
  return {
    now: NOON,
    books: {
      ...emptyBooks,
      sales: explored.tills.map((quantity, till) => ({ sale: rungUp(till, quantity), version: 1 })),
    },
    stripe: {
      intents: [],
      devices: Array.from({ length: explored.readers }, (_, nr) => ({ id: readerName(nr) })),
      keys: {},
      events: [],
      travelling: [],
    },
    servers: Array.from({ length: explored.servers }, (_, nr) => ({
      name: `server ${nr}`,
      life: 0,
      memory: blank(`server ${nr}.0`),
    })),
    told: [],
    acknowledged: [],
    left: explored.budget,
  }
}

function rungUp(till: number, quantity: number) {
  const sale = blankSale(till)
  const { lines } = applyEdit(sale.lines, editTo(quantity), () => undefined, sale.rule)
  const { total, tax } = totalOf(lines, sale.rule)
  return withSums({ ...sale, lines, wantedTotal: total, tax })
}
