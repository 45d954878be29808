import type { CardRead } from '#lib/domain/tender.ts'
import { brandName } from './cards.ts'

const FUNDING: Readonly<Record<string, string>> = { credit: 'credit', debit: 'debit', prepaid: 'prepaid' }

/** Visa debit. Only what the reader has told. */
export function cardWords(card: CardRead | undefined): string {
  if (!card) return 'A card was read'
  const funding = card.funding ? FUNDING[card.funding] : undefined
  return [brandName(card.brand), funding].filter(Boolean).join(' ')
}

/** Issued in Germany, or in the United States. */
export const issuedWords = (card: CardRead | undefined): string | undefined =>
  card?.country
    ? `Issued in ${TOLD_WITH_THE.has(card.country) ? 'the ' : ''}${countryName(card.country)}.`
    : undefined

/** Countries that an English sentence names with an article; a list of names does without. */
const TOLD_WITH_THE: ReadonlySet<string> = new Set(
  'AE BS CF DO FO GB GM KM KY MH MV NL PH SB SC TC US VG VI'.split(' '),
)

function countryName(code: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code
  } catch {
    return code
  }
}
