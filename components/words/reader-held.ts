import type { BusyWith } from '#lib/domain/tender.ts'

const WORDS: Record<NonNullable<BusyWith['holder']>, string> = {
  test: 'This reader is making a test payment.',
  office: 'This reader is being moved or deleted.',
  clearing: 'This reader is being cleared.',
  cart: 'This reader shows another sale.',
  inputs: 'This reader is asking another customer something.',
}

/** Whose a reader is, for whoever wanted it. `clock` writes a moment of the server's as this browser's clock shows it. */
export function heldWords(
  { holder, saleNumber, staffName, since }: BusyWith,
  clock: ((at: number) => string) | undefined,
): string {
  if (holder !== undefined) return WORDS[holder]
  const sale = saleNumber === undefined ? 'another payment' : `sale ${saleNumber}`
  const whose = [staffName, clock && `since ${clock(since)}`].filter(Boolean).join(', ')
  return `This reader is taking ${sale}${whose === '' ? '' : ` (${whose})`}. A manager can stop that payment.`
}
