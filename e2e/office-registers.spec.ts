import { FOR_LATER } from '#components/words/later.ts'
import { expectNothingForAxe } from './axe.ts'
import { expect, OWNER, test } from './fixtures.ts'
import { somebody } from './people.ts'
import { RegisterScreen } from './screens/register-screen.ts'

test('a browser becomes a new register by a code, sells there, hears of its reader, and is out when revoked', async ({
  register,
  context,
  browser,
  till,
  database,
}) => {
  await register.isOpen()
  const manager = await context.newPage()
  await manager.goto('/registers')
  await expectNothingForAxe(manager)
  await manager.getByRole('button', { name: 'Add a register' }).click()
  const sheet = manager.getByRole('dialog', { name: 'A new register' })
  await expect(sheet.getByLabel('Open the drawer when cash is taken')).toBeDisabled()
  // The receipt printer, its drawer, and the float of a shift.
  await expect(sheet.getByText(FOR_LATER)).toHaveCount(3)
  await sheet.getByLabel('Name').fill('Terrace')
  await sheet.getByLabel('Float').fill('100.00')
  await sheet.getByLabel('Card reader').selectOption({ index: 1 })
  await expect(sheet).toContainText('In turn with Register 1')
  await expectNothingForAxe(manager)
  await sheet.getByRole('button', { name: 'Add the register' }).click()
  const dialog = manager.getByRole('dialog', { name: 'A code for Terrace' })
  const code = (await dialog.getByText(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/).textContent()) ?? ''
  await expectNothingForAxe(manager)

  const tablet = await browser.newContext()
  const page = await tablet.newPage()
  await page.goto(`${till.url}/register`)
  await expect(page).toHaveURL(/\/sign-in$/)
  await expect(page.getByRole('heading', { name: 'Which register is this?' })).toBeVisible()
  await expectNothingForAxe(page)
  await page.getByLabel('The code').fill('AAAA-AAAA')
  await page.getByRole('button', { name: 'Make this browser the register' }).click()
  await expect(page.getByText('That code is not good')).toBeVisible()
  await page.getByLabel('The code').fill(code.toLowerCase())
  await page.getByRole('button', { name: 'Make this browser the register' }).click()
  await expect(manager.getByRole('dialog', { name: 'Terrace has its browser' })).toBeVisible()
  await manager.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: /Mina Okafor/ }).click()
  const pad = page.getByRole('group', { name: 'PIN' })
  for (const digit of OWNER.pin) await pad.getByRole('button', { name: digit, exact: true }).click()
  await pad.getByRole('button', { name: 'Enter' }).click()
  const terrace = new RegisterScreen(page)
  await terrace.isOpen()
  await terrace.ring('Flat white')
  await expect(page.getByText(/^Sale \d/)).toBeVisible()
  await expect(manager.getByRole('row', { name: /^Open Mina Okafor Terrace/ })).toContainText(/Sale \d+/)
  await manager.getByLabel('State', { exact: true }).selectOption('No browser')
  await expect(manager.getByRole('row', { name: /^Open Mina Okafor Terrace/ })).toHaveCount(0)
  await manager.getByLabel('State', { exact: true }).selectOption('Open')
  await expect(manager.getByRole('row', { name: /^Open Mina Okafor Terrace/ })).toBeVisible()

  // Another reader than none: the register hears of it without being loaded again.
  await manager.getByRole('button', { name: 'Terrace' }).click()
  const form = manager.getByRole('dialog', { name: 'Terrace' })
  await form.getByLabel('Card reader').selectOption({ label: 'No reader: cash only' })
  await form.getByRole('button', { name: 'Save the register' }).click()
  await expect(form).toBeHidden()
  await expect(page.getByRole('button', { name: 'No reader' })).toBeVisible()

  await manager.getByRole('button', { name: 'Terrace' }).click()
  await form.getByRole('button', { name: 'Revoke' }).click()
  const question = manager.getByRole('dialog', { name: 'Revoke Terrace?' })
  await expect(question).toContainText(/Sale \d+ stays open/)
  await question.getByRole('button', { name: 'Revoke the register' }).click()
  await expect(page).toHaveURL(/\/sign-in$/)
  await expect(page.getByRole('heading', { name: 'Which register is this?' })).toBeVisible()
  await expect(manager.getByRole('dialog', { name: 'Terrace' })).toContainText(/Sale \d+ is open here/)
  await expectNothingForAxe(manager)
  await tablet.close()
  await database.query(`update register set current_sale_id = null where name = 'Terrace'`)
})

test('of two managers who show a code for one register, the first is told that theirs opens nothing any more', async ({
  register,
  context,
}) => {
  await register.isOpen()
  const show = async () => {
    const page = await context.newPage()
    await page.goto('/registers')
    await page.getByRole('button', { name: 'Register 1' }).click()
    const sheet = page.getByRole('dialog', { name: 'Register 1' })
    await sheet.getByRole('button', { name: 'Show a code' }).click()
    const dialog = page.getByRole('dialog', { name: 'A code for Register 1' })
    await expect(dialog.getByText(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/)).toBeVisible()
    return dialog
  }
  const first = await show()
  const second = await show()
  await expect(first).toContainText('Somebody has made another code for this register')
  await expect(first.getByText(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/)).toHaveCount(0)
  await expect(second.getByText(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/)).toBeVisible()
  await first.getByRole('button', { name: 'Another code' }).click()
  await expect(second).toContainText('Somebody has made another code for this register')
})

test('a lead looks and may not; nobody revokes where they stand; how counters are used is set', async ({
  context,
  browser,
  till,
  database,
  shop,
}) => {
  expect(shop.readerId).toMatch(/^tmr_/)
  const lead = await somebody(
    browser,
    { request: context.request, url: till.url },
    { name: 'Lea Lead', role: 'lead' },
  )
  const looks = await lead.context.newPage()
  await looks.goto(`${till.url}/registers`)
  await expect(looks.getByRole('button', { name: /^Add a register/ })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await expectNothingForAxe(looks)
  await lead.context.close()

  const manager = await context.newPage()
  await manager.goto('/registers')
  await manager.getByRole('button', { name: 'Register 1' }).click()
  const sheet = manager.getByRole('dialog', { name: 'Register 1' })
  await expect(sheet.getByRole('button', { name: /^Revoke/ })).toHaveAttribute('aria-disabled', 'true')
  await expect(sheet).toContainText('You stand at it')
  await sheet.getByRole('button', { name: 'Close' }).click()
  await manager
    .getByLabel('A till that nobody touches locks itself')
    .selectOption({ label: 'After 5 minutes' })
  await expect(manager.getByLabel('Discounts up to this need nobody’s consent')).toHaveAccessibleDescription(
    new RegExp(FOR_LATER),
  )
  // One next step at a time.
  const blue = manager.locator('main button.bg-go:visible')
  await expect(blue).toHaveText(['Save for every counter'])
  await manager.getByLabel('Discounts up to this need nobody’s consent').fill('15')
  await manager.getByRole('button', { name: 'Save for every counter' }).click()
  await expect(manager.getByText('Saved.')).toBeVisible()
  await expect(blue).toHaveText(['Add a register'])
  const kept = await database.query('select auto_lock_minutes, discount_limit_bp from shop')
  expect(kept.rows).toEqual([{ auto_lock_minutes: 5, discount_limit_bp: 1500 }])
  await database.query('update shop set auto_lock_minutes = 0')
  await database.query(`update staff set active = false where name <> $1`, [OWNER.name])
})
