import type { Page } from 'playwright'
import { openBrowser, openProfile, openRegister } from './browser.ts'
import { cardDesk } from './card-desk.ts'
import type { Counter } from './counter.ts'
import { timesRow } from './figures.ts'
import type { Settings } from './settings.ts'
import { print } from './table.ts'

const RELOADS = 30
const SCREENS = 15
const MOST_MS = 1_000

/** While the reader waits for a card: from the navigation's start until a screen shows that payment again, and answers to a press. */
export async function resumePart(settings: Settings, counter: Counter): Promise<void> {
  const browser = await openBrowser(settings)
  const page = await openRegister(await openProfile(browser, counter), counter)
  const desk = cardDesk(counter)
  const answer = await counter.ringUp(3)
  await desk.charge(answer)
  await desk.readerAsks(answer.sale.id)

  await reloaded(page)
  const again: Resumed[] = []
  for (let run = 0; run < RELOADS; run++) again.push(await reloaded(page))
  const elsewhere: Resumed[] = []
  for (let run = 0; run < SCREENS; run++) {
    const profile = await openProfile(browser, counter)
    const other = await profile.newPage()
    await other.goto(`${counter.origin}/register`)
    elsewhere.push(await resumed(other))
    await profile.close()
  }
  await desk.tap()
  await desk.paid(answer.sale.id)
  await browser.close()

  const row = (what: string, times: readonly number[]) => timesRow(what, times, { mostMs: MOST_MS })
  print('A payment under way, on a screen that begins anew', [
    row(
      'reloaded → the payment’s state painted',
      again.map(run => run.painted),
    ),
    row(
      'reloaded → its buttons answer',
      again.map(run => run.answers),
    ),
    row(
      'another browser, nothing cached → painted',
      elsewhere.map(run => run.painted),
    ),
    row(
      'another browser, nothing cached → its buttons answer',
      elsewhere.map(run => run.answers),
    ),
  ])
}

type Resumed = { readonly painted: number; readonly answers: number }

async function reloaded(page: Page): Promise<Resumed> {
  await page.reload()
  return resumed(page)
}

const resumed = (page: Page): Promise<Resumed> =>
  page.evaluate(async () => ({
    painted: await window.bench.waiting,
    answers: await window.bench.interactive(),
  }))
