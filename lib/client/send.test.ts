import { expect, test } from 'vitest'
import type { Refusal } from '#lib/contracts/refusal.ts'
import { leftBy } from './send.ts'
import { namesOfPresses } from './use-press.ts'

const refused = (refusal: Refusal) => leftBy({ outcome: 'refused', refusal })

test('a wish that nobody answered is lost, whether our server was silent or Stripe behind it', () => {
  expect(leftBy({ outcome: 'away' })).toBe('lost')
  expect(refused({ kind: 'stripe_unreachable', mayBeDone: 'unanswered' })).toBe('lost')
  expect(refused({ kind: 'stripe_unreachable', mayBeDone: 'answered' })).toBe('refused')
  expect(refused({ kind: 'stripe_unreachable' })).toBe('refused')
  expect(refused({ kind: 'stripe_refused', message: 'No.' })).toBe('refused')
  expect(leftBy({ outcome: 'done', answer: undefined })).toBe('idle')
})

test('the same again after Stripe’s silence goes out under its old name, so that it is made once', () => {
  const press = namesOfPresses()
  const typed = { name: 'Terrace' }
  const first = press('idle', typed)
  expect(press(refused({ kind: 'stripe_unreachable', mayBeDone: 'unanswered' }), typed)).toBe(first)
  expect(press(refused({ kind: 'stripe_unreachable', mayBeDone: 'answered' }), typed)).not.toBe(first)
})
