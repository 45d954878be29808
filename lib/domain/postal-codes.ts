import type { CountryCode } from './countries.ts'

/**
 * Postal codes by shape: `#` is a digit, `@` a letter, anything else stands as it is and may be left out when typed. Several shapes: the
 * longer one is tried first. What fits no shape has a pattern of its own.
 */
type Rule = { readonly shapes: readonly string[]; readonly example: string; readonly pattern?: RegExp }

const shape = (example: string, ...shapes: string[]): Rule => ({ example, shapes })

const RULES: Record<CountryCode, Rule | undefined> = {
  AE: undefined,
  AT: shape('1010', '####'),
  AU: shape('3000', '####'),
  BE: shape('1000', '####'),
  BG: shape('1000', '####'),
  CA: shape('M5V 2T6', '@#@ #@#'),
  CH: shape('8001', '####'),
  CY: shape('1010', '####'),
  CZ: shape('110 00', '### ##'),
  DE: shape('10115', '#####'),
  DK: shape('1050', '####'),
  EE: shape('10111', '#####'),
  ES: shape('28001', '#####'),
  FI: shape('00100', '#####'),
  FR: shape('75001', '#####'),
  GB: { example: 'SW1A 1AA', shapes: [], pattern: /([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})/ },
  GI: undefined,
  GR: shape('105 57', '### ##'),
  HK: undefined,
  HR: shape('10000', '#####'),
  HU: shape('1051', '####'),
  IE: { example: 'D02 AF30', shapes: [], pattern: /([AC-FHKNPRTV-Y]\d[\dW])(?: ?([\dAC-FHKNPRTV-Y]{4}))?/ },
  IT: shape('20121', '#####'),
  LI: shape('9490', '####'),
  LT: shape('LT-01100', 'LT-#####'),
  LU: shape('1009', '####'),
  LV: shape('LV-1010', 'LV-####'),
  MT: shape('VLT 1117', '@@@ ####'),
  MY: shape('50000', '#####'),
  NL: shape('1012 AB', '#### @@'),
  NO: shape('0150', '####'),
  NZ: shape('6011', '####'),
  PL: shape('00-001', '##-###'),
  PT: shape('1100-048', '####-###'),
  RO: shape('010011', '######'),
  SE: shape('111 20', '### ##'),
  SG: shape('018956', '######'),
  SI: shape('1000', '####'),
  SK: shape('811 01', '### ##'),
  US: shape('28801', '#####-####', '#####'),
}

/** What people there call it, with the article that goes before it. */
const NAMES: Partial<Record<CountryCode, { readonly name: string; readonly article: 'A' | 'An' }>> = {
  US: { name: 'ZIP code', article: 'A' },
  GB: { name: 'postcode', article: 'A' },
  AU: { name: 'postcode', article: 'A' },
  NZ: { name: 'postcode', article: 'A' },
  MY: { name: 'postcode', article: 'A' },
  IE: { name: 'Eircode', article: 'An' },
}
const ANYWHERE = { name: 'postal code', article: 'A' } as const

export const postalName = (code: CountryCode): string => (NAMES[code] ?? ANYWHERE).name

/** Whether there is such a thing at all. */
export const hasPostalCodes = (code: CountryCode): boolean => code !== 'HK' && code !== 'AE'

export const postalExample = (code: CountryCode): string => RULES[code]?.example ?? ''

/** One sentence on what a code there looks like: `A ZIP code has 5 digits`. */
export function postalComplaint(code: CountryCode): string {
  const { name, article } = NAMES[code] ?? ANYWHERE
  const last = RULES[code]?.shapes.at(-1)
  if (last !== undefined && /^[# ]+$/.test(last)) {
    return `${article} ${name} has ${last.replaceAll(' ', '').length} digits`
  }
  return `${article} ${name} looks like ${postalExample(code)}`
}

/**
 * Finds the code at the start or the end of what was typed and writes it as the post does; `rest` is what else stood there.
 * Undefined when there is none. For a country without a rule the code is empty and everything is rest.
 */
export function postalCodeIn(
  code: CountryCode,
  typed: string,
): { readonly postalCode: string; readonly rest: string } | undefined {
  const rule = RULES[code]
  const text = typed.trim()
  if (rule === undefined) return { postalCode: '', rest: text }
  const upper = text.toUpperCase()
  for (const [source, write] of patternsOf(rule)) {
    const found =
      upper.match(new RegExp(`(?<![A-Z\\d])(?:${source})$`)) ??
      upper.match(new RegExp(`^(?:${source})(?![A-Z\\d])`))
    if (found?.index === undefined) continue
    const rest = text.slice(0, found.index) + text.slice(found.index + found[0].length)
    return { postalCode: write(found), rest: rest.replace(/^[\s,]+|[\s,]+$/g, '') }
  }
  return undefined
}

type Written = readonly [source: string, write: (found: RegExpMatchArray) => string]

function patternsOf(rule: Rule): readonly Written[] {
  if (rule.pattern) {
    return [
      [
        rule.pattern.source,
        found =>
          found
            .slice(1)
            .filter(part => part !== undefined)
            .join(' '),
      ],
    ]
  }
  return rule.shapes.map(shapeText => [sourceOf(shapeText), found => fill(shapeText, found[0])])
}

const PATTERN: Readonly<Record<string, string>> = { '#': '\\d', '@': '[A-Z]', ' ': '[ -]?', '-': '[ -]?' }

/** What the shape writes between its signs may be missing when typed; so may a prefix as `LV-`. */
function sourceOf(shapeText: string): string {
  const prefix = prefixOf(shapeText)
  const signs = [...shapeText.slice(prefix.length)].map(sign => PATTERN[sign] ?? sign).join('')
  return prefix === '' ? signs : `(?:${prefix.slice(0, -1)}[ -]?)?${signs}`
}

function fill(shapeText: string, typed: string): string {
  const prefix = prefixOf(shapeText)
  const signs = [...typed.replace(prefix.slice(0, -1), '').replaceAll(/[^A-Z\d]/g, '')]
  const written = [...shapeText.slice(prefix.length)].map(sign =>
    sign === '#' || sign === '@' ? (signs.shift() ?? '') : sign,
  )
  return prefix + written.join('')
}

const prefixOf = (shapeText: string): string => /^[A-Z]+-/.exec(shapeText)?.[0] ?? ''
