import { type Edit, fullName, LARGEST_QUANTITY, type Line, LONGEST_NAME } from '#lib/domain/cart.ts'
import type { LineId, ModifierId, ProductId } from '#lib/domain/ids.ts'
import { sameModifiers } from '#lib/domain/modifiers.ts'
import type { Sale } from '#lib/domain/sale.ts'

/** What a press means as edits, and what takes it back. */
export type Step = {
  readonly edits: readonly Edit[]
  readonly inverse: readonly Edit[]
  readonly lineId: LineId
}

const within = (quantity: number): number => Math.min(LARGEST_QUANTITY, Math.max(1, quantity))

/** A good as it is put on a sale: what it is, and what was chosen with it. */
export type Wanted = { readonly productId: ProductId; readonly modifiers?: readonly ModifierId[] }

/** The same good again, with the same modifiers, goes on the line it is on already, wherever that stands. */
export function adding(lines: readonly Line[], wanted: Wanted, count: number, newLine: LineId): Step {
  const { productId, modifiers = [] } = wanted
  const line = lines.findLast(
    other => other.productId === productId && sameModifiers(modifiersOf(other), modifiers),
  )
  if (line) return toQuantity(line, line.quantity + count)
  const edit: Edit = {
    type: 'put',
    lineId: newLine,
    quantity: within(count),
    ...asWanted(productId, modifiers),
  }
  return { edits: [edit], inverse: [{ type: 'remove', lineId: newLine }], lineId: newLine }
}

/** As much of it as the server takes, and no half of a sign. */
export const cutName = (name: string): string => name.slice(0, LONGEST_NAME).replace(/[\ud800-\udbff]$/, '')

/** An amount somebody typed, with a name. `unitPriceMinor` in minor units of the shop's currency. */
export function addingCustom(typed: string, unitPriceMinor: number, count: number, newLine: LineId): Step {
  const name = cutName(typed)
  const edit: Edit = { type: 'put_custom', lineId: newLine, name, unitPriceMinor, quantity: within(count) }
  return { edits: [edit], inverse: [{ type: 'remove', lineId: newLine }], lineId: newLine }
}

/** None left is gone. */
export function toQuantity(line: Line, quantity: number): Step {
  if (quantity < 1) return removing([line], line.id)
  return {
    edits: [putting(line, within(quantity))],
    inverse: [putting(line, line.quantity)],
    lineId: line.id,
  }
}

/** Taken back, they come again as they were, at the end of the cart. */
export const removing = (gone: readonly Line[], lineId: LineId): Step => ({
  edits: gone.map(line => ({ type: 'remove', lineId: line.id })),
  inverse: gone.map(line => putting(line, line.quantity)),
  lineId,
})

export const modifiersOf = (line: Line): readonly ModifierId[] => line.modifiers?.map(({ id }) => id) ?? []

const asWanted = (productId: ProductId, modifiers: readonly ModifierId[]): Wanted =>
  modifiers.length > 0 ? { productId, modifiers } : { productId }

function putting(line: Line, quantity: number): Edit {
  if (line.productId)
    return { type: 'put', lineId: line.id, quantity, ...asWanted(line.productId, modifiersOf(line)) }
  return {
    type: 'put_custom',
    lineId: line.id,
    name: line.name,
    unitPriceMinor: line.unitPrice.minor,
    quantity,
  }
}

/**
 * What is left of edits that a sale refused because it is paid or being paid: goods that are not on it yet, as lines of
 * their own for the next sale. What the sale already shows was acknowledged by an answer that got lost. Of a sale that nobody can see
 * every good is left. Removals are told by `tooLate`.
 */
export function leftOver<T extends { readonly edit: Edit }>(
  sale: Sale | undefined,
  list: readonly T[],
  newLine: () => LineId,
): readonly Edit[] {
  return lastOf(list).flatMap(edit => {
    if (edit.type === 'remove') return []
    const there = quantityOn(sale, edit.lineId)
    const missing = edit.quantity - there
    return missing > 0 ? [{ ...edit, quantity: missing, lineId: there > 0 ? newLine() : edit.lineId }] : []
  })
}

/** What an edit is about, as the cashier knows it. */
export function nameOf(edit: Edit, lines: readonly Line[]): string {
  if (edit.type === 'put_custom') return cutName(edit.name)
  const line = lines.find(({ id }) => id === edit.lineId)
  return line ? fullName(line) : 'A good'
}

/** A good that stands on a sale so many times more often than it should. */
export type TooLate = { readonly name: string; readonly quantity: number }

/** What such edits would have taken off, and is on the sale all the same. */
export const tooLate = <T extends { readonly edit: Edit }>(
  sale: Sale,
  list: readonly T[],
): readonly TooLate[] =>
  lastOf(list).flatMap(edit => {
    const line = sale.lines.find(other => other.id === edit.lineId)
    const surplus = (line?.quantity ?? 0) - (edit.type === 'remove' ? 0 : edit.quantity)
    return line && surplus > 0 ? [{ name: fullName(line), quantity: surplus }] : []
  })

/** What each line shall be in the end. */
function lastOf<T extends { readonly edit: Edit }>(list: readonly T[]): readonly Edit[] {
  const wanted = new Map<LineId, Edit>()
  for (const { edit } of list) {
    wanted.delete(edit.lineId)
    wanted.set(edit.lineId, edit)
  }
  return [...wanted.values()]
}

const quantityOn = (sale: Sale | undefined, lineId: LineId): number =>
  sale?.lines.find(line => line.id === lineId)?.quantity ?? 0
