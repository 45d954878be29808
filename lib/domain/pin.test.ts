import { expect, test } from 'vitest'
import { isTrivialPin } from './pin.ts'

test.each(['0000', '77777', '1234', '4321', '01234567', '98765432', '7890', '0987'])(
  '%s is tried first by whoever tries',
  pin => {
    expect(isTrivialPin(pin)).toBe(true)
  },
)

test.each(['2468', '1235', '1212', '4431', '13579', '0001', '20112011'])('%s may be chosen', pin => {
  expect(isTrivialPin(pin)).toBe(false)
})
