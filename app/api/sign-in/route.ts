import { SignIn } from '#lib/contracts/set-up.ts'
import { signIn } from '#lib/operations/sign-in.ts'
import { signInChoices } from '#lib/queries/sign-in-choices.ts'
import { given, refused } from '#lib/server/answer.ts'
import { browserOf, cookiesFor } from '#lib/server/browser.ts'
import { open } from '#lib/server/guard.ts'
import { mayTry } from '#lib/server/may-try.ts'
import { read } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const GET = open(async request => {
  const choices = await signInChoices(world(), browserOf(request).registerToken)
  return choices ? given(choices) : refused({ kind: 'not_set_up' })
})

export const POST = open(async request => {
  if (!(await mayTry(request))) return refused({ kind: 'too_busy' })
  const input = await read(request, SignIn)
  if (!input.ok) return refused(input.refusal)
  const result = await signIn(world(), input.value, browserOf(request))
  return result.ok ? given({}, cookiesFor(request, result.value)) : refused(result.refusal)
})
