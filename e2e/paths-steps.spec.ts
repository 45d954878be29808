import type { Path } from '#lib/testing/reliability/paths.ts'
import { type Counter, story, test } from './counter.ts'
import type { Simulator } from './simulator.ts'
import { read, readAndCharged, takeCards, twoSteps, yes } from './ways-of-taking.ts'

/** A register that reads a card first and charges it at a yes: what goes wrong with one step goes wrong with either of two. */
test.beforeEach(({ counter }) => twoSteps(counter))
test.afterEach(({ counter }) => takeCards(counter, {}))

const COLLECT = { method: 'POST', path: '*/collect_payment_method' }
const CONFIRM = { method: 'POST', path: '*/confirm_payment_intent' }

/** The moment comes when the reader is asked to read a card; put right, the sale is paid. */
function badMoment(
  id: Path['id'],
  arm: (simulator: Simulator) => Promise<unknown>,
  recover?: (counter: Counter) => Promise<void>,
): void {
  story(id, async ({ counter, simulator }) => {
    await arm(simulator)
    await counter.charge()
    await counter.tells(id)
    await simulator.calm()
    await recover?.(counter)
    await readAndCharged(counter)
  })
}

const tryAgain = ({ register }: Counter) => register.press('Try again')

badMoment('two-steps-reader-updating', simulator => simulator.mood('reader_updating'), tryAgain)
badMoment('two-steps-timeout-false', simulator => simulator.mood('timeout_delivered'))
badMoment('two-steps-read-500', simulator => simulator.mood('status', { status: 500, ...COLLECT }), tryAgain)
badMoment('two-steps-read-429', simulator => simulator.mood('status', { status: 429, ...COLLECT }))
badMoment('two-steps-read-lock', simulator =>
  simulator.mood('status', { status: 'lock_timeout', ...COLLECT }),
)
badMoment('two-steps-read-cut-before', simulator => simulator.mood('cut_before', { ...COLLECT, times: 0 }))
badMoment('two-steps-read-cut-after', simulator => simulator.mood('cut_after', COLLECT))

story('two-steps-reader-lost', async ({ counter, simulator, outsider }) => {
  await simulator.mood('webhook_dropped', { times: 0 })
  await counter.waiting()
  await outsider.terminal.readers.cancelAction(counter.readerId)
  await counter.tells('two-steps-reader-lost')
  await simulator.calm()
  await tryAgain(counter)
  await readAndCharged(counter)
})

story('two-steps-customer-cancels', async ({ counter }) => {
  await counter.waiting()
  await counter.customerCancels()
  await counter.tells('two-steps-customer-cancels')
  await counter.register.press('Charge again')
  await readAndCharged(counter)
})

story('two-steps-yes-500', async ({ counter, simulator }) => {
  await read(counter)
  await simulator.mood('status', { status: 500, ...CONFIRM })
  await yes(counter)
  await counter.tells('two-steps-yes-500')
  await counter.register.chargeButton.click()
  await readAndCharged(counter)
})

story('two-steps-yes-429', async ({ counter, simulator }) => {
  await read(counter)
  await simulator.mood('status', { status: 429, ...CONFIRM })
  await yes(counter)
  await counter.tells('two-steps-yes-429')
})

story('two-steps-yes-lock', async ({ counter, simulator }) => {
  await read(counter)
  await simulator.mood('status', { status: 'lock_timeout', ...CONFIRM })
  await yes(counter)
  await counter.tells('two-steps-yes-lock')
})

story('two-steps-yes-cut-before', async ({ counter, simulator }) => {
  await read(counter)
  await simulator.mood('cut_before', { ...CONFIRM, times: 0 })
  await yes(counter)
  await counter.tells('two-steps-yes-cut-before')
  await simulator.calm()
  await counter.register.approved()
})

story('two-steps-line-breaks-unpaid', async ({ counter, simulator }) => {
  await read(counter)
  await simulator.mood('connection_error', { authorized: false })
  await yes(counter)
  await counter.tells('two-steps-line-breaks-unpaid')
  await tryAgain(counter)
  await readAndCharged(counter)
})

story('two-steps-cancel-lost', async ({ counter, simulator, shop }) => {
  const sale = await read(counter)
  await simulator.mood('hold_authorization')
  await yes(counter)
  await counter.post(`/api/sales/${sale}/payment`, { wish: 'cancel' })
  await counter.register.says('Cancel waits')
  await simulator.letAuthorise(shop.readerId)
  await counter.tells('two-steps-cancel-lost')
})
