import { expect, test } from 'vitest'
import { idOf } from '#lib/domain/ids.ts'
import type { Shelf } from './edit-storage.ts'
import { openRefusedShelf } from './refused.ts'

function diskWith(items: Record<string, string> = {}): Shelf {
  const all = new Map(Object.entries(items))
  return {
    get length() {
      return all.size
    },
    key: at => [...all.keys()][at] ?? null,
    getItem: key => all.get(key) ?? null,
    setItem: (key, value) => void all.set(key, value),
    removeItem: key => void all.delete(key),
  }
}
const [line, other] = [idOf('line', crypto.randomUUID()), idOf('line', crypto.randomUUID())]
const productId = idOf('product', crypto.randomUUID())
const edit = (quantity: number) => ({ type: 'put', lineId: line, productId, quantity }) as const

test('of one line what was wanted last is kept, in the order in which it was refused', () => {
  const shelf = openRefusedShelf(diskWith(), () => 1000)
  shelf.keep(line, { why: 'not_sold', name: 'Scone', edit: edit(1) })
  shelf.keep(other, { why: 'short', left: 2, name: 'Stollen', edit: edit(3) })
  shelf.keep(line, { why: 'not_sold', name: 'Scone', edit: edit(2) })
  expect(shelf.all().map(({ name, edit }) => [name, edit.type === 'put' && edit.quantity])).toEqual([
    ['Stollen', 3],
    ['Scone', 2],
  ])
})

test('what was damaged on the disk is no refusal, and stands in nobody’s way', () => {
  const good = JSON.stringify({ why: 'short', left: 0, name: 'Scone', edit: edit(1) })
  const disk = diskWith({
    'tapline:refused:1:line_1': good,
    'tapline:refused:2:line_2': '{',
    'tapline:refused:3:line_3': JSON.stringify({ why: 'short', name: 'Scone', edit: edit(1) }),
    'tapline:refused:4:line_4': JSON.stringify({ why: 'not_sold', name: 'Scone', edit: { type: 'put' } }),
    'tapline:refused:5:line_5': JSON.stringify({ why: 'tired', name: 'Scone', edit: edit(1) }),
    'tapline:refused:6:line_6': 'null',
  })
  expect(openRefusedShelf(disk, () => 0).all()).toEqual([
    { key: 'tapline:refused:1:line_1', why: 'short', left: 0, name: 'Scone', edit: edit(1) },
  ])
})

test('on a full disk it is kept in this tab', () => {
  const disk = Object.assign(diskWith(), {
    setItem: () => {
      throw new Error('QuotaExceededError')
    },
  })
  const shelf = openRefusedShelf(disk, () => 1000)
  shelf.keep(line, { why: 'unreadable', name: 'Scone', edit: edit(1) })
  const [kept] = shelf.all()
  expect(kept).toMatchObject({ name: 'Scone' })
  if (kept) shelf.remove(kept.key)
  expect(shelf.all()).toEqual([])
})
