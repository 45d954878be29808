import type { ProductId } from '#lib/domain/ids.ts'
import type { Named } from './favourite-tiles.tsx'

type Ids = readonly ProductId[]

/** Tiles as they were moved here and are not stored yet. */
export type Arranged = {
  readonly tiles: readonly Named[]
  /** What was stored when they were moved: a save over anything else is refused. */
  readonly was: Ids
  /** What was stored before one's own last save. Told once more, it is no news. */
  readonly before?: Ids
}

/** A save: the tiles at the press, and what was sent of them. */
export type Saving = { readonly arranged: Arranged | undefined; readonly ids: Ids }

/** What is left to save once it is stored: nothing, unless tiles were moved while it was on its way. */
export function leftAfter(now: Arranged | undefined, { arranged, ids }: Saving): Arranged | undefined {
  if (now === undefined || now === arranged || isSame(idsOf(now), ids)) return undefined
  return { tiles: now.tiles, was: ids, before: now.was }
}

/** Somebody else has stored another order than the one these tiles were moved from. */
export const isBehind = ({ was, before }: Arranged, stored: Ids): boolean =>
  !isSame(stored, was) && !(before !== undefined && isSame(stored, before))

export const idsOf = ({ tiles }: Pick<Arranged, 'tiles'>): Ids => tiles.map(({ id }) => id)

const isSame = (a: Ids, b: Ids): boolean => String(a) === String(b)
