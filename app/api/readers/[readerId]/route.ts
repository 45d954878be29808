import { OneReader } from '#lib/contracts/readers.ts'
import { removeReader } from '#lib/operations/readers/remove-reader.ts'
import { readerDetail } from '#lib/queries/readers.ts'
import { answer, given, refused } from '#lib/server/answer.ts'
import { fleetIsLookedAt } from '#lib/server/fleet-watch.ts'
import { signedIn } from '#lib/server/guard.ts'
import { readValue } from '#lib/server/read.ts'
import { stripeSide } from '#lib/server/stripe-side.ts'
import { world } from '#lib/server/world.ts'

export const GET = signedIn('readers.view', async (_request, { params }) => {
  const input = readValue(OneReader, await params)
  if (!input.ok) return refused(input.refusal)
  fleetIsLookedAt(world().clock.now())
  const detail = await readerDetail(world(), input.value.readerId, stripeSide())
  return detail ? given(detail) : refused({ kind: 'not_found' })
})

export const DELETE = signedIn('readers.manage', async (_request, { params, session }) => {
  const input = readValue(OneReader, await params)
  return input.ok
    ? answer(await removeReader(world(), input.value.readerId, session))
    : refused(input.refusal)
})
