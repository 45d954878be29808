import type { World } from '#lib/ports/world.ts'

type Part = 'up' | 'down'
export type Health = { readonly till: Part; readonly database: Part; readonly stripe: Part }

/** Names of parts and whether they are up, and nothing else: anybody may ask. */
export async function health({ shops, stripe }: Pick<World, 'shops' | 'stripe'>): Promise<Health> {
  const [database, reach] = await Promise.allSettled([shops.shop(), stripe.reach()])
  const hearsStripe =
    reach.status === 'fulfilled' && (reach.value.state === 'up' || reach.value.state === 'slow')
  return {
    till: 'up',
    database: database.status === 'fulfilled' ? 'up' : 'down',
    stripe: hearsStripe ? 'up' : 'down',
  }
}
