import { SetUp, type SetUpAnswer } from '#lib/contracts/set-up.ts'
import { setUp } from '#lib/operations/set-up.ts'
import { setUpState } from '#lib/queries/set-up-state.ts'
import { given, refused } from '#lib/server/answer.ts'
import { browserOf, cookiesFor } from '#lib/server/browser.ts'
import { open } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { checkSetUpCode, setUpCodeNeeded } from '#lib/server/set-up-code.ts'
import { stripeSide } from '#lib/server/stripe-side.ts'
import { world } from '#lib/server/world.ts'

export const GET = open(async ({ headers }) => {
  const state = await setUpState(world())
  return given({ state, codeNeeded: setUpCodeNeeded(headers), mode: stripeSide().mode } satisfies SetUpAnswer)
})

export const POST = open(async request => {
  const input = await read(request, SetUp)
  if (!input.ok) return refused(input.refusal)
  if ((await setUpState(world())) === 'done') return refused({ kind: 'already_set_up' })
  const wrongCode = checkSetUpCode(request.headers, input.value.code)
  if (wrongCode) return refused(wrongCode)

  const simulatedReader = stripeSide().mode !== 'live'
  const result = await setUp(world(), input.value, browserOf(request), { simulatedReader })
  return result.ok ? given({}, cookiesFor(request, result.value)) : refused(result.refusal)
})
