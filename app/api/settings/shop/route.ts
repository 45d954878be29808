import { SaveShopSettings } from '#lib/contracts/shop-settings.ts'
import { saveShopSettings } from '#lib/operations/save-shop-settings.ts'
import { shopSettings } from '#lib/queries/shop-settings.ts'
import { given, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const GET = signedIn('settings.view', async () => given(await shopSettings(world())))

export const POST = signedIn('settings.manage', async (request, { session }) => {
  const input = await read(request, SaveShopSettings)
  if (!input.ok) return refused(input.refusal)
  const done = await saveShopSettings(world(), input.value, session)
  return done.ok ? given(await shopSettings(world())) : refused(done.refusal)
})
