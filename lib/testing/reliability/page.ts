import { existsSync, readFileSync } from 'node:fs'
import { DECLINE_CODES, shownCode } from '#components/words/codes.ts'
import { declineWords } from '#components/words/declines.ts'
import { CHARGED, helpFor } from '#components/words/help.ts'
import { DEFECTS } from '../interleavings/defects.ts'
import { boundsOf, daysOf } from '../interleavings/print.ts'
import { DAYS, WORLDS } from '../interleavings/worlds.ts'
import { table } from '../table.ts'
import { ELSEWHERE_TOLD } from './elsewhere.ts'
import { commandTable, factTable, leaseTable, stepTable } from './machines.ts'
import { GROUPS, type Path, type StoryRef } from './paths.ts'
import { CONSTRAINTS, INVARIANTS, RULES_TEST } from './proofs.ts'
import { ANY, tellingOf } from './telling.ts'

const here = (name: string): URL => new URL(name, import.meta.url)
const plain = (words: string): string => words.replaceAll(ANY, '…')

/** From `lib/testing/RELIABILITY.md` to a file of the repository. */
const link = (file: string): string => `[\`${file.split('/').at(-1)}\`](../../${file})`
const storyWords = ([file, title]: StoryRef): string => `${link(file)} ${title}`

const specOf = (path: Path): StoryRef =>
  path.e2e ?? [`e2e/${SPEC_OF.get(path.id) ?? 'nowhere'}`, `\`${path.id}\``]
/** In which file the story of a path is told: found, not written down. */
const SPEC_OF: Map<string, string> = new Map()

const shotOf = (id: string): string => `reliability/shots/${id}.jpg`

function pathRow(path: Path): readonly string[] {
  const telling = tellingOf(path)
  const shot = existsSync(here(`shots/${path.id}.jpg`)) ? `[seen](${shotOf(path.id)})` : ''
  return [
    `**${path.id}**<br>${path.what}`,
    [`*${plain(telling.sentence.join(' '))}*`, ...telling.more.map(plain)].join('<br>'),
    telling.buttons.map(plain).join(' · '),
    [telling.help, telling.orHelp]
      .filter(help => help !== undefined)
      .map(pageWords)
      .join('<br>or ') || '–',
    path.operations.map(storyWords).join('<br>'),
    [storyWords(specOf(path)), shot].filter(Boolean).join(' '),
  ]
}

function pageWords(help: string): string {
  const page = helpFor(help)
  return page ? `\`${help}\`<br>${CHARGED[page.charged].words}` : '–'
}

const HEAD = [
  'path',
  'what the cashier reads, the customer’s money first',
  'buttons',
  'page behind Why?, and what it says of the money',
  'story of the operations',
  'story in the browser',
]

const paths = (): string =>
  GROUPS.map(group => `### ${group.title}\n\n${table(HEAD, group.paths.map(pathRow))}`).join('\n\n')

const elsewhere = (): string =>
  table(
    ['word', 'test'],
    Object.entries(ELSEWHERE_TOLD).map(([word, tests]) => [
      `\`${word}\``,
      tests.map(storyWords).join('<br>'),
    ]),
  )

/** Every code of Stripe's: what the cashier reads, what is said aloud, and which page explains it. */
const declines = (): string =>
  table(
    ['code', 'the cashier reads', 'said aloud', 'page'],
    DECLINE_CODES.map(code => {
      const { reason, say } = declineWords({ code: 'card_declined', declineCode: code, at: 0 })
      return [`\`${code}\``, reason, `“${say}”`, `\`/help/${shownCode(code)}\``]
    }),
  )

const invariants = (): string =>
  table(
    ['', 'always', 'tests that would fail'],
    INVARIANTS.map(({ name, says, tests }) => [name, says, tests.map(storyWords).join('<br>')]),
  )

const constraints = (): string =>
  table(
    ['rule of the database', 'so that', 'test that breaks it'],
    CONSTRAINTS.map(({ name, says }) => [`\`${name}\``, says, `${link(RULES_TEST)} ${name}`]),
  )

/** What the explorer counted when it was last asked to write it down. */
type Counted = { readonly name: string; readonly line: string }

function counted(): ReadonlyMap<string, string> {
  const file = here('counted.json')
  if (!existsSync(file)) return new Map()
  // Written by interleavings.test.ts; a wrong shape would show on the page.
  const all = JSON.parse(readFileSync(file, 'utf8')) as readonly Counted[]
  return new Map(all.map(({ name, line }) => [name, line]))
}

function interleavings(): string {
  const lines = counted()
  const figures = (name: string) => lines.get(name) ?? ''
  const worlds = WORLDS.map(one => [one.name, boundsOf(one), figures(one.name)])
  const planted = DEFECTS.map(({ what, rule }) => [what, rule, figures(what)])
  return [
    table(['world', 'bounds', 'counted'], worlds),
    'Planted defects: each must break the rule beside it.',
    table(['defect', 'found by', 'counted'], planted),
    'Beyond the bounds, random days from seeds:',
    table(
      ['day', 'bounds', 'counted'],
      DAYS.map(one => [one.name, boundsOf(one), figures(daysOf(one))]),
    ),
  ].join('\n\n')
}

const planted = (): string => {
  const file = here('planted-bugs.md')
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : 'Not written yet.'
}

/** The whole page. `specs` says in which file the story of a path is told. */
export function page(specs: ReadonlyMap<string, string>): string {
  SPEC_OF.clear()
  for (const [id, file] of specs) SPEC_OF.set(id, file)
  return `<!-- Written by lib/testing/reliability: WRITE_RELIABILITY=1 npx vitest run --config lib/testing/vitest.config.ts lib/testing/reliability -->

# Reliability, in tables

The README says it in short. Words in the tables are the till's own, taken from \`components/words\`; the stories in the browser read them on the screen.
Pictures: \`WRITE_SHOTS=1\` with the stories \`e2e/paths-*.spec.ts\`.

## Every path of a bad day

${paths()}

### Declines by code

Five codes must look like any other no. Stripe's advice outranks the last words: with \`do_not_try_again\` the same card is not asked for again, with \`try_again_later\` it is, later.

${declines()}

### Words about money that are told elsewhere

${elsewhere()}

## Invariants

${invariants()}

${constraints()}

## The state machines

Printed from the code. A sale of 10.00, in every shape it can have.

### Wishes: \`decide\`

${commandTable()}

### Facts: \`absorb\`

\`·\` nothing changes; \`!\` a surprise for a manager.

${factTable()}

### The engine: \`nextStep\`

${stepTable()}

### The reader's lease: what a look proves

A lease is free, a tender's, or a tender's in doubt. Waiting for a card:

${leaseTable(false, 'charge')}

In doubt, after a time-out that Stripe answered:

${leaseTable(true, 'charge')}

To be stopped:

${leaseTable(false, 'stop')}

## Every order of click, knock, look and crash

${interleavings()}

## Planted bugs, and what caught them

${planted()}
`
}
