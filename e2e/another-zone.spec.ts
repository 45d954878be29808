import type { APIRequestContext, Page } from 'playwright/test'
import { expect, test } from './fixtures.ts'
import type { RegisterScreen } from './screens/register-screen.ts'

/** Never that of the server, which runs beside this: a shop's till is seldom where its server is. */
const timezoneId = new Date().getTimezoneOffset() === -345 ? 'Pacific/Chatham' : 'Asia/Kathmandu'

test.use({ timezoneId })

/** What the page complains of that does not come from a press: a first paint that is not the server's is drawn anew, all of it. */
function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))
  page.on('console', message => {
    if (message.type() === 'error' && /hydrat|React error/i.test(message.text()))
      complaints.push(message.text())
  })
  return complaints
}

/** 14:32, as it is where the till stands. */
const here = (at: number): string =>
  new Intl.DateTimeFormat('en-US', {
    timeZone: timezoneId,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)

const asked = (request: APIRequestContext, origin: string) => ({
  read: async (path: string) => (await request.get(path)).json(),
  capture: (captureMode: 'automatic' | 'manual') =>
    request.post('/api/settings/cards', {
      headers: { origin },
      data: { set: 'capture_mode', captureMode },
    }),
})

/** Whoever opens this register next is not shown a sale that is over. */
async function beginNext(register: RegisterScreen, request: APIRequestContext, paid: string): Promise<void> {
  const current = async () => (await (await request.get('/api/registers/current')).json()).currentSaleId
  await register.nextSale()
  await register.ring('Espresso')
  await expect.poll(current).not.toBe(paid)
}

test('a till in another zone than its server’s writes its own time, also of what it finds when it is opened', async ({
  register,
  reader,
  context,
  till,
}) => {
  const { page } = register
  const complaints = complaintsOf(page)
  const { read } = asked(context.request, till.url)
  await register.ring('Flat white')
  await register.charge()
  await register.waitsForCard()
  await reader.tap('Not enough money')
  await register.says('The customer has not been charged.')
  const { currentSaleId } = await read('/api/registers/current')
  const saidNoAt = (await read(`/api/sales/${currentSaleId}`)).payment.decline.at
  await page.reload()
  await register.isOpen()
  // Another second by this browser's clock may be another minute.
  await register.says(new RegExp(`said no at (${here(saidNoAt)}|${here(saidNoAt + 1_000)}):`))
  await page.goto(`/sales/${currentSaleId}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(
    page
      .getByRole('list')
      .getByText(/^\d\d:\d\d:\d\d\.\d{3}$/)
      .filter({ hasText: here(saidNoAt) }),
  ).not.toHaveCount(0)
  await register.open()
  await register.press('Pay another way')
  await register.press(/^Exact/)
  await register.says('Paid in cash')
  const { sale } = await read(`/api/sales/${currentSaleId}`)
  await page.goto(`/receipts/${currentSaleId}`)
  await expect(page.getByRole('article', { name: 'Receipt' })).toContainText(here(sale.paidAt))
  await register.open()
  await register.isOpen()
  expect(complaints).toEqual([])
  await beginNext(register, context.request, currentSaleId)
})

test('until when money is held is written in the time of whoever reads it', async ({
  register,
  reader,
  context,
  till,
}) => {
  const { page } = register
  const complaints = complaintsOf(page)
  const { read, capture } = asked(context.request, till.url)
  await capture('manual')
  await register.ring('Flat white')
  await register.charge()
  await register.waitsForCard()
  await reader.tap('Visa')
  await register.says('The money is held, not taken.')
  const held = (await read('/api/registers/current')).currentSaleId
  const { captureBefore } = (await read(`/api/sales/${held}`)).payment
  await page.reload()
  await register.isOpen()
  await register.says(new RegExp(`Take it before .+ ${here(captureBefore)}\\.`))
  await page.goto('/payments')
  await expect(page.getByText(new RegExp(`^Held until .+ ${here(captureBefore)}$`))).toBeVisible()
  await page.goto(`/sales/${held}`)
  await expect(page.getByText(new RegExp(`Take it before .+ ${here(captureBefore)}`))).toBeVisible()
  await capture('automatic')
  await register.open()
  await register.press('Take the money')
  await register.approved()
  expect(complaints).toEqual([])
  await beginNext(register, context.request, held)
})
