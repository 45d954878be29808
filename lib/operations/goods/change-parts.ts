import type { CategoryRow, GroupWish, TaxClassWish } from '#lib/domain/goods.ts'
import type { CategoryId, ModifierGroupId, ProductId, RegisterId, TaxClassId } from '#lib/domain/ids.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { byOf } from '../allowed.ts'
import { type GoodsResult, resultOf } from './written.ts'

type Needs = Pick<World, 'goods' | 'clock'>

export type CategoryChange =
  | ({ readonly do: 'save'; readonly version: number } & Pick<CategoryRow, 'id' | 'name' | 'colour'>)
  | { readonly do: 'order'; readonly ids: readonly CategoryId[] }
  | { readonly do: 'remove'; readonly id: CategoryId }

/** A category goes only when no good is in it, archived ones neither. */
export async function changeCategories(
  { goods, clock }: Needs,
  wish: CategoryChange,
  session: Session,
): Promise<GoodsResult> {
  const by = byOf(session, clock.now())
  switch (wish.do) {
    case 'save':
      return resultOf(await goods.saveCategory(wish, wish.version, by))
    case 'order':
      return resultOf(await goods.orderCategories(wish.ids, by))
    case 'remove':
      return resultOf(await goods.removeCategory(wish.id, by))
  }
}

export type TaxChange =
  | ({ readonly do: 'save'; readonly version: number } & TaxClassWish)
  | { readonly do: 'remove'; readonly id: TaxClassId }

/** Rates count from the next line that is rung up; lines on open sales keep theirs. */
export async function changeTaxes(
  { goods, clock }: Needs,
  wish: TaxChange,
  session: Session,
): Promise<GoodsResult> {
  const by = byOf(session, clock.now())
  if (wish.do === 'remove') return resultOf(await goods.removeTaxClass(wish.id, by))
  const { id, name, isDefault, rates } = wish
  return resultOf(await goods.saveTaxClass({ id, name, isDefault, rates }, wish.version, by))
}

export type ModifierChange =
  | {
      readonly do: 'save'
      readonly id: ModifierGroupId
      readonly version: number
      readonly group: Omit<GroupWish, 'id'>
    }
  | {
      readonly do: 'archive'
      readonly id: ModifierGroupId
      readonly version: number
      readonly archived: boolean
    }

export async function changeModifiers(
  { goods, clock }: Needs,
  wish: ModifierChange,
  session: Session,
): Promise<GoodsResult> {
  const by = byOf(session, clock.now())
  return resultOf(
    wish.do === 'save'
      ? await goods.saveGroup({ id: wish.id, ...wish.group }, wish.version, by)
      : await goods.archiveGroup(wish.id, wish.archived, wish.version, by),
    undefined,
    'group.name',
  )
}

/** The tiles that a register begins with, in their order; none gives it the shop's again. */
export async function arrangeFavourites(
  { goods, clock }: Needs,
  wish: {
    readonly registerId: RegisterId
    readonly ids: readonly ProductId[]
    readonly was: readonly ProductId[]
  },
  session: Session,
): Promise<GoodsResult> {
  const ids = [...new Set(wish.ids)]
  return resultOf(await goods.saveFavourites(wish.registerId, ids, wish.was, byOf(session, clock.now())))
}
