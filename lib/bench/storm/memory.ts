import type { SaleAnswer } from '#lib/contracts/sale-answer.ts'
import type { RefundId, SaleId, TenderId } from '#lib/domain/ids.ts'
import type { HeardSignal } from './till-line.ts'

/** What the till has told a robot with a 2xx. At closing time all of it has to be in the database. */
export type Memory = {
  /** The highest version that any answer carried. */
  readonly versions: Map<SaleId, number>
  /** Quantities that were sent for a line whose edit was acknowledged, by line. */
  /** All that the live lines said. */
  readonly heard: HeardSignal[]
  /** Versions that the live line told of before they could be read. */
  readonly early: { readonly saleId: SaleId; readonly heard: number; readonly seen: number }[]
  readonly lines: Map<string, { readonly saleId: SaleId; readonly quantities: Set<number> }>
  readonly removed: Map<string, SaleId>
  readonly cash: Map<TenderId, { readonly saleId: SaleId; readonly minor: number }>
  readonly charges: Map<string, SaleId>
  readonly refunds: Map<RefundId, { readonly saleId: SaleId; readonly minor: number }>
  readonly steered: { readonly saleId: SaleId; readonly wish: string }[]
  /** Sales of which any answer said that they are paid, and with how much. */
  readonly paid: Map<SaleId, number>
  /** Cards held against a reader, as the simulator's clock tells it. */
  readonly presented: { readonly readerId: string; readonly paymentIntent: string; readonly at: number }[]
}

export const newMemory = (): Memory => ({
  versions: new Map(),
  heard: [],
  early: [],
  lines: new Map(),
  removed: new Map(),
  cash: new Map(),
  charges: new Map(),
  refunds: new Map(),
  steered: [],
  paid: new Map(),
  presented: [],
})

/** Every answer that carries a sale is remembered, whatever it was an answer to. */
export function remember(memory: Memory, { sale, version }: SaleAnswer): void {
  memory.versions.set(sale.id, Math.max(version, memory.versions.get(sale.id) ?? 0))
  if (sale.status === 'paid') memory.paid.set(sale.id, sale.received.minor)
}

/** The live line told of this version, so it is there: whoever asks at once has to see it, and closing time too. */
export function rememberHeard(memory: Memory, saleId: SaleId, heard: number, now: SaleAnswer): void {
  if (now.version < heard) memory.early.push({ saleId, heard, seen: now.version })
  memory.versions.set(saleId, Math.max(heard, memory.versions.get(saleId) ?? 0))
}
