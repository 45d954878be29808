import { CreateLocation } from '#lib/contracts/locations.ts'
import { createLocation } from '#lib/operations/manage-locations.ts'
import { answer, given, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { seenAtStripe, world } from '#lib/server/world.ts'

export const GET = signedIn('locations.view', async () => given(await seenAtStripe().locations()))

export const POST = signedIn('locations.manage', async (request, { session }) => {
  const input = await read(request, CreateLocation)
  return input.ok ? answer(await createLocation(world(), input.value, session)) : refused(input.refusal)
})
