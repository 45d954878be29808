import { expect, test } from 'playwright/test'
import { expectNothingForAxe } from './axe.ts'
import { openShop } from './fixtures.ts'
import { withSandboxTill } from './sandbox-till.ts'
import { RegisterScreen } from './screens/register-screen.ts'

test('with a key of Stripe the owner says where the till is: both endpoints are made there, and show what has come', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  await withSandboxTill(async ({ url, publicUrl, stripe }) => {
    const context = await browser.newContext({ baseURL: url })
    await openShop(context.request, url)
    const page = await context.newPage()
    await page.goto('/settings/stripe')
    const doors = page.getByRole('listitem').filter({ hasText: 'Last 24 hours' })
    await expect(doors.filter({ hasText: 'not connected from here' })).toHaveCount(2)

    const address = page.getByLabel('Public address of this till')
    const connect = page.getByRole('button', { name: 'Connect webhooks' })
    await address.fill('http://192.168.1.9:3000')
    await connect.click()
    await expect(page.getByText('Stripe cannot knock there.')).toBeVisible()
    await expectNothingForAxe(page)
    await address.fill(publicUrl)
    await connect.click()
    await expect(page.getByText('Both endpoints are at Stripe.')).toBeVisible()
    // The name leads there in the simulator alone: the till itself cannot ask.
    await expect(page.getByText('Asked from here, nobody answers at that address.')).toBeVisible()
    await expectNothingForAxe(page)
    for (const path of ['/api/stripe/webhook', '/api/stripe/webhook/terminal']) {
      const door = doors.filter({ has: page.getByText(publicUrl + path, { exact: true }) })
      await expect(door).toContainText('2026-10-28.endive')
      await expect(door).toContainText('Nothing has ever come.')
    }
    const { data } = await stripe('GET', '/v1/webhook_endpoints')
    expect(
      data.map((one: { url: string; api_version: string }) => [one.url, one.api_version]).sort(),
    ).toEqual([
      [`${publicUrl}/api/stripe/webhook`, '2026-10-28.endive'],
      [`${publicUrl}/api/stripe/webhook/terminal`, '2026-10-28.endive'],
    ])

    // A card is paid with, and both doors have heard of it.
    const register = new RegisterScreen(await context.newPage())
    await register.open()
    await register.ring('Flat white')
    await register.charge()
    await register.waitsForCard()
    await register.page.getByRole('button', { name: 'Test cards' }).click()
    const tray = register.page.getByRole('dialog', { name: 'Hold a test card to the reader' })
    await expectNothingForAxe(register.page)
    await tray.getByRole('button', { name: /^Visa/ }).first().click()
    await register.approved()
    await page.getByRole('button', { name: 'Ask again' }).click()
    for (const door of await doors.all()) await expect(door).toContainText('Last came')
    await expect(page.getByText(/0 turned away for their signature/)).toHaveCount(2)
    await expectNothingForAxe(page)
    await context.close()
  })
})
