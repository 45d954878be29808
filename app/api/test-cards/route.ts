import { PresentTestCard } from '#lib/contracts/test-cards.ts'
import { presentTestCard } from '#lib/operations/present-test-card.ts'
import { answer, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { stripeSide } from '#lib/server/stripe-side.ts'
import { world } from '#lib/server/world.ts'

export const POST = signedIn('test_cards.use', async (request, { session }) => {
  const input = await read(request, PresentTestCard)
  if (!input.ok) return refused(input.refusal)
  const live = stripeSide().mode === 'live'
  return answer(await presentTestCard(world(), input.value, { session, live }))
})
