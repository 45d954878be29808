import { BindBrowser } from '#lib/contracts/registers.ts'
import { bindBrowser } from '#lib/operations/bind-browser.ts'
import { given, refused } from '#lib/server/answer.ts'
import { browserOf, registerCookieFor } from '#lib/server/browser.ts'
import { open } from '#lib/server/guard.ts'
import { mayTry } from '#lib/server/may-try.ts'
import { read } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

/** Before anybody is known: the code is what a manager gave, and opens nothing but this. */
export const POST = open(async request => {
  if (!(await mayTry(request))) return refused({ kind: 'too_busy' })
  const input = await read(request, BindBrowser)
  if (!input.ok) return refused(input.refusal)
  const bound = await bindBrowser(world(), input.value.code, browserOf(request))
  if (!bound.ok) return refused(bound.refusal)
  const { register, registerToken } = bound.value
  return given({ register }, registerCookieFor(request, registerToken))
})
