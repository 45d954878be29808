import type { Edit } from '#lib/domain/cart.ts'
import type { LineId } from '#lib/domain/ids.ts'
import type { Shelf } from './edit-storage.ts'
import { isEdit, readJson } from './pending.ts'

/** Why the server did not take an edit; with `short`, how many of the good are left. */
export type Why =
  | { readonly why: 'not_sold' | 'unreadable' }
  | { readonly why: 'short'; readonly left: number }

/** A good that was rung up and is on no sale, until somebody has dealt with it. `key` is its place in localStorage. */
export type Refused = NotTaken & { readonly key: string }

/** The edit that is still wanted: a line of its own, or the very line it was about. */
export type NotTaken = Why & { readonly name: string; readonly edit: Edit }

const PREFIX = 'tapline:refused:'

export const isRefusedKey = (key: string): boolean => key.startsWith(PREFIX)

/** Where they wait. All tabs of a browser share it, and a reload loses none. */
export type RefusedShelf = {
  /** Oldest first. */
  readonly all: () => readonly Refused[]
  /** One for a line of a sale: what was wanted of it last counts. */
  readonly keep: (lineId: LineId, refused: NotTaken) => void
  readonly remove: (key: string) => void
}

export function openRefusedShelf(disk: Shelf, now: () => number): RefusedShelf {
  const memory = new Map<string, Refused>()
  let last = 0
  const all = (): readonly Refused[] => {
    const keys = Array.from({ length: disk.length }, (_, i) => disk.key(i)).filter(key => key !== null)
    const stored = keys.filter(isRefusedKey).map(key => read(key, disk.getItem(key)))
    const known = [...stored.filter(one => one !== undefined), ...memory.values()]
    return known.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  }
  const remove = (key: string): void => {
    disk.removeItem(key)
    memory.delete(key)
  }
  return {
    all,
    keep: (lineId, refused) => {
      for (const { key } of all()) if (key.endsWith(lineId)) remove(key)
      last = Math.max(now(), last + 1)
      const key = `${PREFIX}${last.toString().padStart(15, '0')}:${lineId}`
      try {
        disk.setItem(key, JSON.stringify(refused))
      } catch {
        // Full, or switched off by the browser: this tab still has it.
        memory.set(key, { ...refused, key })
      }
    },
    remove,
  }
}

/** Nothing when it was damaged: localStorage is the outside world. */
function read(key: string, value: string | null): Refused | undefined {
  const stored = value === null ? undefined : readJson(value)
  if (typeof stored !== 'object' || stored === null) return undefined
  if (!('edit' in stored && isEdit(stored.edit) && 'name' in stored && 'why' in stored)) return undefined
  const { edit, name, why } = stored
  if (typeof name !== 'string') return undefined
  if (why === 'not_sold' || why === 'unreadable') return { key, edit, name, why }
  if (why !== 'short' || !('left' in stored) || typeof stored.left !== 'number') return undefined
  return { key, edit, name, why, left: stored.left }
}
