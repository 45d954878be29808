import { expect, test } from 'vitest'
import { leftAlone, TILL_SILENT_MS } from './left-alone.ts'
import { cardTender } from './sale-samples.ts'
import type { Attempt, CardState, Wish } from './tender.ts'

const STATES: readonly CardState[] = ['drafted', 'ready', 'on_reader', 'held', 'paid', 'canceled']
const WISHES: readonly Wish[] = ['none', 'charge', 'confirm', 'capture', 'take_off', 'stop']
const NOW = 1_000_000_000

const tills = {
  present: { heardAt: NOW - 20_000, isCurrent: true },
  silent: { heardAt: NOW - TILL_SILENT_MS - 1, isCurrent: true },
  'signed out': { heardAt: null, isCurrent: true },
  'set aside': { heardAt: NOW - 20_000, isCurrent: false },
}

const leftLongAgo = { attemptAt: NOW - TILL_SILENT_MS - 60_000 }

test('every state and wish against every till: what is given up, and why', () => {
  const table = STATES.flatMap(state =>
    WISHES.flatMap(wish =>
      Object.entries(tills).flatMap(([name, till]) => {
        const why = leftAlone(cardTender(state, { wish, ...leftLongAgo }), till, NOW)
        return why ? [`${state} ${wish}, till ${name}: ${why.because}`] : []
      }),
    ),
  )
  expect(table.join('\n')).toMatchInlineSnapshot(`
    "ready none, till signed out: closed
    ready none, till set aside: parked
    ready charge, till silent: silent
    ready charge, till signed out: silent
    on_reader none, till silent: silent
    on_reader none, till signed out: silent
    on_reader charge, till silent: silent
    on_reader charge, till signed out: silent"
  `)
})

test('what a bank has in hand, and a card that was read, are left alone', () => {
  for (const attempt of ['checking', 'bank_silent', 'collected'] satisfies Attempt[])
    expect(leftAlone(cardTender('on_reader', { attempt, ...leftLongAgo }), tills.silent, NOW)).toBeUndefined()
})

test('three minutes count from the last sign of life, and from when the payment became what it is', () => {
  const tender = cardTender('on_reader', { wish: 'charge', attemptAt: NOW - TILL_SILENT_MS })
  expect(leftAlone(tender, tills['signed out'], NOW)).toBeUndefined()
  expect(leftAlone(tender, tills['signed out'], NOW + 1)).toEqual({
    because: 'silent',
    since: NOW - TILL_SILENT_MS,
  })
})
