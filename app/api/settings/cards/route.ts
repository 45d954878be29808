import { SetCardSettings } from '#lib/contracts/card-settings.ts'
import { setCardSettings } from '#lib/operations/set-card-settings.ts'
import { cardSettings } from '#lib/queries/card-settings.ts'
import { given, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const GET = signedIn('settings.view', async () => given(await cardSettings(world())))

export const POST = signedIn('settings.manage', async (request, { session }) => {
  const input = await read(request, SetCardSettings)
  if (!input.ok) return refused(input.refusal)
  const done = await setCardSettings(world(), input.value, session)
  return done.ok ? given(await cardSettings(world())) : refused(done.refusal)
})
