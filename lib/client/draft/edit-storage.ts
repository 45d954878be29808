import type { Edit } from '#lib/domain/cart.ts'
import type { SaleId } from '#lib/domain/ids.ts'
import { inOrder, isPendingKey, movedTo, type Pending, pendingKey, readPending } from './pending.ts'

/** What of `Storage` is used; a test hands in its own. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** Where edits wait to be acknowledged. All tabs of a browser share it. */
export type EditStorage = {
  /** Written before it returns, so before the paint. Never throws: with a full disk it is kept in memory. */
  readonly write: (saleId: SaleId, edit: Edit) => Pending
  readonly of: (saleId: SaleId) => readonly Pending[]
  /** Every sale that has edits here. */
  readonly sales: () => readonly SaleId[]
  readonly remove: (list: readonly Pending[]) => void
  readonly move: (list: readonly Pending[], to: SaleId) => readonly Pending[]
}

export function openEditStorage(disk: Shelf, now: () => number, uuid: () => string): EditStorage {
  const memory = new Map<string, Pending>()
  let last = 0

  const put = (pending: Pending): void => {
    try {
      disk.setItem(pending.key, JSON.stringify(pending.edit))
    } catch {
      // Full, or switched off by the browser: this tab still has it, and the server soon.
      memory.set(pending.key, pending)
    }
  }
  const everything = (): readonly Pending[] => {
    const keys = Array.from({ length: disk.length }, (_, i) => disk.key(i)).filter(key => key !== null)
    const stored = keys.filter(isPendingKey).map(key => readPending(key, disk.getItem(key)))
    return inOrder([...stored.filter(pending => pending !== undefined), ...memory.values()])
  }
  const remove = (list: readonly Pending[]): void => {
    for (const { key } of list) {
      disk.removeItem(key)
      memory.delete(key)
    }
  }
  return {
    write: (saleId, edit) => {
      last = Math.max(now(), last + 1)
      const pending = { key: pendingKey(saleId, last, uuid()), saleId, edit }
      put(pending)
      return pending
    },
    of: saleId => everything().filter(pending => pending.saleId === saleId),
    sales: () => [...new Set(everything().map(pending => pending.saleId))],
    remove,
    move: (list, to) => {
      const moved = list.map(pending => movedTo(pending, to))
      // First there, then gone: whatever happens in between is an edit applied twice, which is an edit applied once.
      for (const pending of moved) put(pending)
      remove(list)
      return moved
    },
  }
}
