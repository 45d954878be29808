import type { Page } from 'playwright/test'
import { expectNothingForAxe } from './axe.ts'
import { expect, test } from './fixtures.ts'

test('axe finds nothing: register, payment, declined, cash, paid, receipt, sales, one sale, sign-in', async ({
  register,
  reader,
}) => {
  const { page } = register
  await expectNothingForAxe(page)
  await register.ring('Flat white', 'Espresso')
  await register.tool('Remove').click()
  await expectNothingForAxe(page)
  await register.type('latte')
  await expect(page.getByRole('listbox', { name: 'Found' })).toBeVisible()
  await expectNothingForAxe(page)
  await page.keyboard.press('Escape')

  await register.charge()
  await register.waitsForCard()
  await expectNothingForAxe(page)
  await reader.tap('Not enough money')
  await register.says('The customer has not been charged.')
  await expectNothingForAxe(page)
  await register.press('Pay another way')
  await register.says('To pay in cash')
  await expectNothingForAxe(page)
  await register.press(/^Exact/)
  await register.says('Paid in cash')
  await expectNothingForAxe(page)
  await register.showReceipt()
  await expectNothingForAxe(page)

  await page.goto('/sales')
  await expectNothingForAxe(page)
  await page
    .getByRole('link', { name: /^Sale \d+/ })
    .first()
    .click()
  await expect(page).toHaveURL(/\/sales\/sale_/)
  await expectNothingForAxe(page)
  await page.getByRole('link', { name: 'Receipt' }).click()
  await expect(page).toHaveURL(/\/receipts\//)
  await expectNothingForAxe(page)
  await page.goto('/sign-in')
  await expectNothingForAxe(page)
})

test('no page asks any other host for anything', async ({ register, reader, till }) => {
  const { page } = register
  const byTill = hostsAskedBy(page)
  const byReader = hostsAskedBy(reader.page)
  await page.reload()
  await reader.page.reload()
  await register.isOpen()
  await register.ring('Flat white')
  await register.charge()
  await register.waitsForCard()
  await reader.tap('Visa')
  await register.approved()
  await register.showReceipt()
  for (const path of ['/sales', '/sign-in', '/set-up']) await page.goto(path)
  expect([...byTill]).toEqual([till.url])
  expect([...byReader]).toEqual([till.simulator])
})

/** The origins a page has asked for anything since, live. */
function hostsAskedBy(page: Page): ReadonlySet<string> {
  const asked = new Set<string>()
  page.on('request', request => asked.add(new URL(request.url()).origin))
  return asked
}
