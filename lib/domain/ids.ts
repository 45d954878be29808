/**
 * Our ids carry their kind in front, so that one cannot stand where another belongs.
 * Stripe's ids (pi_…, tmr_…, tml_…) keep Stripe's names and are plain strings.
 */
type Id<Kind extends string> = `${Kind}_${string}`

export type ShopId = Id<'shop'>
export type StaffId = Id<'staff'>
export type RegisterId = Id<'register'>
export type CategoryId = Id<'category'>
export type ProductId = Id<'product'>
export type TaxClassId = Id<'taxclass'>
export type ModifierGroupId = Id<'modgroup'>
export type ModifierId = Id<'modifier'>
export type SaleId = Id<'sale'>
export type LineId = Id<'line'>
export type TenderId = Id<'tender'>
export type RefundId = Id<'ref'>

export type IdKind =
  | 'shop'
  | 'staff'
  | 'register'
  | 'category'
  | 'product'
  | 'taxclass'
  | 'modgroup'
  | 'modifier'
  | 'sale'
  | 'line'
  | 'tender'
  | 'ref'
  | 'call'

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const SHAPE = new RegExp(`^[a-z]+_${UUID}$`)

/** True for `sale_` and a UUID when asked for a sale, and so on. */
export function isId<Kind extends IdKind>(kind: Kind, value: unknown): value is Id<Kind> {
  return typeof value === 'string' && value.startsWith(`${kind}_`) && SHAPE.test(value)
}

/** Puts a UUID (from the World's ids, or from the browser) behind its kind. */
export const idOf = <Kind extends IdKind>(kind: Kind, uuid: string): Id<Kind> => `${kind}_${uuid}`
