import { registerAnswer } from '#lib/queries/register-answer.ts'
import { given, refused } from '#lib/server/answer.ts'
import { hot } from '#lib/server/guard.ts'
import { stripeSide } from '#lib/server/stripe-side.ts'
import { world } from '#lib/server/world.ts'

export const GET = hot('till.use', async (_request, { sessionHash }) => {
  const register = await registerAnswer(world(), sessionHash, stripeSide())
  return register ? given(register) : refused({ kind: 'signed_out' })
})
