import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { appSecretIn } from './app-secret.js'
import { claimDataFolder, releaseClaim } from './claim.js'
import { openDataFolder } from './data-folder.js'
import { canEnter } from './unprivileged.js'

const field = mkdtempSync(join(tmpdir(), 'tapline-data-folder-'))
afterAll(() => rmSync(field, { recursive: true }))

test('the data folder is made, and others see nothing in it', () => {
  const folder = join(field, 'deep', 'data')
  openDataFolder(folder)
  expect(statSync(folder).mode & 0o777).toBe(0o711)
})

test.each([
  ['a file', 'taken', /is not a folder/],
  ['below a file', 'taken/data', /is not a folder/],
])('%s is no data folder', (_, path, sentence) => {
  writeFileSync(join(field, 'taken'), '')
  expect(() => openDataFolder(join(field, path))).toThrow(
    expect.objectContaining({ name: 'PlainError', message: expect.stringMatching(sentence) }),
  )
})

test.runIf(process.platform === 'linux')(
  'a place where nothing can be made is refused, not waited for',
  () => {
    expect(() => openDataFolder('/proc/tapline/data')).toThrow(/cannot be written to \(.*\): set DATA_DIR/)
  },
)

test('the key is made once, for its owner alone', () => {
  const secret = appSecretIn(field)
  expect(Buffer.from(secret, 'base64')).toHaveLength(32)
  expect(statSync(join(field, 'app-secret')).mode & 0o777).toBe(0o600)
  expect(appSecretIn(field)).toBe(secret)
})

test('a key that was damaged is refused and left as it is', () => {
  const folder = mkdtempSync(join(field, 'damaged-'))
  writeFileSync(join(folder, 'app-secret'), 'half a ke')
  expect(() => appSecretIn(folder)).toThrow(/does not hold 32 bytes/)
  expect(readFileSync(join(folder, 'app-secret'), 'utf8')).toBe('half a ke')
})

test('what a killed launcher left in the data folder does not keep the next one out', async () => {
  const folder = mkdtempSync(join(field, 'claim-'))
  writeFileSync(join(folder, 'running.json'), JSON.stringify({ pid: 2 ** 30, children: [2 ** 30 + 1] }))
  expect(await claimDataFolder(folder)).toBeUndefined()
  expect(JSON.parse(readFileSync(join(folder, 'running.json'), 'utf8')).pid).toBe(process.pid)
  releaseClaim(folder)
  expect(() => readFileSync(join(folder, 'running.json'))).toThrow(/ENOENT/)
})

test('another account may enter a folder only through open ones', () => {
  const shut = mkdtempSync(join(field, 'shut-'))
  const inside = mkdtempSync(join(shut, 'inside-'))
  for (const folder of [field, inside]) chmodSync(folder, 0o711)
  const stranger = 54_321
  chmodSync(shut, 0o700)
  expect(canEnter(inside, stranger)).toBe(false)
  chmodSync(shut, 0o711)
  expect(canEnter(inside, stranger)).toBe(true)
})
