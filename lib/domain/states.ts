/** States and provinces by the two or three letters that Stripe and the post use. Names are accepted too. */
const US =
  'AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming|PR Puerto Rico|GU Guam|VI Virgin Islands|AS American Samoa|MP Northern Mariana Islands'
const CA =
  'AB Alberta|BC British Columbia|MB Manitoba|NB New Brunswick|NL Newfoundland and Labrador|NS Nova Scotia|NT Northwest Territories|NU Nunavut|ON Ontario|PE Prince Edward Island|QC Quebec|SK Saskatchewan|YT Yukon'
const AU =
  'ACT Australian Capital Territory|NSW New South Wales|NT Northern Territory|QLD Queensland|SA South Australia|TAS Tasmania|VIC Victoria|WA Western Australia'

/** Stripe and the post there write these in full. */
const AE: Pairs = [
  ['Abu Dhabi', 'AZ'],
  ['Ajman', 'AJ'],
  ['Dubai', 'DU'],
  ['Fujairah', 'FU'],
  ['Ras Al Khaimah', 'RK'],
  ['Sharjah', 'SH'],
  ['Umm Al Quwain', 'UQ'],
]
const HK: Pairs = [
  ['Hong Kong Island', 'Hong Kong'],
  ['Kowloon', 'KLN'],
  ['New Territories', 'NT'],
]

type Pairs = readonly (readonly [sent: string, alsoCalled: string])[]

const STATES: Readonly<Record<string, Pairs>> = {
  US: listed(US),
  CA: listed(CA),
  AU: listed(AU),
  AE,
  HK,
}

/** The state as it is sent, for its code or its name, however written. Undefined when the country has no such state. */
export function stateOf(country: string, typed: string): string | undefined {
  const wanted = plain(typed)
  const states = STATES[country]
  // Italian and Spanish provinces: Stripe takes the name as well as the letters.
  if (states === undefined) return wanted === '' ? undefined : typed.trim()
  // In Chinese or Arabic it is taken as it is.
  if (wanted === '' && (country === 'HK' || country === 'AE')) return typed.trim() || undefined
  return states.find(([code, name]) => plain(code) === wanted || plain(name) === wanted)?.[0]
}

function listed(text: string) {
  return text.split('|').map(entry => {
    const gap = entry.indexOf(' ')
    return [entry.slice(0, gap), entry.slice(gap + 1)] as const
  })
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[^A-Za-z]/g, '')
    .toLowerCase()
