import type { Page } from 'playwright'
import type { SaleAnswer } from '#lib/contracts/sale-answer.ts'
import { APPROVED, openBrowser, openProfile, openRegister } from './browser.ts'
import { type CardDesk, cardDesk } from './card-desk.ts'
import { openCashDesk } from './cash-desk.ts'
import type { Counter } from './counter.ts'
import { timesRow } from './figures.ts'
import type { Settings } from './settings.ts'
import { print } from './table.ts'

const RUNS = 30
const MOST_MS = 30

/** From the press of Charge to the command at Stripe. A new sale asks for its PaymentIntent first, and waits for that answer. */
export async function chargePart(settings: Settings, counter: Counter): Promise<void> {
  const browser = await openBrowser(settings)
  const page = await openRegister(await openProfile(browser, counter), counter)
  const desk = cardDesk(counter)
  const pressedInBrowser = (answer: SaleAnswer) => press(page, answer)
  const sentByRoute = async (answer: SaleAnswer) => {
    const at = Date.now()
    await desk.charge(answer)
    return at
  }
  await runs(settings, counter, desk, page, pressedInBrowser, 3)
  const pressed = await runs(settings, counter, desk, page, pressedInBrowser, RUNS)
  const sent = await runs(settings, counter, desk, page, sentByRoute, RUNS)
  await browser.close()
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
      'the same from the request on, without a browser',
      sent.map(run => run.atReader),
      { floor },
    ),
    timesRow(
      'of which Stripe’s answer to the first call',
      [...pressed, ...sent].map(run => run.created),
    ),
  ])
}

type Run = { readonly firstCall: number; readonly atReader: number; readonly created: number }

async function runs(
  settings: Settings,
  counter: Counter,
  desk: CardDesk,
  page: Page,
  charge: (answer: SaleAnswer) => Promise<number>,
  count: number,
): Promise<readonly Run[]> {
  const found: Run[] = []
  for (let run = 0; run < count; run++) {
    const answer = await counter.ringUp(1 + (run % 5))
    const pressedAt = await charge(answer)
    await desk.readerAsks(answer.sale.id)
    found.push(await timesOf(settings, counter, answer, pressedAt))
    // The next sale may begin only where this one has ended, on the screen as well.
    await desk.tap()
    await desk.paid(answer.sale.id)
    await page.locator(APPROVED).waitFor()
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

/** The reader on the other side of the street tells since when it has shown what it shows. All clocks are this machine's. */
async function timesOf(
  { SIMULATOR_ORIGIN }: Settings,
  { pool, readerId }: Counter,
  { sale }: SaleAnswer,
  pressedAt: number,
): Promise<Run> {
  const { rows } = await pool.query<{ written: string; ms: number }>(
    `select written_at as written, ms from call where sale_id = $1 and step = 'create'`,
    [sale.id],
  )
  const response = await fetch(`${SIMULATOR_ORIGIN}/_simulator/readers/${readerId}/screen`)
  // True because that is what the simulator's control API answers.
  const { screen } = (await response.json()) as { screen: { name: string; since: number } }
  if (screen.name !== 'present_card') throw new Error(`the reader shows ${screen.name}`)
  return {
    firstCall: Number(rows[0]?.written) - pressedAt,
    atReader: screen.since - pressedAt,
    created: rows[0]?.ms ?? Number.NaN,
  }
}
