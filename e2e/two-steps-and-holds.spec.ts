import type { APIRequestContext } from 'playwright/test'
import { becomes } from '#lib/testing/staff-of-till.ts'
import { expectNothingForAxe } from './axe.ts'
import { expect, OWNER, test } from './fixtures.ts'
import { somebody } from './people.ts'
import type { ReaderScreen } from './screens/reader-screen.ts'
import type { RegisterScreen } from './screens/register-screen.ts'

/** How cards are taken is a setting of the shop and of its register; both are as they were after every story. */
async function takeCards(
  request: APIRequestContext,
  origin: string,
  how: { readonly captureMode?: 'automatic' | 'manual'; readonly twoSteps?: boolean },
): Promise<void> {
  const url = '/api/settings/cards'
  const { registers } = await (await request.get(url)).json()
  const set = async (data: object) => {
    const answer = await request.post(url, { headers: { origin }, data })
    expect(answer.status()).toBe(200)
  }
  await set({ set: 'capture_mode', captureMode: how.captureMode ?? 'automatic' })
  await set({ set: 'two_steps', registerId: registers[0].id, twoSteps: how.twoSteps ?? false })
}

// axe looks at stages as they come; one that is still fading in is pale.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

test.afterEach(({ context, till }) => takeCards(context.request, till.url, {}))

/** From goods to the card on the reader. */
async function chargeOnReader(register: RegisterScreen, ...goods: readonly string[]): Promise<string> {
  await register.ring(...goods)
  const total = await register.charge()
  await register.waitsForCard()
  return total
}

test('read first, then ask: the card is shown, seconds run down, and a yes charges it', async ({
  register,
  reader,
  context,
  till,
  simulator,
}) => {
  await takeCards(context.request, till.url, { twoSteps: true })
  const total = await chargeOnReader(register, 'Flat white')
  await reader.tap('Visa debit')
  await register.says('Nothing is charged yet.')
  await register.says('Visa debit')
  await register.says(`Issued in the United States. Charge it ${total}?`)
  await register.says(/let go in 0:[12]\d/)
  expect((await simulator.intents()).filter(one => one.status === 'requires_confirmation')).toHaveLength(1)
  await expectNothingForAxe(register.page)
  await register.press('Charge this card')
  await register.approved()
})

test('read first, then ask: a no lets the card go, and another card pays', async ({
  register,
  reader,
  context,
  till,
  simulator,
}) => {
  await takeCards(context.request, till.url, { twoSteps: true })
  const paidBefore = (await simulator.intents()).filter(one => one.status === 'succeeded').length
  await chargeOnReader(register, 'Flat white')
  await reader.tap('Mastercard')
  // The reader's waiting stage also says that nothing is charged yet.
  await register.says('Charge it')
  await register.pressKey('Escape')
  await expect(register.stage).toBeHidden()
  await register.charge()
  await register.waitsForCard()
  await reader.tap('Visa')
  await register.says('Nothing is charged yet.')
  await register.press('Charge this card')
  await register.approved()
  expect((await simulator.intents()).filter(one => one.status === 'succeeded')).toHaveLength(paidBefore + 1)
})

test('held money: the till says until when, Esc does not give it up, and one press takes it', async ({
  register,
  reader,
  context,
  till,
  simulator,
}) => {
  await takeCards(context.request, till.url, { captureMode: 'manual' })
  const total = await chargeOnReader(register, 'Flat white')
  await reader.tap('Visa')
  await register.says('The money is held, not taken.')
  await register.says(`${total} is promised`)
  await register.says(/Take it before .+ \d\d:\d\d/)
  expect((await simulator.intents()).filter(one => one.status === 'requires_capture')).toHaveLength(1)
  await expectNothingForAxe(register.page)
  await register.page.keyboard.press('Escape')
  await register.press('Take the money')
  await register.approved()
})

/** Held, with another sale on the counter since: as long as there is none, its cashier decides. Answers with the total as printed. */
async function heldAndLeft(register: RegisterScreen, reader: ReaderScreen, good: string): Promise<string> {
  const total = await chargeOnReader(register, good)
  await reader.tap('Visa')
  await register.says('The money is held, not taken.')
  await register.press('Next sale')
  await expect(register.stage).toBeHidden()
  await register.ring('Espresso')
  await register.cashButton.click()
  await register.press(/^Exact/)
  await register.says('Paid in cash')
  return total
}

test('held money: the next customer is served, and a manager takes it and gives it back from the sale', async ({
  register,
  reader,
  context,
  till,
  simulator,
}) => {
  await takeCards(context.request, till.url, { captureMode: 'manual' })
  const before = await simulator.refunded()
  const { page } = register
  const total = await heldAndLeft(register, reader, 'Sourdough loaf')

  await page.goto('/sales')
  const held = page.getByRole('link', { name: /^Sale \d+ .*Take it before/ })
  await expect(held).toContainText(total)
  await expectNothingForAxe(page)
  await held.click()
  await page.getByRole('button', { name: 'Take the money' }).click()
  await expect(page.getByText(`${total} is paid.`)).toBeVisible()
  await expectNothingForAxe(page)

  await page.getByRole('button', { name: `Refund all, ${total}` }).click()
  const dialog = page.getByRole('dialog', { name: `Refund ${total}?` })
  await expect(dialog.getByRole('button', { name: 'Keep it' })).toBeFocused()
  await dialog.getByLabel('Paid twice').check()
  await expectNothingForAxe(page)
  await dialog.getByRole('button', { name: `Refund ${total}` }).dblclick()
  await expect(page.getByText(`${total} went back to the card.`)).toBeVisible()
  await expect(page.getByRole('button', { name: /^Refund/ })).toHaveCount(0)
  expect(await simulator.refunded()).toEqual([Number(total.replace(/\D/g, '')), ...before])
})

test('held money is released from the sale after a second question: nobody is charged', async ({
  register,
  reader,
  context,
  till,
}) => {
  await takeCards(context.request, till.url, { captureMode: 'manual' })
  const { page } = register
  await chargeOnReader(register, 'Flat white')
  await reader.tap('Visa')
  await register.says('The money is held, not taken.')
  await register.press('Next sale')
  await page.goto('/sales')
  await page.getByRole('link', { name: /^Sale \d+ .*Take it before/ }).click()
  await page.getByRole('button', { name: 'Release the hold' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Release it' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Nothing was charged.' })).toBeVisible()
  await page.goto('/sales')
  await expect(page.getByRole('heading', { name: 'Held money' })).toHaveCount(0)
})

test('whoever consents about held money reads whether it is taken or released, and of which sale', async ({
  register,
  reader,
  context,
  browser,
  database,
  till,
}) => {
  await takeCards(context.request, till.url, { captureMode: 'manual' })
  const total = await heldAndLeft(register, reader, 'Flat white')
  const owner = { request: context.request, url: till.url }
  const cashier = await somebody(browser, owner, { name: 'Hanna Hold', role: 'cashier' })
  try {
    const page = await cashier.context.newPage()
    await page.goto(`${till.url}/sales`)
    await page.getByRole('link', { name: /^Sale \d+ .*Take it before/ }).click()
    const sheet = page.getByRole('dialog', { name: 'This needs somebody’s consent' })
    await page.getByRole('button', { name: 'Release the hold' }).click()
    await page.getByRole('button', { name: 'Release it' }).click()
    await expect(sheet).toContainText(/Release the held money: sale \d+, \$/)
    await sheet.getByRole('button', { name: 'Leave it' }).click()
    await page.getByRole('button', { name: 'Take the money' }).click()
    await expect(sheet).toContainText(
      new RegExp(`Take the held money: sale \\d+, ${total.replace('$', '\\$')}\\.`),
    )
    await expectNothingForAxe(page)
    await expect(sheet.getByRole('heading', { name: 'PIN for Mina' })).toBeVisible()
    const pad = sheet.getByRole('group', { name: 'PIN' })
    for (const digit of OWNER.pin) await pad.getByRole('button', { name: digit, exact: true }).click()
    await pad.getByRole('button', { name: 'Enter' }).click()
    await expect(page.getByText(`${total} is paid.`)).toBeVisible()
  } finally {
    await cashier.context.close()
    await database.query('update staff set active = false where name <> $1', [OWNER.name])
  }
})

test('the owner sets how cards are taken; a cashier is not shown it and may not', async ({
  register,
  database,
  till,
  context,
}) => {
  const { page } = register
  await page.getByRole('button', { name: /^Till/ }).click()
  await page.getByRole('link', { name: 'Settings' }).click()
  const hold = page.getByRole('radio', { name: 'Hold it until somebody takes it' })
  await expect(hold).not.toBeChecked()
  await hold.check()
  await expect(page.getByText('Saved.')).toBeVisible()
  const here = page.getByRole('group', { name: 'At Register' })
  await here.getByRole('radio', { name: 'Read the card first, then ask' }).check()
  await expect(page.getByText('Saved.')).toBeVisible()
  await page.reload()
  await expect(hold).toBeChecked()
  await expectNothingForAxe(page)

  await becomes(database, 'cashier')
  try {
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
    await expect(hold).toHaveCount(0)
    const answer = await context.request.post('/api/settings/cards', {
      headers: { origin: till.url },
      data: { set: 'capture_mode', captureMode: 'automatic' },
    })
    expect(answer.status()).toBe(403)
    expect(await answer.json()).toMatchObject({ refusal: { kind: 'not_allowed' } })
  } finally {
    await becomes(database, 'owner')
    await database.query("delete from staff where name = 'Stand-in'")
  }
})
