import type { Locator, Page } from 'playwright/test'
import { issued } from '#lib/testing/certificates.ts'
import { expect, test } from './fixtures.ts'
import { lookAtBoth } from './shots.ts'

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
  await lookAtBoth(page, 'smart-tips')
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
  await lookAtBoth(page, 'restart-hours')
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
  await lookAtBoth(page, 'reader-settings-account')

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
  await lookAtBoth(page, 'reader-settings-here')

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

/** A file as it lies in somebody's folder. */
const fileOf = (name: string, text: string) => ({
  name,
  mimeType: 'application/x-pem-file',
  buffer: Buffer.from(text),
})

test('Wi-Fi by certificate: the files are looked at before they go, and no key is told to anybody afterwards', async ({
  page,
}) => {
  const ours = issued({ password: 'open sesame' })
  await page.goto('/locations/account')
  const wifi = partOf(page, 'Wi-Fi')
  await wifi.getByRole('button', { name: 'Set for all' }).click()
  const sheet = page.getByRole('dialog', { name: 'Wi-Fi' })
  await sheet.getByLabel('How one gets in').selectOption('enterprise_eap_tls')
  await sheet.getByLabel('Name of the network').fill('Fern staff')
  const certificate = sheet.getByLabel('Certificate of the readers', { exact: true })
  const key = sheet.getByLabel('Its private key', { exact: true })
  const save = sheet.getByRole('button', { name: 'Save the network' })
  await save.click()
  await expect(sheet.getByText('Choose the file.')).toHaveCount(2)
  await expect(certificate).toBeFocused()
  await certificate.setInputFiles(fileOf('counter.p12', '0\u0082\u0003'))
  await expect(sheet.getByText('That is no PEM file')).toBeVisible()
  await certificate.setInputFiles(fileOf('counter.key', ours.key))
  await expect(sheet.getByText('There is a private key in it.')).toBeVisible()
  await certificate.setInputFiles(fileOf('counter.crt', ours.certificate))
  await expect(sheet.getByText('counter.crt')).toBeVisible()
  await key.setInputFiles(fileOf('another.key', issued().key))
  await save.click()
  // That it belongs to another certificate is found by the server, before anything goes to Stripe.
  await expect(sheet.getByText('It is not the key of this certificate.', { exact: true })).toBeVisible()
  await sheet.getByRole('button', { name: 'Put away the file of Its private key' }).click()
  await expect(key).toBeFocused()
  await key.setInputFiles(fileOf('counter.key', ours.key))
  await save.click()
  await expect(sheet.getByText('The key is locked: type its password.')).toBeVisible()
  await lookAtBoth(page, 'wifi-certificate')
  await sheet.getByLabel('Password of the key, if it is locked').fill('open sesame')
  await save.click()
  await expect(sheet).toHaveCount(0)
  await expect(wifi.getByText('Fern staff')).toBeVisible()
  await expect(wifi.getByText('With a certificate')).toBeVisible()

  const told = await (await page.request.get('/api/locations/account')).text()
  expect(told).toContain('Fern staff')
  for (const hidden of ['PRIVATE KEY', 'CERTIFICATE', 'open sesame', 'file_'])
    expect(told).not.toContain(hidden)
  await wifi.getByRole('button', { name: 'Change' }).click()
  await expect(sheet.getByLabel('How one gets in')).toHaveValue('enterprise_eap_tls')
  await expect(sheet.getByText('Choose a PEM file')).toHaveCount(3)
  await sheet.getByRole('button', { name: 'Cancel' }).click()
  await wifi.getByRole('button', { name: 'Leave it to Stripe' }).click()
  const question = page.getByRole('dialog', { name: 'Leave the Wi-Fi network to Stripe?' })
  await expect(question).toContainText('somebody has to choose their files again')
  await question.getByRole('button', { name: 'Leave it to Stripe' }).click()
  await expect(wifi.getByText('Whatever was typed on the device')).toBeVisible()
})

test('of two who give one network another password the later is told, though no password is ever shown', async ({
  page,
  context,
}) => {
  const other = await context.newPage()
  const sheetOf = (one: Page) => one.getByRole('dialog', { name: 'Wi-Fi' })
  const save = (one: Page) => sheetOf(one).getByRole('button', { name: 'Save the network' }).click()
  await page.goto('/locations/account')
  await partOf(page, 'Wi-Fi').getByRole('button', { name: 'Set for all' }).click()
  await sheetOf(page).getByLabel('Name of the network').fill('Fern guests')
  await sheetOf(page).getByLabel('Password', { exact: true }).fill('the first password')
  await save(page)
  await expect(sheetOf(page)).toHaveCount(0)

  await other.goto('/locations/account')
  for (const one of [page, other]) {
    await partOf(one, 'Wi-Fi').getByRole('button', { name: 'Change' }).click()
    await expect(sheetOf(one).getByLabel('Name of the network')).toHaveValue('Fern guests')
  }
  await sheetOf(other).getByLabel('Password', { exact: true }).fill('the other password')
  await sheetOf(page).getByLabel('Password', { exact: true }).fill('the second password')
  await save(page)
  await expect(sheetOf(page)).toHaveCount(0)
  await expect(sheetOf(other).getByText('What you typed is still here.')).toBeVisible()
  await save(other)
  await expect(sheetOf(other).getByText('Nothing was saved and what you typed is still here.')).toBeVisible()
  await expect(sheetOf(other).getByLabel('Password', { exact: true })).toHaveValue('the other password')
  await save(other)
  await expect(sheetOf(other)).toHaveCount(0)

  const wifi = partOf(page, 'Wi-Fi')
  await leftToStripe(page, wifi, 'Leave the Wi-Fi network to Stripe?')
  await expect(wifi.getByText('Whatever was typed on the device')).toBeVisible()
})

test('a new location is asked for what the post of its country wants: no code in Hong Kong, an emirate in Dubai', async ({
  page,
}) => {
  await page.goto('/locations')
  await page.getByRole('button', { name: 'Add a location' }).click()
  const sheet = page.getByRole('dialog', { name: 'A new location' })
  await sheet.getByLabel('Name').fill('Harbour')
  await sheet.getByLabel('Street and number').fill('10 Nathan Road')
  await sheet.getByLabel('State or province').fill('NC')
  await sheet.getByLabel('Postal code').fill('28801')
  await sheet.getByLabel('Country').selectOption('HK')
  await expect(sheet.getByLabel('Postal code')).toHaveCount(0)
  await sheet.getByRole('button', { name: 'Add the location' }).click()
  await expect(sheet.getByText('Type the district.')).toBeVisible()
  await expect(sheet.getByText('NC is no area there.')).toBeVisible()
  await sheet.getByLabel('District').fill('Tsim Sha Tsui')
  await sheet.getByLabel('Area').fill('kowloon')
  await lookAtBoth(page, 'location-hong-kong')
  await sheet.getByLabel('Country').selectOption('AE')
  await expect(sheet.getByLabel('Emirate')).toHaveValue('kowloon')
  await sheet.getByLabel('Country').selectOption('HK')
  await sheet.getByRole('button', { name: 'Add the location' }).click()
  await expect(sheet).toHaveCount(0)
  const row = page.getByRole('row').filter({ hasText: 'Harbour' })
  await expect(row).toContainText('10 Nathan Road, Tsim Sha Tsui Kowloon')
  await row.getByRole('link').click()
  await page.getByRole('button', { name: 'Delete' }).click()
  const question = page.getByRole('dialog', { name: 'Delete Harbour?' })
  await question.getByLabel('Type “Harbour” to confirm').fill('Harbour')
  await question.getByRole('button', { name: 'Delete the location' }).click()
  await expect(page).toHaveURL(/\/locations$/)
})
