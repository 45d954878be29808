import { z } from 'zod/mini'
import { LARGEST_QUANTITY, LONGEST_NAME } from '#lib/domain/cart.ts'
import { lineId, modifierId, productId, refundId, saleId, tenderId } from './ids.ts'
import { typedText } from './typed-text.ts'

const quantity = z.int().check(z.gte(1), z.lte(LARGEST_QUANTITY))
/** Amounts that a person typed: whole minor units. */
const typedMinor = z.int().check(z.gte(0), z.lte(99_999_999))
/** What lines add up to, which may be more than anybody can type and than a card can pay. */
const sumMinor = z.int().check(z.gte(0))

/** Told apart among the latest edits of one sale, so a short one will do. */
const key = z.exactOptional(z.string().check(z.minLength(1), z.maxLength(36)))

const edit = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('put'),
    key,
    lineId,
    productId,
    quantity,
    modifiers: z.exactOptional(z.array(modifierId).check(z.maxLength(30))),
  }),
  z.object({
    type: z.literal('put_custom'),
    key,
    lineId,
    name: typedText(1, LONGEST_NAME),
    unitPriceMinor: typedMinor,
    quantity,
  }),
  z.object({ type: z.literal('remove'), key, lineId }),
])

/** GET /api/sales/:saleId. In the writes below as well, `saleId` is the path's; the body need not repeat it. */
export const OneSale = z.object({ saleId })

/** POST /api/sales/:saleId/edits. The sale is made by its first edits. `left` is the one this browser has left behind for the next customer. */
export const EditSale = z.object({
  saleId,
  edits: z.array(edit).check(z.minLength(1), z.maxLength(500)),
  left: z.exactOptional(saleId),
})

/** POST /api/sales/:saleId/charge. `press` is one UUID per press of the button; `shownMinor` is the total that was on it. */
export const ChargeSale = z.object({
  saleId,
  press: z.uuid(),
  tenderId,
  shownMinor: sumMinor,
  /** Another reader than the register's own. */
  readerId: z.optional(typedText(0, 255)),
})

/** POST /api/sales/:saleId/cash. The tender's id is made by the browser: the same press sent twice is one row. */
export const TakeCash = z.object({ saleId, tenderId, handedMinor: sumMinor, shownMinor: sumMinor })

/** POST /api/sales/:saleId/payment. What the cashier wants of the card payment under way. */
export const SteerPayment = z.object({
  saleId,
  wish: z.enum(['cancel', 'change_sale', 'check_status', 'confirm', 'capture']),
})

/** POST /api/sales/:saleId/refunds. All of a card tender's money, or part of it. The refund's id is made by the browser. */
export const RefundTender = z.object({
  saleId,
  tenderId,
  refundId,
  /** As much as a card has paid, which in some currencies is more than anybody can type. */
  amountMinor: sumMinor,
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']),
})

export type EditSale = z.infer<typeof EditSale>
export type ChargeSale = z.infer<typeof ChargeSale>
export type TakeCash = z.infer<typeof TakeCash>
export type SteerPayment = z.infer<typeof SteerPayment>
export type RefundTender = z.infer<typeof RefundTender>
