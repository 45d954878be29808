import type { Locator, Page } from 'playwright/test'
import { expectNothingForAxe } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { shootOffice } from './shots.ts'

const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]

/** Both sizes looked at, and back to the first. */
async function lookedAt(page: Page, name: string): Promise<void> {
  for (const size of SIZES.toReversed()) {
    await page.setViewportSize(size)
    await expectNothingForAxe(page)
    await shootOffice(page, name)
  }
}

const partOf = (page: Page, title: string): Locator =>
  page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: title, exact: true }) })
    .last()

/** What is set for all is left to Stripe again, as it was before. */
async function leftToStripe(page: Page, part: Locator, question: string): Promise<void> {
  await part.getByRole('button', { name: 'Leave it to Stripe' }).click()
  const asked = page.getByRole('dialog', { name: question })
  await asked.getByRole('button', { name: 'Leave it to Stripe' }).click()
  await expect(asked).toHaveCount(0)
}

test('tips by the total: the amount from which percentages are offered is typed, and tried out on the drawn reader', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto('/locations/account')
  const tips = partOf(page, 'Tips')
  await tips.getByRole('button', { name: 'Set for all' }).click()
  const sheet = page.getByRole('dialog', { name: 'Tips' })
  await sheet.getByText('By the total', { exact: true }).click()
  const threshold = sheet.getByLabel('Percent from a total of')
  const buttons = sheet
    .getByRole('region', { name: 'How a customer is asked for a tip' })
    .getByRole('listitem')
  await threshold.fill('')
  await sheet.getByRole('button', { name: 'Save the tips' }).click()
  await expect(sheet.getByText('Type the amount from which percentages are offered.')).toBeVisible()
  await expect(threshold).toBeFocused()
  await threshold.fill('20')
  await expect(sheet.getByText('Type the amount from which percentages are offered.')).toHaveCount(0)
  // The sale that is tried out costs $18.50.
  await expect(buttons).toHaveText(['$1.00', '$2.00', '$3.00', 'No tip'])
  await sheet.getByLabel('For a sale of').fill('20')
  await expect(buttons).toHaveText([/^10%\s*\$2\.00$/, /^15%\s*\$3\.00$/, /^20%\s*\$4\.00$/, 'No tip'])
  await threshold.fill('20.01')
  await expect(buttons).toHaveText(['$1.00', '$2.00', '$3.00', 'No tip'])
  await sheet.getByLabel('Amount, first').fill('1.5')
  await expect(buttons.first()).toHaveText('$1.50')
  await lookedAt(page, 'smart-tips')
  await sheet.getByRole('button', { name: 'Save the tips' }).click()
  await expect(sheet).toHaveCount(0)
  await expect(tips.getByText('$1.50, $2.00, $3.00 below $20.01, then 10%, 15%, 20%')).toBeVisible()
  await page.reload()
  await expect(tips.getByText('$1.50, $2.00, $3.00 below $20.01, then 10%, 15%, 20%')).toBeVisible()
  await leftToStripe(page, tips, 'Leave the tips to Stripe?')
  await expect(tips.getByText('No tip is asked for')).toBeVisible()
})

test('restart hours, passcode and payments without a network: set for all, inherited, set here, and given up again', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  const hours = partOf(page, 'Daily restart')
  const passcode = partOf(page, 'Passcode of the device’s menu')
  const offline = partOf(page, 'Payments without a network')
  const hoursSheet = page.getByRole('dialog', { name: 'Daily restart' })
  const codeSheet = page.getByRole('dialog', { name: 'Passcode of the device’s menu' })

  await page.goto('/locations/account')
  await expect(page.getByText('It may take ten minutes to reach a reader.')).toBeVisible()
  await expect(hours.getByText('Around midnight')).toBeVisible()
  await expect(passcode.getByText('07139, as it came')).toBeVisible()
  await expect(offline.getByText('Left to Stripe')).toBeVisible()

  await hours.getByRole('button', { name: 'Set for all' }).click()
  await hoursSheet.getByLabel('Not before').selectOption('3')
  await hoursSheet.getByLabel('Begun by').selectOption('3')
  await hoursSheet.getByRole('button', { name: 'Save the hours' }).click()
  await expect(hoursSheet.getByText('It must be another hour.')).toBeVisible()
  await hoursSheet.getByLabel('Begun by').selectOption('5')
  await lookedAt(page, 'restart-hours')
  await hoursSheet.getByRole('button', { name: 'Save the hours' }).click()
  await expect(hours.getByText('Set for all', { exact: true })).toBeVisible()
  const between = hours.getByText(/^Between /)
  const forAll = await between.innerText()

  await passcode.getByRole('button', { name: 'Set for all' }).click()
  await codeSheet.getByLabel('New passcode').fill('123')
  await codeSheet.getByRole('button', { name: 'Save the passcode' }).click()
  await expect(codeSheet.getByText('It has five digits.')).toBeVisible()
  await codeSheet.getByLabel('New passcode').fill('24680')
  await codeSheet.getByRole('button', { name: 'Save the passcode' }).click()
  await expect(passcode.getByText('A code of your own')).toBeVisible()
  await expect(page.getByText('24680')).toHaveCount(0)

  await offline.getByRole('button', { name: 'Turn payments without a network on' }).click()
  const turnsOn = page.getByRole('dialog', { name: 'Turn payments without a network on?' })
  await expect(turnsOn).toContainText('what it refuses then is the shop’s loss')
  await turnsOn.getByRole('button', { name: 'Turn payments without a network on' }).click()
  await expect(offline.getByText('On', { exact: true })).toBeVisible()
  await lookedAt(page, 'reader-settings-account')

  await page.goto('/locations')
  await page.getByRole('link', { name: 'Fern & Field' }).click()
  for (const part of [hours, passcode, offline])
    await expect(part.getByText('As everywhere', { exact: true })).toBeVisible()
  await expect(between).toHaveText(forAll)
  await hours.getByRole('button', { name: 'Set for this location' }).click()
  await expect(hoursSheet.getByLabel('Not before')).toHaveValue('3')
  await hoursSheet.getByLabel('Not before').selectOption('23')
  await hoursSheet.getByLabel('Begun by').selectOption('2')
  await hoursSheet.getByRole('button', { name: 'Save the hours' }).click()
  await expect(hours.getByText('Set here', { exact: true })).toBeVisible()
  await expect(between).not.toHaveText(forAll)
  await passcode.getByRole('button', { name: 'Set for this location' }).click()
  await codeSheet.getByLabel('New passcode').fill('13579')
  await codeSheet.getByRole('button', { name: 'Save the passcode' }).click()
  await expect(passcode.getByText('Set here', { exact: true })).toBeVisible()
  await offline.getByRole('button', { name: 'Turn payments without a network off' }).click()
  const turnsOff = page.getByRole('dialog', { name: 'Turn payments without a network off?' })
  await turnsOff.getByRole('button', { name: 'Turn payments without a network off' }).click()
  await expect(offline.getByText('Set here', { exact: true })).toBeVisible()
  await expect(offline.getByText('Off', { exact: true })).toBeVisible()
  await lookedAt(page, 'reader-settings-here')

  const givenUp = [
    [hours, 'the hours of the restart', /will restart between .+, as everywhere\./],
    [passcode, 'the passcode', 'will open their menu with the code that holds everywhere.'],
    [offline, 'the setting of payments without a network', 'will have it on, as everywhere.'],
  ] as const
  for (const [part, what, then] of givenUp) {
    await part.getByRole('button', { name: 'Use what holds everywhere' }).click()
    const question = page.getByRole('dialog', { name: `Take away ${what} of Fern & Field?` })
    await expect(question).toContainText(then)
    await question.getByRole('button', { name: 'Use what holds everywhere' }).click()
    await expect(question).toHaveCount(0)
    await expect(part.getByText('As everywhere', { exact: true })).toBeVisible()
  }
  await expect(between).toHaveText(forAll)

  await page.goto('/locations/account')
  for (const [part, what] of givenUp) await leftToStripe(page, part, `Leave ${what} to Stripe?`)
  await expect(hours.getByText('Around midnight')).toBeVisible()
  await expect(passcode.getByText('07139, as it came')).toBeVisible()
  await expect(offline.getByText('Left to Stripe')).toBeVisible()
})
