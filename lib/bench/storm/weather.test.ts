import { expect, test } from 'vitest'
import { faultKinds } from '#lib/stripe-simulator/faults.ts'
import { WEATHER } from './weather.ts'

test('every way of the simulator to misbehave is in the weather', () => {
  expect(WEATHER.toSorted()).toEqual(faultKinds.toSorted())
})
