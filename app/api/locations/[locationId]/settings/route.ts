import { ChangeReaderSettings } from '#lib/contracts/locations.ts'
import { changeReaderSettings } from '#lib/operations/manage-reader-settings.ts'
import { answer, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const POST = signedIn('locations.manage', async (request, { params, session }) => {
  const input = await read(request, ChangeReaderSettings, await params)
  if (!input.ok) return refused(input.refusal)
  const { locationId: place, ...wanted } = input.value
  return answer(await changeReaderSettings(world(), { place, ...wanted }, session))
})
