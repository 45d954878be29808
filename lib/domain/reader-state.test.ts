import { expect, test } from 'vitest'
import { idOf } from './ids.ts'
import { needsSomebody, type ReaderKnown, readerState } from './reader-state.ts'

const NOW = 1_800_000_000_000
const idle: ReaderKnown = {
  status: 'online',
  lastSeenAt: NOW - 4_000,
  removedAt: null,
  goneBy: null,
  checkedAt: NOW - 4_000,
  lease: null,
  busy: null,
  refusedBusyAt: null,
  moving: false,
}
const uuid = '00000000-0000-4000-8000-000000000000'
const sale = { saleId: idOf('sale', uuid), saleNumber: 1042, tenderId: idOf('tender', uuid) }
const leased = (state: 'on_reader' | 'paid') =>
  ({ holder: 'tender', since: NOW - 7_000, of: { ...sale, state, staffName: 'Theo' } }) as const
const busy = { type: 'process_payment_intent', paymentIntent: 'pi_1', since: NOW - 180_000 }

const of = (more: Partial<ReaderKnown>) => readerState({ ...idle, ...more }, NOW)

test('a reader says one thing, the gravest', () => {
  expect(of({})).toEqual({ kind: 'ready' })
  expect(of({ lease: leased('on_reader'), busy })).toEqual({
    kind: 'taking',
    since: NOW - 7_000,
    staffName: 'Theo',
    ...sale,
  })
  expect(of({ lease: leased('paid') })).toMatchObject({ kind: 'letting_go', saleNumber: 1042 })
  expect(of({ lease: { holder: 'test', since: NOW } })).toMatchObject({ kind: 'testing' })
  expect(of({ status: 'offline', lastSeenAt: NOW - 3_120_000 })).toEqual({
    kind: 'offline',
    since: NOW - 3_120_000,
  })
  expect(of({ status: 'offline', lease: leased('on_reader') })).toMatchObject({ kind: 'taking' })
  expect(of({ moving: true, lease: { holder: 'office', since: 3 } })).toEqual({ kind: 'moving', since: 3 })
  expect(of({ removedAt: 5, status: 'offline' })).toEqual({ kind: 'gone', since: 5 })
  expect(of({ status: 'unknown' })).toEqual({ kind: 'unknown' })
})

test('a reader that is gone by our own doing needs nobody; one that Stripe has lost does', () => {
  const moved = of({ removedAt: 5, goneBy: { how: 'moved', to: 'tmr_2' } })
  expect(moved).toEqual({ kind: 'gone', since: 5, by: { how: 'moved', to: 'tmr_2' } })
  expect(needsSomebody(moved)).toBe(false)
  expect(needsSomebody(of({ removedAt: 5 }))).toBe(true)
})

test('what is on a reader that nobody holds is stuck, once it has been seen twice', () => {
  const state = of({ busy: { ...busy, of: sale } })
  expect(state).toEqual({ kind: 'stuck', ...busy, of: sale })
  expect(needsSomebody(state)).toBe(true)
  expect(of({ busy: { ...busy, since: NOW - 4_000 } })).toEqual({ kind: 'ready' })
})

test('a busy answer without anything on the reader is an update, for ten minutes', () => {
  expect(of({ refusedBusyAt: NOW - 60_000 })).toEqual({ kind: 'updating', since: NOW - 60_000 })
  expect(of({ refusedBusyAt: NOW - 600_000 })).toEqual({ kind: 'ready' })
  expect(of({ refusedBusyAt: NOW - 60_000, status: 'offline' })).toMatchObject({ kind: 'offline' })
})
