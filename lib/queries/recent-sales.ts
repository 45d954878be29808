import type { Sale } from '#lib/domain/sale.ts'
import type { World } from '#lib/ports/world.ts'

const MOST = 100

export type RecentSales = { readonly country: string; readonly sales: readonly Sale[] }

/** The newest sales, for whoever looks for a receipt or for what became of one. */
export async function recentSales({ sales, shops }: Pick<World, 'sales' | 'shops'>): Promise<RecentSales> {
  const [shop, recent] = await Promise.all([shops.shop(), sales.recent(MOST)])
  return { country: shop?.country ?? 'US', sales: recent }
}
