import { EventsOfReader, type ReaderEventsAnswer } from '#lib/contracts/readers.ts'
import { given, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { readValue } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const GET = signedIn('readers.view', async (request, { params }) => {
  const asked = Object.fromEntries(new URL(request.url).searchParams)
  const input = readValue(EventsOfReader, { ...asked, ...(await params) })
  if (!input.ok) return refused(input.refusal)
  const { readerId, before } = input.value
  const found: ReaderEventsAnswer = await world().readers.events(readerId, before)
  return given(found)
})
