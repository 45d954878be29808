import { and, asc, eq, max, notInArray, sql } from 'drizzle-orm'
import type { GroupWish } from '#lib/domain/goods.ts'
import type { ModifierGroupId, ModifierId } from '#lib/domain/ids.ts'
import type { GoodsStore } from '#lib/ports/goods-store.ts'
import {
  changed,
  changeGoods,
  type Done,
  difference,
  type GoodsNeeds,
  isCalled,
  nameTaken,
  notFound,
  type Transaction,
} from './goods-change.ts'
import { modifier, modifierGroup } from './schema/catalogue.ts'

type Groups = Pick<GoodsStore, 'groups' | 'saveGroup' | 'archiveGroup'>

export function makeModifierGroups(needs: GoodsNeeds): Groups {
  return {
    async groups() {
      const [groups, modifiers] = await Promise.all([
        needs.db
          .select({
            group: modifierGroup,
            goods: sql<number>`(select count(*)::int from product_modifier_group a where a.group_id = modifier_group.id)`,
          })
          .from(modifierGroup)
          .orderBy(asc(modifierGroup.position), asc(modifierGroup.id)),
        answers(needs.db),
      ])
      return groups.map(({ group: { id, name, least, most, archived, version }, goods }) => ({
        // True because only ids of groups are ever put there.
        id: id as ModifierGroupId,
        ...{ name, least, most, archived, version, goods },
        modifiers: modifiers.filter(one => one.groupId === id).map(modifierFrom),
      }))
    },
    saveGroup: (wish, at, by) => changeGoods(needs, by, tx => save(tx, wish, at)),
    archiveGroup: (id, archived, at, by) =>
      changeGoods(needs, by, async tx => {
        const [row] = await tx.select().from(modifierGroup).where(eq(modifierGroup.id, id)).for('update')
        if (!row) return notFound
        if (row.version !== at) return changed
        await tx
          .update(modifierGroup)
          .set({ archived, version: at + 1 })
          .where(eq(modifierGroup.id, id))
        const what = archived ? 'archive_modifiers' : 'restore_modifiers'
        return { what, subject: id, named: row.name, before: { archived: row.archived }, after: { archived } }
      }),
  }
}

const answers = (db: Pick<Transaction, 'select'>) =>
  db
    .select()
    .from(modifier)
    .where(eq(modifier.archived, false))
    .orderBy(asc(modifier.position), asc(modifier.id))

const modifierFrom = ({ id, name, priceMinor }: typeof modifier.$inferSelect) => ({
  // True because only ids of modifiers are ever put there.
  id: id as ModifierId,
  name,
  priceMinor,
})

async function save(tx: Transaction, wish: GroupWish, at: number): Promise<Done> {
  const { id, name, least, most } = wish
  const [before] = await tx.select().from(modifierGroup).where(eq(modifierGroup.id, id)).for('update')
  if ((before?.version ?? 0) !== at) return changed
  if (before?.name !== name && (await isCalled(tx, 'modifier_group', wish))) return nameTaken
  const old = (await answers(tx)).filter(one => one.groupId === id).map(modifierFrom)
  if (before) {
    await tx
      .update(modifierGroup)
      .set({ name, least, most, version: at + 1 })
      .where(eq(modifierGroup.id, id))
  } else {
    const [last] = await tx.select({ position: max(modifierGroup.position) }).from(modifierGroup)
    await tx.insert(modifierGroup).values({ id, name, least, most, position: (last?.position ?? -1) + 1 })
  }
  for (const [position, { id: modifierId, name: called, priceMinor }] of wish.modifiers.entries()) {
    const values = { name: called, priceMinor, position, archived: false }
    const put = await tx
      .insert(modifier)
      .values({ ...values, id: modifierId, groupId: id })
      .onConflictDoUpdate({ target: modifier.id, set: values, setWhere: eq(modifier.groupId, id) })
      .returning({ id: modifier.id })
    if (put.length === 0) return changed
  }
  const kept = wish.modifiers.map(one => one.id)
  await tx
    .update(modifier)
    .set({ archived: true })
    .where(and(eq(modifier.groupId, id), notInArray(modifier.id, [...kept, ''])))
  const { id: _, ...after } = wish
  const was = before && { name: before.name, least: before.least, most: before.most, modifiers: old }
  const what = before ? 'save_modifiers' : 'make_modifiers'
  return { what, subject: id, named: name, ...difference(was, after) }
}
