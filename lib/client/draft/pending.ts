import { type Edit, LARGEST_QUANTITY } from '#lib/domain/cart.ts'
import { isId, type SaleId } from '#lib/domain/ids.ts'

/** An edit that the server has not acknowledged. `key` is its place in localStorage and sorts as it was made. */
export type Pending = { readonly key: string; readonly saleId: SaleId; readonly edit: Edit }

const PREFIX = 'tapline:edit:'

/** One key per edit, so that two tabs never overwrite each other. `at` in milliseconds, unique within a tab. */
export const pendingKey = (saleId: SaleId, at: number, editId: string): string =>
  `${PREFIX}${saleId}:${at.toString().padStart(15, '0')}:${editId}`

export const isPendingKey = (key: string): boolean => key.startsWith(PREFIX)

/** The sale in a key, when it is one of ours. */
export function saleOfKey(key: string): SaleId | undefined {
  if (!isPendingKey(key)) return undefined
  const id = key.slice(PREFIX.length).split(':', 1)[0]
  return isId('sale', id) ? id : undefined
}

/** What a stored key and value say. Nothing when it is not ours or was damaged: localStorage is the outside world. */
export function readPending(key: string, value: string | null): Pending | undefined {
  const saleId = saleOfKey(key)
  if (!saleId || value === null) return undefined
  const edit = readJson(value)
  return isEdit(edit) ? { key, saleId, edit } : undefined
}

/** As they were made: the time is behind the sale in the key. */
export const inOrder = (list: readonly Pending[]): readonly Pending[] =>
  list.toSorted((a, b) => (timeOf(a) < timeOf(b) ? -1 : 1))

const timeOf = (pending: Pending): string => pending.key.slice(PREFIX.length + pending.saleId.length)

/** As it is sent: by this key the server knows it again. */
export const asSent = ({ key, edit }: Pending): Edit => ({ ...edit, key: key.slice(-12) })

/** The same edit for another sale: it keeps its time and id, so its place in the order. */
export const movedTo = (pending: Pending, saleId: SaleId): Pending => ({
  ...pending,
  saleId,
  key: PREFIX + saleId + timeOf(pending),
})

export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** By hand rather than by zod, which would be a tenth of the register's first load. The server reads it with zod anyway. */
export function isEdit(value: unknown): value is Edit {
  if (typeof value !== 'object' || value === null || !('type' in value) || !('lineId' in value)) return false
  if (!isId('line', value.lineId)) return false
  if (value.type === 'remove') return true
  if (!('quantity' in value) || !isWhole(value.quantity, 1, LARGEST_QUANTITY)) return false
  if (value.type === 'put')
    return 'productId' in value && isId('product', value.productId) && hasModifiers(value)
  if (value.type !== 'put_custom' || !('name' in value) || !('unitPriceMinor' in value)) return false
  return typeof value.name === 'string' && isWhole(value.unitPriceMinor, 0, 99_999_999)
}

const hasModifiers = (value: object): boolean =>
  !('modifiers' in value) ||
  (Array.isArray(value.modifiers) && value.modifiers.every(id => isId('modifier', id)))

const isWhole = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
