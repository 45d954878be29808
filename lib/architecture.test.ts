import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { biomeOverrides, isFree, type Room, roomOf, rooms } from './testing/doors.ts'
import { type Import, importsIn, projectRoot, sourceFiles, targetOf } from './testing/import-lines.ts'

const biomeJson = join(projectRoot, 'biome.json')
const sources = sourceFiles()

/** Why an import may not stand where it stands, or undefined when it may. */
function complaintAbout(line: Import, room: Room): string | undefined {
  const { kind, name } = targetOf(line)
  const where = `${line.file}:${line.line} imports ${line.says}`
  if (kind === 'node') return room.node ? undefined : `${where}, and this room runs without Node`
  if (kind === 'package')
    return isPackageOf(room, name) ? undefined : `${where}, a package that is not for this room`
  const places = [...room.at, ...room.opens]
  const isOpen = places.some(place => name === place || name.startsWith(`${place}/`))
  return isOpen ? undefined : `${where}, a closed door`
}

function isPackageOf({ packages }: Room, name: string): boolean {
  return packages.some(allowed => name === allowed || name.startsWith(`${allowed}/`))
}

function complaints(file: string, source: string): string[] {
  const room = roomOf(file)
  if (!room) return [`${file} lies in no room of lib/testing/doors.ts`]
  return importsIn(file, source).flatMap(line => complaintAbout(line, room) ?? [])
}

describe('the doors', () => {
  test('nothing uses a wrong one', () => {
    expect(sources.length).toBeGreaterThan(100)
    expect(
      sources.filter(({ file }) => !isFree(file)).flatMap(({ file, source }) => complaints(file, source)),
    ).toEqual([])
  })

  test.each([
    ["import { db } from '#lib/adapters/database/pool.ts'", 'a closed door'],
    ["import type { Pool } from 'pg'", 'a package that is not for this room'],
    ["export * from '#lib/ports/world.ts'", 'a closed door'],
    ["import {\n  one,\n  two,\n} from '../server/world.ts'", 'a closed door'],
    ["import x from './../adapters/stripe/gateway.ts'", 'a closed door'],
    ["const late = await import('#lib/domain/../adapters/x.ts')", 'a closed door'],
    ["const fs = require('fs')", 'runs without Node'],
    ["import 'node:fs/promises'", 'runs without Node'],
  ])('a rule of the till may not say %j', (planted, reason) => {
    expect(complaints('lib/domain/planted.ts', planted)).toEqual([expect.stringContaining(reason)])
  })

  test('a file in no room is noticed', () => {
    expect(complaints('lib/helpers/stray.ts', '')).toEqual([expect.stringContaining('lies in no room')])
  })

  test('the simulator takes from the official package only its types and the signer of webhook headers', () => {
    const values = sources
      .filter(({ file }) => file.startsWith('lib/stripe-simulator/') && !isFree(file))
      .flatMap(({ file, source }) => importsIn(file, source))
      .filter(({ says, typeOnly }) => /^stripe(\/|$)/.test(says) && !typeOnly)
    expect(values.map(({ file }) => file)).toEqual(['lib/stripe-simulator/signature.ts'])
  })
})

test('what a screen counts and dates is written as the shop’s country writes it, by its one format', () => {
  const own = /\.toLocale(Date|Time)?String\(|Intl\.(NumberFormat|DateTimeFormat)\b/
  const screens = sources.filter(({ file }) => /^(components|app)\//.test(file) && !isFree(file))
  expect(screens.length).toBeGreaterThan(100)
  expect(screens.filter(({ source }) => own.test(source)).map(({ file }) => file)).toEqual([])
})

describe('Biome, which shows the same doors while one types', () => {
  test('biome.json is what the table says (WRITE_DOORS=1 writes it)', () => {
    const settings = JSON.parse(readFileSync(biomeJson, 'utf8'))
    if (process.env.WRITE_DOORS) {
      writeFileSync(biomeJson, `${JSON.stringify({ ...settings, overrides: biomeOverrides() }, null, 2)}\n`)
      biome(['format', '--write', biomeJson], projectRoot)
    }
    expect(JSON.parse(readFileSync(biomeJson, 'utf8')).overrides).toEqual(biomeOverrides())
  })

  test('every room refuses what is planted there, and nothing it may have', () => {
    const planted = rooms.map(room => ({ room, file: plantingPlace(room), lines: linesFor(room) }))
    const refused = refusedByBiome(planted)
    for (const { file, lines } of planted) {
      const expected = lines.flatMap(({ says, mayNot }) => (mayNot ? [says] : []))
      expect({ file, refused: refused.get(file) ?? [] }).toEqual({ file, refused: expected })
    }
  })
})

type PlantedLine = { readonly says: string; readonly mayNot: boolean }

/** One line for every door and package that appears anywhere in the table, and for the known ways round. */
function linesFor(room: Room): PlantedLine[] {
  const doors = [...new Set(rooms.flatMap(({ at, opens }) => [...at, ...opens]))].filter(place =>
    /^(lib\/|components)/.test(place),
  )
  const packages = [...new Set(rooms.flatMap(({ packages }) => packages))]
  const says = [
    ...doors.map(place => (place.endsWith('.ts') ? `#${place}` : `#${place}/planted.ts`)),
    ...packages,
    'left-pad',
    'node:fs',
    'node:fs/promises',
    './beside.ts',
    './below/it.ts',
  ]
  const honest = says.map(each => ({
    says: each,
    mayNot:
      complaintAbout({ file: plantingPlace(room), line: 1, says: each, typeOnly: false }, room) !== undefined,
  }))
  const sly = ['./../sly.ts', './below/../../sly.ts', '#lib/domain/../adapters/sly.ts'].map(each => ({
    says: each,
    mayNot: true,
  }))
  return [...honest, ...sly]
}

function plantingPlace({ at: [place = ''] }: Room): string {
  return place.endsWith('.ts') ? place : `${place}/planted.ts`
}

function refusedByBiome(planted: { file: string; lines: PlantedLine[] }[]): Map<string, string[]> {
  const field = realpathSync(mkdtempSync(join(tmpdir(), 'tapline-doors-')))
  try {
    cpSync(biomeJson, join(field, basename(biomeJson)))
    for (const { file, lines } of planted) {
      mkdirSync(dirname(join(field, file)), { recursive: true })
      writeFileSync(
        join(field, file),
        lines.map(({ says }, n) => `export { x${n} } from '${says}'\n`).join(''),
      )
    }
    const only = [
      '--only=style/noRestrictedImports',
      '--max-diagnostics=none',
      '--reporter=github',
      '--vcs-enabled=false',
    ]
    const report = biome(['lint', ...only, '.'], field)
    return refusedLines(report.replaceAll(`${field}/`, ''), planted)
  } finally {
    rmSync(field, { recursive: true })
  }
}

function refusedLines(
  report: string,
  planted: { file: string; lines: PlantedLine[] }[],
): Map<string, string[]> {
  const found = new Map<string, number[]>()
  for (const [, file = '', line] of report.matchAll(/file=([^,\n]+),line=(\d+)/g)) {
    found.set(file, [...(found.get(file) ?? []), Number(line)])
  }
  return new Map(
    planted.map(({ file, lines }) => {
      const numbers = [...new Set(found.get(file))].sort((a, b) => a - b)
      return [file, numbers.map(number => lines[number - 1]?.says ?? `line ${number}`)]
    }),
  )
}

function biome(args: string[], cwd: string): string {
  const program = join(projectRoot, 'node_modules/@biomejs/biome/bin/biome')
  return spawnSync(process.execPath, [program, ...args], { cwd, encoding: 'utf8' }).stdout
}
