import { expect, test } from './fixtures.ts'

test('a question over a sheet gives the focus back to what asked it; answered with a leave, to what had opened the sheet', async ({
  page,
}) => {
  await page.goto('/locations')
  const opener = page.getByRole('button', { name: 'Add a location' })
  const sheet = page.getByRole('dialog', { name: 'A new location' })
  const leaves = page.getByRole('dialog', { name: 'Leave without saving?' })
  await opener.focus()
  await page.keyboard.press('Enter')
  const name = sheet.getByLabel('Name')
  await name.fill('Never')
  for (const slip of ['Close', 'Cancel']) {
    const asks = sheet.getByRole('button', { name: slip, exact: true })
    await asks.focus()
    await page.keyboard.press('Enter')
    await expect(leaves.getByRole('button', { name: 'Stay here' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(leaves).toHaveCount(0)
    await expect(asks).toBeFocused()
  }
  await name.focus()
  await page.keyboard.press('Escape')
  await expect(leaves).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(name).toBeFocused()
  await page.keyboard.press('Escape')
  await leaves.getByRole('button', { name: 'Leave, do not save' }).focus()
  await page.keyboard.press('Enter')
  await expect(sheet).toHaveCount(0)
  await expect(opener).toBeFocused()
})

test('a question that took the sheet’s place leaves the focus in the sheet that comes back, and then with what had opened it', async ({
  page,
}) => {
  await page.goto('/registers')
  await page.getByRole('button', { name: 'Add a register' }).click()
  const made = page.getByRole('dialog', { name: 'A new register' })
  await made.getByLabel('Name').fill('Kept')
  await made.getByRole('button', { name: 'Add the register' }).click()
  await page.getByRole('dialog', { name: 'A code for Kept' }).getByRole('button', { name: 'Done' }).click()
  const opener = page.locator('.row-open').filter({ hasText: 'Kept' })
  await opener.focus()
  await page.keyboard.press('Enter')
  const sheet = page.getByRole('dialog', { name: 'Kept', exact: true })
  const question = page.getByRole('dialog', { name: 'Revoke Kept?' })
  for (const answer of ['Keep it', 'Revoke the register']) {
    await sheet.getByRole('button', { name: 'Revoke' }).focus()
    await page.keyboard.press('Enter')
    await expect(question.getByRole('button', { name: 'Keep it' })).toBeFocused()
    await question.getByRole('button', { name: answer }).focus()
    await page.keyboard.press('Enter')
    await expect(question).toHaveCount(0)
    await expect(sheet.locator(':focus')).toHaveCount(1)
  }
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
  await expect(opener).toBeFocused()
})
