import { expect, test } from 'vitest'
import { idOf } from '#lib/domain/ids.ts'
import { type Arranged, idsOf, isBehind, leftAfter } from './arranged.ts'

const tile = (name: string) => ({ id: idOf('product', name), name, colour: 1 })
const [latte, mocha, tea] = [tile('Latte'), tile('Mocha'), tile('Tea')]
const arranged = (...tiles: Arranged['tiles']): Arranged => ({ tiles, was: [latte.id, mocha.id] })

test('tiles that are as they were sent are saved, and those moved meanwhile are kept, over what was sent', () => {
  const sent = arranged(mocha, latte)
  const ids = idsOf(sent)
  const saving = { arranged: sent, ids }
  expect(leftAfter(sent, saving)).toBeUndefined()
  expect(leftAfter(undefined, saving)).toBeUndefined()
  // Moved there and back.
  expect(leftAfter(arranged(mocha, latte), saving)).toBeUndefined()

  const left = leftAfter(arranged(tea, mocha, latte), saving)
  expect(left).toMatchObject({ tiles: [tea, mocha, latte], was: ids })
})

test('the shop’s tiles again: what had been moved before goes, as the question said, what is moved after it stays', () => {
  const moved = arranged(mocha, latte)
  expect(leftAfter(moved, { arranged: moved, ids: [] })).toBeUndefined()
  expect(leftAfter(arranged(tea), { arranged: moved, ids: [] })).toMatchObject({ tiles: [tea], was: [] })
})

test('one’s own save is nobody else’s, whichever of its two orders is told; another one is', () => {
  const sent = arranged(mocha, latte)
  const left = leftAfter(arranged(tea), { arranged: sent, ids: idsOf(sent) })
  if (!left) throw new Error('nothing is left')
  expect(isBehind(left, [latte.id, mocha.id])).toBe(false)
  expect(isBehind(left, [mocha.id, latte.id])).toBe(false)
  expect(isBehind(left, [tea.id])).toBe(true)
  expect(isBehind(sent, [latte.id, mocha.id])).toBe(false)
  expect(isBehind(sent, [tea.id])).toBe(true)
})
