import { OneSale } from '#lib/contracts/sales.ts'
import { saleOf } from '#lib/queries/sale.ts'
import { timelineOf } from '#lib/queries/timeline.ts'
import { given, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { readValue } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

/** The sale; with its payments' diary when that is asked for (`?with=diary`). */
export const GET = signedIn('sale.view', async (request, { params }) => {
  const input = readValue(OneSale, await params)
  if (!input.ok) return refused(input.refusal)
  const { saleId } = input.value
  const withDiary = new URL(request.url).searchParams.get('with') === 'diary'
  const found = await (withDiary ? timelineOf(world(), saleId) : saleOf(world(), saleId))
  return found ? given(found) : refused({ kind: 'not_found' })
})
