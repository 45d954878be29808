import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DECLINE_CODES, STRIPE_CODES } from '#components/words/codes.ts'
import { helpFor } from '#components/words/help.ts'
import { MOOD_HELP } from '#components/words/help-moods.ts'
import { REFUSAL_HELP } from '#components/words/help-refusals.ts'
import { MOODS } from '#components/words/moods.ts'
import { SURPRISE_KINDS } from '#components/words/surprises.ts'
import { ELSEWHERE_TOLD } from './elsewhere.ts'
import { COMMAND_TYPES, FACT_TYPES } from './machines.ts'
import { page } from './page.ts'
import { PATHS, type StoryRef } from './paths.ts'
import { CONSTRAINTS, INVARIANTS, RULES_TEST } from './proofs.ts'
import { MONEY_FIRST, tellingOf } from './telling.ts'

const DECLINES: ReadonlySet<string> = new Set(DECLINE_CODES)
const root = new URL('../../../', import.meta.url)
const read = (file: string): string => readFileSync(new URL(file, root), 'utf8')

/** Which file of stories tells which path: `story('its id'`. */
function specs(): ReadonlyMap<string, string> {
  const files = readdirSync(new URL('e2e/', root)).filter(file => /^paths-.*\.spec\.ts$/.test(file))
  return new Map(
    files.flatMap(file =>
      [...read(`e2e/${file}`).matchAll(/(?:story|badMoment)\(\s*'([a-z0-9-]+)'/g)].map(
        ([, id]) => [id ?? '', file] as const,
      ),
    ),
  )
}

const isThere = ([file, title]: StoryRef): boolean =>
  existsSync(new URL(file, root)) && read(file).includes(title)

test('every path has its stories, and every named story is there', () => {
  const told = specs()
  expect(PATHS.filter(path => !path.e2e && !told.has(path.id)).map(path => path.id)).toEqual([])
  expect([...told.keys()].filter(id => !PATHS.some(path => path.id === id))).toEqual([])
  const refs = PATHS.flatMap(path => [...path.operations, ...(path.e2e ? [path.e2e] : [])])
  expect([...refs, ...INVARIANTS.flatMap(one => one.tests)].filter(ref => !isThere(ref))).toEqual([])
  for (const { name } of CONSTRAINTS) expect(read(RULES_TEST), name).toContain(`test('${name}`)
})

test('every mood of a payment is on some path', () => {
  const passed = PATHS.flatMap(({ shown, through = [] }) =>
    shown.at === 'stage' ? [shown.mood, ...through] : through,
  )
  expect(
    Object.keys(MOODS).filter(mood => !passed.some(one => one === mood) && !(mood in ELSEWHERE_TOLD)),
  ).toEqual([])
})

test('every word that speaks of a customer’s money has a path, or a reason why not', () => {
  const onPaths = new Set(
    PATHS.flatMap(path => [
      tellingOf(path).help,
      ...(path.codes ?? []),
      path.shown.at === 'manager' ? path.shown.surprise : undefined,
    ]),
  )
  const refusals = Object.keys(REFUSAL_HELP).filter(kind => {
    const charged = helpFor(kind)?.charged
    return charged !== 'no_matter' && charged !== 'see_sale'
  })
  // Declines have a table of their own on the page, one row for each.
  const codes = STRIPE_CODES.filter(code => !DECLINES.has(code))
  const all = [
    ...codes,
    ...Object.keys(MOOD_HELP).filter(mood => !(mood in MOODS)),
    ...refusals,
    ...SURPRISE_KINDS,
  ]
  expect(all.filter(code => !onPaths.has(code) && !(code in ELSEWHERE_TOLD))).toEqual([])
  expect(Object.keys(ELSEWHERE_TOLD).filter(code => onPaths.has(code))).toEqual([])
  for (const ref of Object.values(ELSEWHERE_TOLD)) expect(ref.filter(one => !isThere(one))).toEqual([])
})

test('what is read first on every path is what happened to the customer’s money', () => {
  const others = PATHS.filter(path => !MONEY_FIRST[path.money].includes(tellingOf(path).sentence[0] ?? ''))
  expect(others.map(path => [path.id, tellingOf(path).sentence])).toEqual([])
})

test('what happened to the money is said as the page behind it says it', () => {
  for (const path of PATHS) {
    // A page of a surprise tells of every sale that had one.
    if (path.shown.at === 'manager') continue
    const { help, orHelp } = tellingOf(path)
    for (const page of [help, orHelp])
      if (page !== undefined) expect(helpFor(page)?.charged, path.id).toBe(path.money)
  }
})

test('the tables have a column for every wish and every fact', () => {
  const source = `${read('lib/domain/sale-facts.ts')}${read('lib/domain/refund-facts.ts')}`
  const union = source.slice(source.indexOf('export type SaleFact'))
  const types = [
    ...`${union.slice(0, union.indexOf('export type Surprise'))}${source.slice(source.indexOf('export type RefundFact'))}`.matchAll(
      /readonly type: '([a-z_]+)'/g,
    ),
  ].map(([, type]) => type)
  expect(types.filter(type => !FACT_TYPES.has(type ?? ''))).toEqual([])
  expect(COMMAND_TYPES.length).toBeGreaterThan(8)
})

test('the README has the same invariants and rules of the database, in the same words', () => {
  const readme = read('README.md')
  const [, names = ''] = /What the database makes impossible, by name: (.*?)\. Each/s.exec(readme) ?? []
  expect(names.split(/,\s+/)).toEqual(CONSTRAINTS.map(({ name }) => `\`${name}\``))
  expect(readme.match(/^\| I\d .*$/gm)).toEqual(
    INVARIANTS.map(({ name, says, tests }) => {
      const files = new Set(tests.map(([file]) => `\`${file.split('/').at(-1)}\``))
      return `| ${name} | ${says} | ${[...files].join(', ')} |`
    }),
  )
})

test('RELIABILITY.md is what the stories and the code say (WRITE_RELIABILITY=1 writes it)', () => {
  const file = new URL('lib/testing/RELIABILITY.md', root)
  const written = page(specs())
  if (process.env.WRITE_RELIABILITY) writeFileSync(file, written)
  expect(readFileSync(file, 'utf8')).toBe(written)
})
