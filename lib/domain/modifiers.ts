import type { ModifierGroupId, ModifierId } from './ids.ts'
import type { Money } from './money.ts'

export type Modifier = {
  readonly id: ModifierId
  readonly name: string
  /** On top of the good's own price, for one; below zero it takes something off. */
  readonly price: Money
}

/** A question a good asks: at least `least` and at most `most` of its answers. */
export type ModifierGroup = {
  readonly id: ModifierGroupId
  readonly name: string
  readonly least: number
  readonly most: number
  readonly modifiers: readonly Modifier[]
}

/** A modifier as it stands on a line: what it was called and cost then. */
export type LineModifier = Modifier

/**
 * What these ids mean, in the order of the questions. Undefined when one of them is no answer to any question, stands twice, or a
 * question got too few or too many.
 */
export function chosenModifiers(
  groups: readonly ModifierGroup[],
  ids: readonly ModifierId[],
): readonly LineModifier[] | undefined {
  const wanted = new Set(ids)
  if (wanted.size !== ids.length) return undefined
  const perGroup = groups.map(group => group.modifiers.filter(one => wanted.has(one.id)))
  const fits = groups.every((group, i) => {
    const count = perGroup[i]?.length ?? 0
    return leastOf(group) <= count && count <= group.most
  })
  const chosen = perGroup.flat()
  return fits && chosen.length === ids.length
    ? chosen.map(({ id, name, price }) => ({ id, name, price }))
    : undefined
}

/** A question with fewer answers than it asks for is content with those: an archived modifier must not stop a sale. */
export const leastOf = ({ least, modifiers }: ModifierGroup): number => Math.min(least, modifiers.length)

export const sameModifiers = (a: readonly ModifierId[], b: readonly ModifierId[]): boolean =>
  a.length === b.length && a.every(id => b.includes(id))
