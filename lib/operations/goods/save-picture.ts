import { goodPictureIn, goodPictureProblem } from '#lib/domain/good-picture.ts'
import type { ProductId } from '#lib/domain/ids.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { byOf } from '../allowed.ts'
import { sha256Of } from './sha256-of.ts'
import { type GoodsResult, problem, resultOf } from './written.ts'

type Needs = Pick<World, 'goods' | 'clock'>

type PictureWish = {
  readonly productId: ProductId
  /** The version of the picture that was there as the person saw it; null for none. */
  readonly seen: string | null
}

/** Puts a picture on a good's tile, or another in its place: what it is, its own bytes say. Of two managers at once the second is told. */
export async function savePicture(
  { goods, clock }: Needs,
  { productId, seen, bytes }: PictureWish & { readonly bytes: Uint8Array },
  session: Session,
): Promise<GoodsResult> {
  const picture = goodPictureIn(bytes)
  const wrong = goodPictureProblem(picture, bytes.length)
  if (wrong !== undefined || !picture) return problem('picture', wrong ?? '')
  const kept = { type: picture.type, hash: await sha256Of(bytes), bytes }
  return resultOf(await goods.savePicture(productId, kept, seen, byOf(session, clock.now())))
}

/** The tile shows its name on its colour again. */
export async function removePicture(
  { goods, clock }: Needs,
  { productId, seen }: PictureWish,
  session: Session,
): Promise<GoodsResult> {
  return resultOf(await goods.savePicture(productId, null, seen, byOf(session, clock.now())))
}
