import { expectNothingForAxe } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { shoot } from './shots.ts'

test('a payment shows under Payments at once, with whose it is; stopped there, the till says that nothing was charged', async ({
  register,
  context,
}) => {
  const manager = await context.newPage()
  await manager.goto('/payments')
  await expect(manager.getByText('No payment is under way')).toBeVisible()

  await register.ring('Flat white')
  const total = await register.charge()
  await register.waitsForCard()
  const row = manager.getByRole('listitem').filter({ hasText: 'Waiting for the card' })
  await expect(row).toContainText(total)
  await expect(row).toContainText('Register 1, Mina Okafor')
  await expectNothingForAxe(manager)

  await row.getByRole('button', { name: 'Check now' }).click()
  await expect(row).toBeVisible()
  await row.getByRole('button', { name: 'Stop and release reader' }).click()
  const question = manager.getByRole('dialog', { name: /^Stop the payment of sale \d+\?$/ })
  await expect(question.getByRole('button', { name: 'Keep it' })).toBeFocused()
  await question.getByRole('button', { name: 'Stop the payment' }).click()

  await expect(manager.getByText('No payment is under way')).toBeVisible()
  await expect(register.chargeButton).toBeVisible()
})

test('the diary of a sale grows while it is looked at, and can be copied for Stripe', async ({
  register,
  reader,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await register.ring('Flat white')
  await register.charge()
  await register.waitsForCard()
  const manager = await context.newPage()
  await manager.goto('/sales')
  await manager
    .getByRole('row')
    .filter({ hasText: 'Open' })
    .getByRole('link', { name: /^Sale \d+/ })
    .first()
    .click()
  const diary = manager.getByRole('list').filter({ hasText: 'pressed' })
  await expect(diary).toContainText('Sent to the')
  await expect(manager.getByText('A payment is under way')).toBeVisible()

  await reader.tap('Visa')
  await register.approved()
  await expect(manager.getByRole('heading', { name: 'Charged exactly once' })).toBeVisible()
  await expect(diary).toContainText('Stripe says: paid')
  await expectNothingForAxe(manager)

  await manager.bringToFront()
  await manager.getByRole('button', { name: 'Copy for Stripe support' }).click()
  await expect(manager.getByRole('button', { name: 'Copied' })).toBeVisible()
  const copied = JSON.parse(await manager.evaluate(() => navigator.clipboard.readText()))
  expect(copied.payments.at(-1)).toMatchObject({
    payment_intent: expect.stringMatching(/^pi_/),
    state: 'paid',
  })
  const calls = copied.happened.filter((one: { what: string }) => one.what === 'call')
  expect(calls.length).toBeGreaterThan(1)
  for (const call of calls) expect(call.request_id).toMatch(/^req_/)
})

test('Why? on a declined card leads to its page, and back to the very same payment', async ({
  register,
  reader,
}) => {
  await register.ring('Flat white')
  await register.charge()
  await register.waitsForCard()
  await reader.tap('Not enough money')
  await register.says('Declined: not enough money on the card')
  const { page } = register
  await register.stage.getByRole('link', { name: 'Why?' }).click()
  await expect(page).toHaveURL('/help/insufficient_funds')
  await expect(page.getByText('The customer has not been charged.')).toBeVisible()
  await expectNothingForAxe(page)
  await page.getByRole('link', { name: 'Back to the register' }).click()
  await register.says('Declined: not enough money on the card')
  await register.press('Cancel')
})

test('cancelled in Stripe’s Dashboard: the register says that a manager is needed, until one has written what was done', async ({
  register,
  simulator,
  shop,
  context,
}) => {
  await register.ring('Flat white')
  await register.charge()
  await register.waitsForCard()
  const [waiting] = await simulator.intents()
  await simulator.post(`/v1/terminal/readers/${shop.readerId}/cancel_action`)
  await simulator.post(`/v1/payment_intents/${waiting?.id}/cancel`)
  const notice = register.notice('Something needs a manager.')
  await expect(notice).toContainText('Cancelled outside the till')

  const manager = await context.newPage()
  await manager.goto('/sales')
  await manager.getByRole('link', { name: 'Show' }).click()
  await expect(manager.getByRole('heading', { name: /^Cancelled outside the till: / })).toBeVisible()
  await shoot(manager, 'cancelled-elsewhere')
  await manager.getByRole('button', { name: 'Dealt with' }).click()
  const question = manager.getByRole('dialog', { name: 'What was done about it?' })
  await question.getByRole('button', { name: 'Write it down' }).click()
  await expect(question).toContainText('Say in a few words what was done.')
  await question.getByLabel('In a few words').fill('Rang it up again')
  await manager.keyboard.press('Escape')
  const leaves = manager.getByRole('dialog', { name: 'Leave without saving?' })
  await leaves.getByRole('button', { name: 'Stay here' }).click()
  await expect(question.getByLabel('In a few words')).toHaveValue('Rang it up again')
  await question.getByRole('button', { name: 'Write it down' }).click()
  await expect(manager.getByText('Nothing waits for a manager')).toBeVisible()
  await expect(manager.getByText('“Rang it up again”')).toBeVisible()
  await expectNothingForAxe(manager)
  await expect(notice).toBeHidden()

  await manager.goto('/audit?what=deal_with_surprise')
  await manager.getByRole('button', { name: 'A surprise dealt with' }).first().click()
  const entry = manager.getByRole('dialog', { name: 'A surprise dealt with' })
  await expect(entry).toContainText('Rang it up again')
  await expect(entry).toContainText('Cancelled outside the till')
  await expectNothingForAxe(manager)
  await entry.getByRole('link', { name: /^Sale \d+/ }).click()
  await expect(manager).toHaveURL(/\/sales\/sale_/)
})

test('money that no sale tells of: the oldest are listed and the rest counted; a note whose answer is lost may have been written', async ({
  page,
  context,
  database,
}) => {
  await database.query(`insert into unknown_payment (payment_intent, amount, currency, at, live, noticed_at)
    select 'pi_unknown' || n, 100 * n, 'usd', n, false, n from generate_series(1, 53) n`)
  await page.goto('/surprises')
  await expect(
    page.getByText('These are the oldest 50. 3 more come up as these are dealt with.'),
  ).toBeVisible()
  await expect(page.getByRole('button', { name: 'Dealt with' })).toHaveCount(50)
  await expectNothingForAxe(page)

  await page.getByRole('button', { name: 'Dealt with' }).first().click()
  const question = page.getByRole('dialog', { name: 'What was done about it?' })
  await question.getByLabel('In a few words').fill('Written down by hand')
  await context.setOffline(true)
  await question.getByRole('button', { name: 'Write it down' }).click()
  await expect(question.getByRole('alert')).toContainText(
    'The till’s server did not answer. It may have been written down all the same.',
  )
  await context.setOffline(false)
  await question.getByRole('button', { name: 'Write it down' }).click()
  await expect(page.getByText('“Written down by hand”')).toBeVisible()
  await expect(
    page.getByText('These are the oldest 50. 2 more come up as these are dealt with.'),
  ).toBeVisible()
  await database.query('delete from unknown_payment')
})

test('a wish about a payment whose answer is lost may have been done', async ({
  register,
  browser,
  shop,
}) => {
  await register.ring('Flat white')
  await register.charge()
  await register.waitsForCard()
  const office = await browser.newContext()
  await office.addCookies(shop.cookies)
  const manager = await office.newPage()
  await manager.goto('/payments')
  const check = manager.getByRole('button', { name: 'Check now' })
  await expect(check).toBeVisible()
  await office.setOffline(true)
  await check.click()
  await expect(
    manager.getByText('The till’s server did not answer. It may have been done: look, then try again.'),
  ).toBeVisible()
  await office.close()
})
