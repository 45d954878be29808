import { expect, type Locator, type Page, test } from 'playwright/test'
import { openShop } from './fixtures.ts'
import { type SandboxTill, withSandboxTill } from './sandbox-till.ts'
import { lookAtBoth } from './shots.ts'

const CARD = { number: '4242424242424242' }

/** Whoever made the test holds a card of their own to the reader, once it asks for one. */
async function tap(page: Page, { stripe }: SandboxTill): Promise<void> {
  await expect(page.getByText('Tap a card on the reader')).toBeVisible()
  const id = page.url().split('/').at(-1)
  await stripe('POST', `/_simulator/readers/${id}/present`, CARD)
}

/** The question before real money is charged. */
async function askedForRealMoney(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Test $1.00' }).click()
  const question = page.getByRole('dialog', { name: 'Charge $1.00 of real money on the Window reader?' })
  await expect(question).toContainText('It is really charged $1.00')
  return question
}

async function addedByItsCode(page: Page): Promise<void> {
  await page.goto('/readers')
  await page.getByRole('button', { name: 'Add a reader' }).first().click()
  const sheet = page.getByRole('dialog', { name: 'Add a reader' })
  await expect(sheet.getByLabel('Pairing code')).toBeVisible()
  await expect(sheet.getByText('Simulated')).toHaveCount(0)
  await sheet.getByLabel('Pairing code').fill('quick-brown-fox')
  await sheet.getByLabel('Name').fill('Window')
  await sheet.getByRole('button', { name: 'Register the reader' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Window reader')
}

test('with a live key a test payment is real money: said before, given back by itself; what does not go back is said and waits', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  await withSandboxTill(
    async till => {
      const { url, stripe } = till
      const context = await browser.newContext({
        baseURL: url,
      })
      await openShop(context.request, url)
      const page = await context.newPage()
      await addedByItsCode(page)
      const refunds = async () =>
        (await stripe('GET', '/v1/refunds')).data.map((one: { amount: number; status: string }) => [
          one.amount,
          one.status,
        ])

      const question = await askedForRealMoney(page)
      await lookAtBoth(page, 'live-test-question')
      await question.getByRole('button', { name: 'Not now' }).click()
      await expect(question).toHaveCount(0)
      expect((await stripe('GET', '/v1/payment_intents')).data).toEqual([])

      await (await askedForRealMoney(page))
        .getByRole('button', { name: 'Charge $1.00 and give it back' })
        .click()
      await tap(page, till)
      await expect(page.getByText('The reader works.')).toBeVisible()
      await expect(page.getByText('Approved, and given back.')).toBeVisible()
      await expect(page.getByRole('listitem').filter({ hasText: / ms$/ })).toHaveText([
        /^Stripe has begun a payment/,
        /^The reader is lit/,
        /^Approved, Visa ending 4242/,
        /^The money is on its way back/,
      ])
      expect(await refunds()).toEqual([[100, 'succeeded']])

      await stripe('POST', '/_simulator/faults', {
        kind: 'status',
        status: 500,
        method: 'POST',
        path: '/v1/refunds',
        times: 0,
      })
      await (await askedForRealMoney(page))
        .getByRole('button', { name: 'Charge $1.00 and give it back' })
        .click()
      await tap(page, till)
      const owed = page.getByText('$1.00 of a test payment has not gone back.')
      // Stripe is asked five times, with two seconds between.
      await expect(owed).toBeVisible({ timeout: 30_000 })
      await expect(page.getByText('It has not gone back.')).toBeVisible()
      await lookAtBoth(page, 'live-test-owed')
      await page.getByRole('main').getByRole('link', { name: 'Surprises' }).click()
      await expect(page).toHaveURL(/\/surprises$/)
      await expect(page.getByText('A test payment on the Window reader.')).toBeVisible()
      await lookAtBoth(page, 'live-test-surprise')
      await context.close()
    },
    { live: true },
  )
})
