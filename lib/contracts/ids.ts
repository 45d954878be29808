import { z } from 'zod/mini'
import { type IdKind, type idOf, isId } from '#lib/domain/ids.ts'

/** A border check for one kind of our ids; past it the brand is trusted. */
const id = <Kind extends IdKind>(kind: Kind) =>
  z.custom<ReturnType<typeof idOf<Kind>>>(value => isId(kind, value))

export const saleId = id('sale')
export const lineId = id('line')
export const refundId = id('ref')
export const tenderId = id('tender')
export const productId = id('product')
export const registerId = id('register')
export const staffId = id('staff')
export const categoryId = id('category')
export const taxClassId = id('taxclass')
export const modifierGroupId = id('modgroup')
export const modifierId = id('modifier')
