import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { idOf, isId } from '#lib/domain/ids.ts'
import { serverClock } from './clock.ts'
import { randomIds } from './ids.ts'
import { hashPin, pinMatches } from './pins.ts'
import { makeSecrets } from './secrets.ts'

const aKey = () => randomBytes(32).toString('base64')

test('a server’s clock goes by the database’s, and a word that was long on its way does not move it', () => {
  let machine = 1_000_000
  const clock = serverClock(() => machine)
  const hears = (databaseMs: number, withinMs = 2) =>
    clock.heard(databaseMs, clock.now() - withinMs, clock.now())
  expect(clock.now()).toBe(1_000_000)
  hears(1_000_400)
  expect(clock.now()).toBe(1_000_000)
  hears(990_000, 20_000)
  expect(clock.now()).toBe(1_000_000)
  hears(1_060_000)
  expect(clock.now()).toBe(1_060_000)
  machine += 3_000
  hears(500_000, 0)
  expect(clock.now()).toBe(500_000)
})

test('what was sealed opens under the same key, and looks different each time', () => {
  const secrets = makeSecrets(aKey())
  const once = secrets.seal('whsec_ä')
  expect(secrets.open(once)).toBe('whsec_ä')
  expect(secrets.seal('whsec_ä')).not.toBe(once)
  expect(Buffer.from(once, 'base64').toString('latin1')).not.toContain('whsec')
})

test('another key, a changed byte or a cut text opens nothing', () => {
  const secrets = makeSecrets(aKey())
  const sealed = Buffer.from(secrets.seal('whsec_1'), 'base64')
  expect(makeSecrets(aKey()).open(sealed.toString('base64'))).toBeUndefined()
  for (let i = 0; i < sealed.length; i++) {
    const changed = Buffer.from(sealed)
    changed.writeUInt8(changed.readUInt8(i) ^ 1, i)
    expect(secrets.open(changed.toString('base64'))).toBeUndefined()
  }
  expect(secrets.open('')).toBeUndefined()
  expect(secrets.open(sealed.subarray(0, 20).toString('base64'))).toBeUndefined()
})

test('a secret of another length is refused at once', () => {
  expect(() => makeSecrets('c2hvcnQ=')).toThrow('APP_SECRET')
})

test('a PIN is kept as argon2id at 19 MiB and two passes, and only it matches', async () => {
  const kept = await hashPin('2468')
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await pinMatches(kept, '2468')).toBe(true)
  expect(await pinMatches(kept, '2469')).toBe(false)
  expect(await hashPin('2468')).not.toBe(kept)
})

test('a fresh UUID makes an id of ours', () => {
  expect(isId('sale', idOf('sale', randomIds.uuid()))).toBe(true)
})
