import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { isFree } from './testing/doors.ts'
import { sourceFiles } from './testing/import-lines.ts'

const sources = sourceFiles()

/** Separate programs, with their own ways: they are not the till. */
const OTHER_PROGRAMS = ['lib/stripe-simulator/', 'lib/launcher/']
const till = sources.filter(
  ({ file }) => !isFree(file) && !OTHER_PROGRAMS.some(folder => file.startsWith(folder)),
)

/** Where a pattern stands in code; what a comment says about it does not count. */
function filesWith(pattern: RegExp, among = till): string[] {
  return among.flatMap(({ file, source }) => (pattern.test(withoutComments(source)) ? [file] : [])).sort()
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')
}

test('time is handed in: two files alone ask what time it is', () => {
  expect(filesWith(/\bDate\.now\(|new Date\(\)/)).toEqual([
    'lib/adapters/system/clock.ts',
    'lib/client/now.ts',
  ])
})

test('the environment is read at the border', () => {
  expect(filesWith(/process\.env\b/)).toEqual([
    // Says what Next compiled it for, before anything else is known.
    'instrumentation.ts',
    // Programs of their own, which are handed the database's address, and where its backups lie.
    'lib/adapters/database/backup/load-backup.ts',
    'lib/adapters/database/backup/make-backup.ts',
    'lib/adapters/database/migrate.ts',
    'lib/adapters/database/print-register-code.ts',
    'lib/adapters/database/verify-audit.ts',
    'lib/server/env.ts',
    // Runs before a request reaches the server, and asks only whether this is `next dev`.
    'proxy.ts',
  ])
})

test('files are named in kebab-case', () => {
  const odd = sources
    .map(({ file }) => basename(file))
    .filter(name => !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|spec|config))?\.(tsx?|js)$/.test(name))
  expect(odd).toEqual([])
})

test('exports have names, except where Next or a tool asks for a default', () => {
  const asked = /^app\/|\.config\.(ts|js)$|^lib\/testing\/global-set-up\.ts$/
  expect(filesWith(/^export default\b/m, sources).filter(file => !asked.test(file))).toEqual([])
})

test('no file only passes on what others export', () => {
  const barrels = sources.filter(({ source }) => {
    const code = withoutComments(source).trim()
    return code !== '' && code.split('\n').every(line => /^export (\*|\{|type \{).* from /.test(line))
  })
  expect(barrels.map(({ file }) => file)).toEqual([])
})

test('nothing is silenced', () => {
  const hushed = sources.filter(({ source }) =>
    /^\s*(\/\/|\/\*\*?|\{\/\*)\s*(@ts-(ignore|nocheck|expect-error)|biome-ignore(?!.*: \S))/m.test(source),
  )
  expect(hushed.map(({ file }) => file)).toEqual([])
})

test('every migration has its snapshot, each follows the one before it, and time goes on', () => {
  const folder = join(import.meta.dirname, 'adapters/database/migrations/meta')
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'))
  const entries: { idx: number; when: number; tag: string }[] = read('_journal.json').entries
  expect(entries.map(({ idx }) => idx)).toEqual(entries.map((_, n) => n))
  expect(entries.map(({ when }) => when)).toEqual(entries.map(({ when }) => when).toSorted((a, b) => a - b))
  const names = readdirSync(folder).filter(name => name.endsWith('_snapshot.json'))
  const snapshots: { id: string; prevId: string }[] = names.sort().map(read)
  expect(snapshots.slice(1).map(({ prevId }) => prevId)).toEqual(snapshots.slice(0, -1).map(({ id }) => id))
})
