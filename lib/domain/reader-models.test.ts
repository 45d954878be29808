import { expect, test } from 'vitest'
import { isSimulated, isTooOld, modelOf, pairingCodeFrom, SIMULATED_MODELS } from './reader-models.ts'

test.each([
  ['quick-brown-fox', 'quick-brown-fox'],
  ['  Quick Brown  FOX ', 'quick-brown-fox'],
  ['quick – brown – fox', 'quick-brown-fox'],
  ['quick-brown', undefined],
  ['quick-brown-fox-jumps', undefined],
  ['quick-brown-f0x', undefined],
  ['simulated-s700', undefined],
  ['', undefined],
])('%j typed as a pairing code is %j', (typed, code) => {
  expect(pairingCodeFrom(typed)).toBe(code)
})

test.each([
  ['2.28.2', true],
  ['2.28.3', false],
  ['2.28.3.0', false],
  ['2.9.9', true],
  ['2.42.1.0', false],
  ['1.99.0', true],
  ['3.0.0', false],
  ['', false],
  [null, false],
  ['tomorrow', false],
])('software %j is too old: %j', (version, old) => {
  expect(isTooOld(version)).toBe(old)
})

test('models are called as people call them, and unknown ones by Stripe’s own word', () => {
  expect(modelOf('simulated_wisepos_e').name).toBe('BBPOS WisePOS E')
  expect(modelOf('bbpos_wisepos_e').name).toBe('BBPOS WisePOS E')
  expect(modelOf('verifone_P400').name).toBe('Verifone P400')
  expect(modelOf('stripe_x900').name).toBe('stripe x900')
  expect([isSimulated('simulated_stripe_s700'), isSimulated('stripe_s700')]).toEqual([true, false])
})

test('every simulated model is offered once', () => {
  expect(SIMULATED_MODELS.map(({ code }) => code)).toEqual([
    'simulated-s700',
    'simulated-s710',
    'simulated-wpe',
    'simulated-v660p',
    'simulated-t600',
    'simulated-m425',
    'simulated-p630',
    'simulated-ux700',
  ])
})
