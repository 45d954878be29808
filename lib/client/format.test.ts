import { expect, test } from 'vitest'
import { money } from '#lib/domain/money.ts'
import { decimal, formatFor, timesOf } from './format.ts'

test('an amount is written as the shop’s country writes it', () => {
  expect(formatFor('US', 'usd').money(money(450, 'usd'))).toBe('$4.50')
  expect(formatFor('JP', 'jpy').money(money(1200, 'jpy'))).toMatch(/1,200$/)
  expect(formatFor('DE', 'eur').money(money(123450, 'eur'))).toMatch(/^1\.234,50\s€$/)
  expect(formatFor('CA', 'cad').money(money(450, 'cad'))).toBe('$4.50')
})

test('a column has no sign, and a note no decimals', () => {
  const format = formatFor('US', 'usd')
  expect(format.plain(money(980, 'usd'))).toBe('9.80')
  expect(format.short(money(8000, 'usd'))).toBe('$80')
  expect(format.short(money(7180, 'usd'))).toBe('$71.80')
})

test('minor units become decimals without a float', () => {
  expect(decimal(5, 'usd')).toBe('0.05')
  expect(decimal(-1205, 'usd')).toBe('-12.05')
  expect(decimal(9_007_199_254_740_991, 'usd')).toBe('90071992547409.91')
  expect(decimal(100, 'jpy')).toBe('100')
})

test('the same shop gets the same object', () => {
  expect(formatFor('US', 'usd')).toBe(formatFor('US', 'usd'))
})

test('a number and a time are written as the shop’s country writes them, whatever browser looks', () => {
  const [us, de] = [formatFor('US', 'usd'), formatFor('DE', 'eur')]
  expect([us.number(12_345), us.number(8.25)]).toEqual(['12,345', '8.25'])
  expect([de.number(12_345), de.number(8.25)]).toEqual(['12.345', '8,25'])
  const at = new Date(2026, 10, 20, 14, 5, 9).getTime()
  expect([us.moment(at), us.day(at), us.time(at)]).toEqual(['Nov 20, 2026, 14:05', 'Nov 20, 14:05', '14:05'])
  expect([de.moment(at), de.day(at), de.time(at)]).toEqual([
    '20. Nov. 2026, 14:05',
    '20. Nov., 14:05',
    '14:05',
  ])
  expect([us.second(at), us.weekday(at)]).toEqual(['Nov 20, 2026, 14:05:09', 'Fri 14:05'])
})

test('a server that draws the first paint writes no time into a sentence: it may be in another zone', () => {
  const format = formatFor('US', 'usd')
  const { clock, moment } = timesOf(format, false)
  expect([clock(0), moment(0)]).toEqual(['…', '…'])
  expect(timesOf(format, true)).toMatchObject({ clock: format.clock, moment: format.moment })
})
