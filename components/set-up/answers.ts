import { readAddress } from '#lib/domain/address.ts'
import { isCountryCode } from '#lib/domain/countries.ts'

/** The six answers, as typed, and the switch. */
export type Answers = {
  readonly shopName: string
  readonly country: string
  readonly place: string
  readonly region: string
  readonly ownerName: string
  readonly pin: string
  readonly samples: boolean
  readonly code: string
}

export type AnswerField = keyof Answers
export type Problems = { readonly [field in AnswerField]?: string }

/** In the order of the form: the first that is wrong gets the focus. */
const IN_ORDER = ['shopName', 'code', 'country', 'place', 'region', 'ownerName', 'pin'] as const

export const noAnswers = (country: string): Answers => ({
  shopName: '',
  country,
  place: '',
  region: '',
  ownerName: '',
  pin: '',
  samples: true,
  code: '',
})

/** Everything that is wrong with the answers, each with its fix: the server's rules, asked before it is. */
export function problemsOf(answers: Answers, codeNeeded: boolean): Problems {
  const { shopName, country, place, region, ownerName, pin, code } = answers
  const address = isCountryCode(country) ? readAddress(country, place, region) : undefined
  const wrong = [
    shopName.trim() === '' && (['shopName', 'Type the name customers know'] as const),
    codeNeeded && code.trim() === '' && (['code', 'It is printed where the till was started'] as const),
    ...(address?.ok === false ? address.refusal.map(one => [one.field, one.problem] as const) : []),
    ownerName.trim() === '' && (['ownerName', 'Type your name'] as const),
    !/^\d{4,8}$/.test(pin) && (['pin', 'A PIN has 4 to 8 digits'] as const),
  ]
  return Object.fromEntries(wrong.filter(one => one !== false))
}

export const firstWrong = (problems: Problems): AnswerField | undefined =>
  IN_ORDER.find(field => problems[field] !== undefined)

/** The town as typed so far, for the reader's splash. */
export const townOf = ({ place }: Answers): string | undefined =>
  place.includes(',') ? place.slice(place.lastIndexOf(',') + 1).trim() || undefined : undefined
