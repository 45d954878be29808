import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { undoHalfRestore } from './half-restore.js'

const field = mkdtempSync(join(tmpdir(), 'tapline-half-'))
afterAll(() => rmSync(field, { recursive: true }))

function folderWith(...names: readonly string[]): string {
  const folder = mkdtempSync(join(field, 'data-'))
  for (const name of names) mkdirSync(join(folder, name))
  return folder
}

test('a restore that died between its two moves is undone: the shop of before is there again', () => {
  const folder = folderWith(
    'restoring',
    'pg18-before-2026-11-01T10-00-00Z',
    'pg18-before-2026-11-20T18-00-00Z',
  )
  undoHalfRestore(folder)
  expect(readdirSync(folder).sort()).toEqual(['pg18', 'pg18-before-2026-11-01T10-00-00Z', 'restoring'])
  undoHalfRestore(folder)
  expect(readdirSync(folder)).toHaveLength(3)
})

test('nothing else is touched: a restore that was finished, one that had not moved anything, a folder that was emptied on purpose', () => {
  for (const names of [
    ['pg18', 'pg18-before-2026-11-20T18-00-00Z'],
    ['pg18', 'restoring', 'pg18-before-2026-11-20T18-00-00Z'],
    ['pg18-before-2026-11-20T18-00-00Z'],
    ['restoring'],
  ]) {
    const folder = folderWith(...names)
    undoHalfRestore(folder)
    expect(readdirSync(folder).sort()).toEqual([...names].sort())
    expect(existsSync(join(folder, 'pg18'))).toBe(names.includes('pg18'))
  }
})
