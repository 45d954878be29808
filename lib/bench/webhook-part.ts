import { type ClientRequest, get } from 'node:http'
import type { Page } from 'playwright'
import { APPROVED, openBrowser, openProfile, openRegister } from './browser.ts'
import { type CardDesk, cardDesk } from './card-desk.ts'
import type { Counter } from './counter.ts'
import { type Row, timesRow } from './figures.ts'
import type { Settings } from './settings.ts'
import { print } from './table.ts'
import { until } from './until.ts'

const RUNS = 30
const STREAMS = [0, 49, 199]
const MOST_MS = 50

/** From the first word of the money that Stripe sends to *Approved* on a screen, with other browsers listening beside it. */
export async function webhookPart(settings: Settings, counter: Counter): Promise<void> {
  const browser = await openBrowser(settings)
  const page = await openRegister(await openProfile(browser, counter), counter)
  const desk = cardDesk(counter)
  const rows: Row[] = []
  await measured(counter, desk, page, 3)
  for (const count of STREAMS) {
    const streams = await openStreams(counter, count)
    const times = await measured(counter, desk, page, RUNS)
    streams.close()
    rows.push(timesRow(`one screen and ${count} bare streams`, times, { mostMs: MOST_MS }))
  }
  await browser.close()
  print('Webhook received → Approved painted', rows)
}

async function measured(
  counter: Counter,
  desk: CardDesk,
  page: Page,
  runs: number,
): Promise<readonly number[]> {
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const answer = await counter.ringUp(1)
    const saleId = answer.sale.id
    await desk.charge(answer)
    await desk.readerAsks(saleId)
    await page.locator('.stage[data-state="waiting"]').waitFor()
    const seen = page.evaluate(selector => window.bench.seenAt(selector), APPROVED)
    await desk.tap()
    times.push((await seen) - (await receivedAt(counter, saleId)))
  }
  return times
}

/** By the till's own clock, to the millisecond, rounded down: whichever of the two doors was knocked at first with the news. */
function receivedAt({ pool }: Counter, saleId: string): Promise<number> {
  return until('the knock in the inbox', async () => {
    const { rows } = await pool.query<{ at: string | null }>(RECEIVED, [saleId])
    const at = rows[0]?.at
    return at === null || at === undefined ? undefined : Number(at)
  })
}

const RECEIVED = `
select min(received_at) as at from stripe_event, tender
where tender.sale_id = $1 and type in ('payment_intent.succeeded', 'terminal.reader.action_succeeded')
  and strpos(raw, tender.payment_intent) > 0
having bool_or(type = 'payment_intent.succeeded')`

/** Listeners that read and do nothing else. Resolves when all of them have been greeted. */
async function openStreams({ origin, headers }: Counter, count: number) {
  const open = (): Promise<ClientRequest> =>
    new Promise((done, failed) => {
      const request = get(`${origin}/api/live`, { headers, agent: false }, response => {
        response.once('data', () => done(request))
        response.on('error', () => {})
      })
      request.on('error', failed)
    })
  const requests = await Promise.all(Array.from({ length: count }, open))
  return {
    close() {
      for (const request of requests) {
        request.removeAllListeners('error').on('error', () => {})
        request.destroy()
      }
    },
  }
}
