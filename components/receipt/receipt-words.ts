import { brandName } from '#components/words/cards.ts'
import type { Format } from '#lib/client/format.ts'
import type { Line, PricingRule } from '#lib/domain/cart.ts'
import { type Money, minus } from '#lib/domain/money.ts'
import type { Sale } from '#lib/domain/sale.ts'
import { taxTable } from '#lib/domain/tax.ts'
import type { CardDetails, Tender } from '#lib/domain/tender.ts'

export type Row = { readonly name: string; readonly value: string; readonly strong?: boolean }

/** Net, then every tax by its rate, as the receipt lists them. */
export function sumRows(sale: Sale, format: Format): readonly Row[] {
  const rule = { taxIncluded: sale.rule.taxIncluded, unnamed: taxName(sale.rule) }
  const taxes = taxTable(sale.lines, rule)
    .filter(row => row.rateBp > 0)
    .map(({ name, rateBp, net, amount }) => ({
      name: `${name} ${format.number(rateBp / 100)}% on ${format.plain(net)}`,
      value: format.plain(amount),
    }))
  return [{ name: 'Net', value: format.plain(minus(sale.wantedTotal, sale.tax)) }, ...taxes]
}

/** Sales from before taxes had names. */
const taxName = (rule: PricingRule): string => (rule.taxIncluded ? 'VAT' : 'Sales tax')

/** What was chosen with a good, below its name. */
export const lineDetails = (line: Line, format: Format): readonly string[] => [
  ...(line.variant === undefined ? [] : [line.variant]),
  ...(line.modifiers ?? []).map(({ name, price }) =>
    price.minor === 0 ? name : `${name} ${price.minor > 0 ? '+' : ''}${format.plain(price)}`,
  ),
]

export type TenderBlock = {
  readonly rows: readonly Row[]
  readonly emv?: readonly Row[]
  readonly id?: string
}

/** What was taken, tender by tender; only what really paid is on a receipt. */
export const tenderBlocks = (sale: Sale, format: Format): readonly TenderBlock[] =>
  sale.tenders.filter(tender => tender.state === 'paid').map(tender => tenderBlock(tender, format))

function tenderBlock(tender: Tender, format: Format): TenderBlock {
  if (tender.kind === 'cash') {
    return {
      rows: [
        ...(tender.rounding ? [{ name: 'Cash rounding', value: signed(tender.rounding, format) }] : []),
        { name: 'Cash', value: format.plain(tender.handed), strong: true },
        { name: 'Change', value: format.plain(tender.change) },
      ],
    }
  }
  const { card } = tender
  const amount = format.plain(tender.received ?? tender.amount)
  const id = tender.paymentIntent === undefined ? {} : { id: tender.paymentIntent }
  if (!card) return { rows: [{ name: 'Card', value: amount, strong: true }], ...id }
  const name = `${brandName(card.brand)} ending ${card.last4}`
  return { rows: [{ name, value: amount, strong: true }, ...readRows(card)], emv: emvRows(card), ...id }
}

const signed = (amount: Money, format: Format): string =>
  amount.minor > 0 ? `+${format.plain(amount)}` : format.plain(amount)

const READ: Readonly<Record<string, string>> = {
  contactless_emv: 'Contactless',
  contactless_magstripe_mode: 'Contactless',
  contact_emv: 'Chip',
  magnetic_stripe_track2: 'Swiped',
  magnetic_stripe_fallback: 'Swiped',
}

const VERIFIED: Readonly<Record<string, string>> = {
  approval: 'No PIN asked',
  failure: 'Not verified',
  offline_pin: 'PIN checked by chip',
  offline_pin_and_signature: 'PIN and signature',
  online_pin: 'PIN checked by bank',
  signature: 'Signature',
}

function readRows({ readMethod, emv }: CardDetails): readonly Row[] {
  const verified = VERIFIED[emv.cardholder_verification_method ?? '']
  return [
    { name: READ[readMethod ?? ''] ?? 'Card', value: verified ?? '' },
    ...(emv.authorization_code ? [{ name: 'Authorisation', value: emv.authorization_code }] : []),
  ]
}

/** What card networks want on a receipt of one's own. https://docs.stripe.com/terminal/features/receipts */
const EMV: readonly (readonly [string, string])[] = [
  ['Application', 'application_preferred_name'],
  ['AID', 'dedicated_file_name'],
  ['Account type', 'account_type'],
  ['ARC', 'authorization_response_code'],
  ['Cryptogram', 'application_cryptogram'],
  ['TVR', 'terminal_verification_results'],
  ['TSI', 'transaction_status_information'],
]

const emvRows = ({ emv }: CardDetails): readonly Row[] =>
  EMV.flatMap(([name, key]) =>
    emv[key] ? [{ name, value: key === 'account_type' ? capital(emv[key]) : emv[key] }] : [],
  )

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
