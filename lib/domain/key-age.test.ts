import { expect, test } from 'vitest'
import { afterOldKey, isKeyOld, KEY_OLD_MS } from './key-age.ts'
import type { Step } from './payment-step.ts'

test('what becomes of each step when its key is too old to be trusted', () => {
  const steps: Record<Step, true> = {
    create: true,
    update: true,
    process: true,
    collect: true,
    confirm: true,
    cancel_action: true,
    cancel: true,
    capture: true,
    refund: true,
  }
  // Record's keys are its steps: a new step does not compile without a line here.
  const table = (Object.keys(steps) as Step[]).map(step => `${step}: ${afterOldKey(step)}`)
  expect(table.join('\n')).toMatchInlineSnapshot(`
    "create: adopt
    update: look
    process: end
    collect: end
    confirm: end
    cancel_action: look
    cancel: look
    capture: look
    refund: look"
  `)
})

test('a key is trusted for twenty hours, four before Stripe may forget it', () => {
  expect(KEY_OLD_MS).toBeLessThan(24 * 3_600_000)
  expect(isKeyOld(1_000, 1_000 + KEY_OLD_MS)).toBe(false)
  expect(isKeyOld(1_000, 1_001 + KEY_OLD_MS)).toBe(true)
})
