import type { Page } from 'playwright'
import type { SaleAnswer } from '#lib/contracts/sale-answer.ts'
import type { SaleId } from '#lib/domain/ids.ts'
import { APPROVED, openBrowser, openProfile, openRegister } from './browser.ts'
import { cardDesk } from './card-desk.ts'
import { openCashDesk } from './cash-desk.ts'
import type { Counter } from './counter.ts'
import { timesRow } from './figures.ts'
import type { Settings } from './settings.ts'
import { print } from './table.ts'
import { until } from './until.ts'

const RUNS = 30
const MOST_MS = 30

/** From the press of Charge to the command at Stripe. A new sale asks for its PaymentIntent first, and waits for that answer. */
export async function chargePart(settings: Settings, counter: Counter): Promise<void> {
  const browser = await openBrowser(settings)
  const page = await openRegister(await openProfile(browser, counter), counter)
  const desk = cardDesk(counter)
  const atTheScreen: Charging = {
    charge: answer => press(page, answer),
    ended: () => page.locator(APPROVED).waitFor(),
  }
  const byRoute: Charging = {
    async charge(answer) {
      const at = Date.now()
      await desk.charge(answer)
      return at
    },
    ended: async () => {},
  }
  await runs(settings, counter, atTheScreen, 3)
  const pressed = await runs(settings, counter, atTheScreen, RUNS)
  await browser.close()
  const sent = await runs(settings, counter, byRoute, RUNS)
  const floor = (await (await openCashDesk(counter, 0)).empty(200, 1)).times

  print('Charge pressed → command at Stripe', [
    timesRow(
      'press → first call written',
      pressed.map(run => run.firstCall),
    ),
    timesRow(
      'press → the reader has the command',
      pressed.map(run => run.atReader),
      { floor, mostMs: MOST_MS },
    ),
    timesRow(
      'request → the reader has the command, no browser',
      sent.map(run => run.atReader),
      { floor, mostMs: MOST_MS },
    ),
    timesRow(
      'of which Stripe’s answer to the first call',
      [...pressed, ...sent].map(run => run.created),
    ),
  ])
}

/** How a sale is charged, which tells when that began, and what must be waited for before the next one. */
type Charging = {
  charge(answer: SaleAnswer): Promise<number>
  ended(): Promise<void>
}

type Run = { readonly firstCall: number; readonly atReader: number; readonly created: number }

async function runs(
  settings: Settings,
  counter: Counter,
  { charge, ended }: Charging,
  count: number,
): Promise<readonly Run[]> {
  const desk = cardDesk(counter)
  const found: Run[] = []
  for (let run = 0; run < count; run++) {
    const answer = await counter.ringUp(1 + (run % 5))
    const saleId = answer.sale.id
    const pressedAt = await charge(answer)
    const shownAt = await readerAsksSince(settings, counter, pressedAt)
    const call = await createOf(counter, saleId)
    found.push({ firstCall: call.writtenAt - pressedAt, atReader: shownAt - pressedAt, created: call.ms })
    await desk.readerAsks(saleId)
    await desk.tap()
    await desk.paid(saleId)
    await ended()
  }
  return found
}

/** Waits until the screen shows that very sale: another till at the register has just rung it up. */
async function press(page: Page, { sale }: SaleAnswer): Promise<number> {
  const amount = (sale.wantedTotal.minor / 100).toFixed(2)
  const button = page.getByRole('button', { name: `Charge $${amount}` })
  await button.waitFor()
  const pressed = page.evaluate(() => window.bench.pressedAt('click'))
  await button.click()
  return pressed
}

/** Seldom enough to leave the simulator alone, and never the till. */
const LOOK_EVERY_MS = 25

/** Since when the reader shows the payment that was asked for after `afterMs`, in milliseconds of this machine's clock. */
function readerAsksSince({ SIMULATOR_ORIGIN }: Settings, { readerId }: Counter, afterMs: number) {
  const look = async () => {
    const response = await fetch(`${SIMULATOR_ORIGIN}/_simulator/readers/${readerId}/screen`)
    // True because that is what the simulator's control API answers.
    const { screen } = (await response.json()) as { screen: { name: string; since: number } }
    return screen.name === 'present_card' && screen.since >= Math.floor(afterMs) ? screen.since : undefined
  }
  return until('the reader to ask for a card', look, LOOK_EVERY_MS)
}

async function createOf({ pool }: Counter, saleId: SaleId) {
  const { rows } = await pool.query<{ written: string; ms: number }>(
    `select written_at as written, ms from call where sale_id = $1 and step = 'create'`,
    [saleId],
  )
  return { writtenAt: Number(rows[0]?.written), ms: rows[0]?.ms ?? Number.NaN }
}
