import { WebhookWish } from '#lib/contracts/stripe-settings.ts'
import { connectWebhooks, replayWebhooks, rollWebhook } from '#lib/operations/wire-stripe.ts'
import { answer, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { stripeSide } from '#lib/server/stripe-side.ts'
import { world } from '#lib/server/world.ts'

export const POST = signedIn('stripe.manage', async (request, { session }) => {
  const input = await read(request, WebhookWish)
  if (!input.ok) return refused(input.refusal)
  const wish = input.value
  if (wish.do === 'replay') return answer(await replayWebhooks(world(), session))
  if (wish.do === 'roll') return answer(await rollWebhook(world(), wish.door, session))
  const { mode } = stripeSide()
  return answer(await connectWebhooks(world(), { url: wish.url, mode }, session))
})
