import { OneLocation, OnePlace, UpdateLocation } from '#lib/contracts/locations.ts'
import { deleteLocation, updateLocation } from '#lib/operations/manage-locations.ts'
import { answer, given, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read, readValue } from '#lib/server/read.ts'
import { seenAtStripe, world } from '#lib/server/world.ts'

export const GET = signedIn('locations.view', async (_request, { params }) => {
  const input = readValue(OnePlace, await params)
  if (!input.ok) return refused(input.refusal)
  const found = await seenAtStripe().location(input.value.locationId)
  return found ? given(found) : refused({ kind: 'not_found' })
})

export const POST = signedIn('locations.manage', async (request, { params, session }) => {
  const input = await read(request, UpdateLocation, await params)
  return input.ok ? answer(await updateLocation(world(), input.value, session)) : refused(input.refusal)
})

export const DELETE = signedIn('locations.manage', async (_request, { params, session }) => {
  const input = readValue(OneLocation, await params)
  if (!input.ok) return refused(input.refusal)
  return answer(await deleteLocation(world(), input.value.locationId, session))
})
