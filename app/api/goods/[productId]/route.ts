import { OneGood, SaveGood } from '#lib/contracts/goods.ts'
import { saveGood } from '#lib/operations/goods/save-good.ts'
import { goodAnswer } from '#lib/queries/goods.ts'
import { given, refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { read, readValue } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

export const GET = signedIn('goods.view', async (_, { params }) => {
  const input = readValue(OneGood, await params)
  const good = input.ok ? await goodAnswer(world(), input.value.productId) : undefined
  return good ? given(good) : refused({ kind: 'not_found' })
})

/** Makes it, at version 0, or changes it. */
export const POST = signedIn('goods.manage', async (request, { params, session }) => {
  const input = await read(request, SaveGood, await params)
  if (!input.ok) return refused(input.refusal)
  const { productId: id, version, ...form } = input.value
  const done = await saveGood(world(), wishOf(id, form), version, session)
  if (!done.ok) return refused(done.refusal)
  return given(await goodAnswer(world(), id))
})

type Form = Omit<ReturnType<typeof SaveGood.parse>, 'productId' | 'version'>

/** An empty SKU is none. */
function wishOf(id: ReturnType<typeof SaveGood.parse>['productId'], { variants, ...form }: Form) {
  return {
    ...form,
    id,
    sku: form.sku || null,
    variants: variants.map(variant => ({ ...variant, sku: variant.sku || null })),
  }
}
