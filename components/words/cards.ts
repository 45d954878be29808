const BRANDS: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
  interac: 'Interac',
  eftpos_au: 'eftpos',
  cartes_bancaires: 'Cartes Bancaires',
}

/** The brand as it is written on the card. */
export const brandName = (brand: string): string => BRANDS[brand] ?? brand

const READS: Readonly<Record<string, string>> = {
  contactless_emv: 'tapped',
  contactless_magstripe_mode: 'tapped',
  contact_emv: 'inserted',
  magnetic_stripe_track2: 'swiped',
  magnetic_stripe_fallback: 'swiped',
}

/** What the customer did with the card, when Stripe has told. */
export const readWord = (readMethod: string | undefined): string | undefined => READS[readMethod ?? '']
