import type { SetUpAnswer } from '#lib/contracts/set-up.ts'
import type { World } from '#lib/ports/world.ts'

/** How far the shop is: not there, founded but not equipped, or open. */
export async function setUpState({ shops }: Pick<World, 'shops'>): Promise<SetUpAnswer['state']> {
  const shop = await shops.shop()
  if (!shop) return 'empty'
  return shop.ready ? 'done' : 'half'
}
