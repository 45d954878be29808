import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keyWords, PEOPLE_WORDS } from './restore-words.js'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'tapline-restored-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

test('after a restore it is said where the key must lie that no backup holds, and what is lost without it', () => {
  const key = join(dataDir, 'app-secret')
  const lost = /without it no badge opens the till and the webhooks are connected anew/i
  expect(keyWords(dataDir, {})).toContain(`There is no ${key} here.`)
  expect(keyWords(dataDir, {})).toMatch(lost)
  writeFileSync(key, '')
  expect(keyWords(dataDir, {})).toContain(`in the place of ${key}`)
  expect(keyWords(dataDir, {})).toMatch(lost)
  expect(keyWords(dataDir, { appSecret: 'x' })).toContain('APP_SECRET')
})

test('after a restore it is said that everyone signs in again, and who may be back', () => {
  expect(PEOPLE_WORDS).toMatch(/^Everyone signs in again\. People, PINs and registers are as on that day/)
  expect(PEOPLE_WORDS).toContain('revoke the registers that you have revoked since')
})
