import type { SaleAnswer } from '#lib/contracts/sale-answer.ts'
import type { SaleId } from '#lib/domain/ids.ts'
import { paymentOf } from '#lib/domain/payment-view.ts'
import type { Loaded } from '#lib/ports/sale-store.ts'
import type { World } from '#lib/ports/world.ts'

type Reading = Pick<World, 'sales' | 'shops' | 'clock'>

type Brought = {
  readonly reader?: { readonly id: string; readonly label: string }
  readonly readerLabels?: Readonly<Record<string, string>>
}

/** A sale as every screen shows it, or undefined when there is none of that id. */
export async function saleOf(world: Reading, saleId: SaleId): Promise<SaleAnswer | undefined> {
  const loaded = await world.sales.load(saleId)
  return loaded && answerOf(world, loaded)
}

/** The same from what a write has just saved. The reader's name is read only while a payment is under way, and when the write has not brought it. */
export async function answerOf(
  world: Pick<World, 'shops' | 'clock'>,
  { sale, version, leases, reader, readerLabels }: Pick<Loaded, 'sale' | 'version' | 'leases'> & Brought,
): Promise<SaleAnswer> {
  const payment = paymentOf(sale, leases)
  const now = world.clock.now()
  if (!payment) return { sale, version, now }
  const { readerId } = payment
  const brought = reader?.id === readerId ? reader.label : readerLabels?.[readerId]
  const readerLabel = brought ?? (await labelOf(world, readerId))
  return { sale, version, now, payment: { ...payment, readerLabel } }
}

async function labelOf(world: Pick<World, 'shops'>, readerId: string): Promise<string> {
  const registers = await world.shops.registers()
  return registers.find(register => register.readerId === readerId)?.readerLabel ?? 'the reader'
}
