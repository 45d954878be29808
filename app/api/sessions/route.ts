import { SignOut } from '#lib/contracts/people.ts'
import { signOutSessions } from '#lib/operations/sign-out-sessions.ts'
import { sessionsNow } from '#lib/queries/people.ts'
import { answer, given, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const GET = signedIn('sessions.manage', async (_request, { session }) =>
  given(await sessionsNow(world(), session)),
)

export const POST = signedIn('sessions.manage', async (request, { session }) => {
  const input = await read(request, SignOut)
  return input.ok ? answer(await signOutSessions(world(), input.value, session)) : refused(input.refusal)
})
