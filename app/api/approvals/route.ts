import { Approve, AskWho } from '#lib/contracts/approvals.ts'
import { approve } from '#lib/operations/approve.ts'
import { approversOf } from '#lib/queries/approvers.ts'
import { answer, given, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { mayTryHere } from '#lib/server/may-try.ts'
import { read, readValue } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const GET = signedIn('approvals.ask', async request => {
  const input = readValue(AskWho, Object.fromEntries(new URL(request.url).searchParams))
  return input.ok ? given(await approversOf(world(), input.value)) : refused(input.refusal)
})

/** Somebody types a PIN here as at the sign-in screen, and is slowed down like there. */
export const POST = signedIn('approvals.ask', async (request, { session }) => {
  if (!mayTryHere(session)) return refused({ kind: 'too_busy' })
  const input = await read(request, Approve)
  return input.ok ? answer(await approve(world(), input.value, session)) : refused(input.refusal)
})
