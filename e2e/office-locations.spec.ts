import type { Locator, Page } from 'playwright/test'
import { expectNothingForAxe } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { somebody } from './people.ts'

/** A picture of one dot, whatever its name. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const partOf = (page: Page, title: string): Locator =>
  page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: title, exact: true }) })
    .last()

test('a location is added by the rules of its country, changed, set up, and deleted by its name', async ({
  page,
}) => {
  await page.goto('/locations')
  await expect(page.getByRole('row', { name: /Fern & Field/ })).toContainText('1 reader')
  await expectNothingForAxe(page)

  await page.getByRole('button', { name: 'Add a location' }).click()
  const sheet = page.getByRole('dialog', { name: 'A new location' })
  await sheet.getByLabel('Name').fill('Terrace')
  await sheet.getByLabel('Street and number').fill('1 River Road')
  await sheet.getByLabel('Town').fill('Asheville')
  await sheet.getByLabel('State or province').fill('Bavaria')
  await sheet.getByLabel('Postal code').fill('2880')
  await sheet.getByRole('button', { name: 'Add the location' }).click()
  await expect(sheet.getByText('A ZIP code has 5 digits.')).toBeVisible()
  await expect(sheet.getByText('Bavaria is no state or province there.')).toBeVisible()
  await expectNothingForAxe(page)
  await sheet.getByLabel('State or province').fill('North Carolina')
  await sheet.getByLabel('Postal code').fill('28801')
  await sheet.getByRole('button', { name: 'Add the location' }).click()

  await page.getByRole('link', { name: 'Terrace' }).click()
  await expect(page.getByRole('heading', { name: 'Terrace', level: 1 })).toBeVisible()
  await expect(page.getByLabel('Country')).toBeDisabled()
  await expectNothingForAxe(page)
  await page.getByLabel('Street and number').fill('2 River Road')
  await page.getByRole('button', { name: 'Save the location' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()

  await page.getByRole('button', { name: 'Delete' }).click()
  const question = page.getByRole('dialog', { name: 'Delete Terrace?' })
  await question.getByLabel('Type “Terrace” to confirm').fill('Terrace')
  await question.getByRole('button', { name: 'Delete the location' }).click()
  await expect(page.getByRole('heading', { name: 'Locations', level: 1 })).toBeVisible()
  await expect(page.getByRole('row', { name: /Terrace/ })).toHaveCount(0)
})

test('tips are set for all and seen on the drawn reader; a location takes its own and goes back', async ({
  page,
}) => {
  await page.goto('/locations/account')
  const tips = partOf(page, 'Tips')
  await tips.getByRole('button', { name: 'Set for all' }).click()
  const sheet = page.getByRole('dialog', { name: 'Tips' })
  await sheet.getByLabel('Percent, third').fill('12')
  const wrong = sheet.getByText('Put the three buttons in rising order.')
  await expect(wrong).toHaveCount(0)
  await sheet.getByLabel('Percent, third').press('Tab')
  await expect(wrong).toBeVisible()
  await sheet.getByRole('button', { name: 'Save the tips' }).click()
  await expect(sheet.getByLabel('Percent, first')).toBeFocused()
  await sheet.getByLabel('Percent, third').fill('25')
  await expect(wrong).toHaveCount(0)
  const drawn = sheet.getByRole('region', { name: 'How a customer is asked for a tip' })
  await expect(drawn.getByRole('listitem')).toHaveText([/^10%/, /^15%/, /^25%/, 'No tip'])
  await sheet.getByLabel('Percent, second').fill('')
  await expect(drawn.getByRole('listitem')).toHaveText([/^10%/, /^25%/, 'No tip'])
  await sheet.getByLabel('Percent, second').fill('15')
  await sheet.getByLabel('Another currency, for readers abroad').selectOption('EUR')
  await sheet.getByRole('group', { name: 'EUR' }).getByLabel('Percent, first').fill('7')
  await sheet.getByLabel('Currency shown').selectOption('EUR')
  await expect(drawn.getByRole('listitem').first()).toContainText('7%')
  await sheet.getByRole('button', { name: 'Remove EUR' }).click()
  await expect(drawn.getByRole('listitem').first()).toContainText('10%')
  await page.keyboard.press('Escape')
  const leaves = page.getByRole('dialog', { name: 'Leave without saving?' })
  await leaves.getByRole('button', { name: 'Stay here' }).click()
  await expect(sheet.getByLabel('Percent, third')).toHaveValue('25')
  await expectNothingForAxe(page)
  await sheet.getByRole('button', { name: 'Save the tips' }).click()
  await expect(tips.getByText('10%, 15%, 25%')).toBeVisible()
  await expect(tips.getByRole('region', { name: 'How a customer is asked for a tip' })).toContainText(
    'Add a tip?',
  )

  await page.goto('/locations')
  await page.getByRole('link', { name: 'Fern & Field' }).click()
  await expect(tips.getByText('As everywhere')).toBeVisible()
  await expect(tips.getByText('10%, 15%, 25%')).toBeVisible()
  await tips.getByRole('button', { name: 'Set for this location' }).click()
  await sheet.getByText('Amounts', { exact: true }).click()
  await sheet.getByRole('button', { name: 'Cancel' }).click()
  await leaves.getByRole('button', { name: 'Leave, do not save' }).click()
  await expect(sheet).toHaveCount(0)
  // Out of both at once, the focus goes back to what opened the first.
  await expect(tips.getByRole('button', { name: 'Set for this location' })).toBeFocused()
  await expect(tips.getByText('As everywhere')).toBeVisible()
  await tips.getByRole('button', { name: 'Set for this location' }).click()
  await sheet.getByText('Amounts', { exact: true }).click()
  await sheet.getByRole('button', { name: 'Save the tips' }).click()
  await expect(tips.getByText('Set here')).toBeVisible()
  await tips.getByRole('button', { name: 'Use what holds everywhere' }).click()
  const question = page.getByRole('dialog', { name: 'Take away the tips of Fern & Field?' })
  await expect(question).toContainText('Readers at Fern & Field will offer 10%, 15%, 25%, as everywhere.')
  await question.getByRole('button', { name: 'Keep it as it is' }).click()
  await expect(question).toHaveCount(0)
  await expect(tips.getByText('Set here')).toBeVisible()
  await tips.getByRole('button', { name: 'Use what holds everywhere' }).click()
  await question.getByRole('button', { name: 'Use what holds everywhere' }).click()
  await expect(question).toHaveCount(0)
  await expect(tips.getByText('As everywhere')).toBeVisible()

  await page.getByRole('button', { name: 'Delete' }).click()
  const stays = page.getByRole('dialog', { name: 'Fern & Field stays' })
  await expect(stays).toContainText('It is the shop’s own')
  await stays.getByRole('button', { name: 'Change it here' }).click()
  await expect(stays).toHaveCount(0)

  await page.goto('/locations/account')
  await tips.getByRole('button', { name: 'Leave it to Stripe' }).click()
  const forAll = page.getByRole('dialog', { name: 'Leave the tips to Stripe?' })
  await expect(forAll).toContainText('Readers wherever nothing else is set will ask for no tip.')
  await forAll.getByRole('button', { name: 'Leave it to Stripe' }).click()
  await expect(tips.getByText('No tip is asked for')).toBeVisible()
})

test('of two people who set the tips of all, the later is told, and what was typed stays', async ({
  page,
  context,
}) => {
  const other = await context.newPage()
  const sheetOf = (one: Page) => one.getByRole('dialog', { name: 'Tips' })
  for (const one of [page, other]) {
    await one.goto('/locations/account')
    await partOf(one, 'Tips').getByRole('button', { name: 'Set for all' }).click()
    await expect(sheetOf(one)).toBeVisible()
  }
  await sheetOf(other).getByLabel('Percent, first').fill('7')
  await sheetOf(page).getByLabel('Percent, first').fill('8')
  await sheetOf(page).getByRole('button', { name: 'Save the tips' }).click()
  await expect(partOf(page, 'Tips').getByText('8%, 15%, 20%')).toBeVisible()

  await sheetOf(other).getByRole('button', { name: 'Save the tips' }).click()
  await expect(sheetOf(other).getByText('Nothing was saved and what you typed is still here.')).toBeVisible()
  await expect(sheetOf(other).getByRole('button', { name: 'Show theirs' })).toBeVisible()
  await expect(sheetOf(other).getByLabel('Percent, first')).toHaveValue('7')
  await sheetOf(other).getByRole('button', { name: 'Save the tips' }).click()
  await expect(partOf(page, 'Tips').getByText('7%, 15%, 20%')).toBeVisible()

  await partOf(page, 'Tips').getByRole('button', { name: 'Leave it to Stripe' }).click()
  const question = page.getByRole('dialog', { name: 'Leave the tips to Stripe?' })
  await question.getByRole('button', { name: 'Leave it to Stripe' }).click()
  await expect(partOf(page, 'Tips').getByText('No tip is asked for')).toBeVisible()
})

test('a network whose password nobody keeps, and a switch, are taken away only after a yes', async ({
  page,
}) => {
  await page.goto('/locations/account')
  const wifi = partOf(page, 'Wi-Fi')
  await wifi.getByRole('button', { name: 'Set for all' }).click()
  const sheet = page.getByRole('dialog', { name: 'Wi-Fi' })
  await sheet.getByLabel('Name of the network').fill('東京都千代田区千代田一番')
  await sheet.getByRole('button', { name: 'Save the network' }).click()
  await expect(sheet.getByText('That is too long for a network’s name')).toBeVisible()
  await sheet.getByLabel('Name of the network').fill('Fern guests')
  await sheet.getByLabel('Password', { exact: true }).fill('a long password')
  await sheet.getByRole('button', { name: 'Save the network' }).click()
  await expect(wifi.getByText('Fern guests')).toBeVisible()
  await wifi.getByRole('button', { name: 'Leave it to Stripe' }).click()
  const question = page.getByRole('dialog', { name: 'Leave the Wi-Fi network to Stripe?' })
  await expect(question).toContainText('The password is kept nowhere')
  await expect(question.getByRole('button', { name: 'Keep it as it is' })).toBeFocused()
  await expectNothingForAxe(page)
  await page.keyboard.press('Escape')
  await expect(wifi.getByText('Fern guests')).toBeVisible()
  await wifi.getByRole('button', { name: 'Leave it to Stripe' }).click()
  await question.getByRole('button', { name: 'Leave it to Stripe' }).click()
  await expect(wifi.getByText('Whatever was typed on the device')).toBeVisible()

  const mobile = partOf(page, 'Mobile network')
  await mobile.getByRole('button', { name: 'Turn mobile network on' }).click()
  await expect(mobile.getByText('Set for all', { exact: true })).toBeVisible()
  await mobile.getByRole('button', { name: 'Turn mobile network off' }).click()
  const turnsOff = page.getByRole('dialog', { name: 'Turn mobile network off?' })
  await expect(turnsOff).toContainText('Readers wherever nothing else is set will use Wi-Fi and cable only.')
  await expect(turnsOff.getByRole('button', { name: 'Keep it as it is' })).toBeFocused()
  await expectNothingForAxe(page)
  await page.keyboard.press('Escape')
  await expect(mobile.getByText('On', { exact: true })).toBeVisible()
  await mobile.getByRole('button', { name: 'Turn mobile network off' }).click()
  await turnsOff.getByRole('button', { name: 'Turn mobile network off' }).click()
  await expect(mobile.getByText('Off', { exact: true })).toBeVisible()
  await mobile.getByRole('button', { name: 'Leave it to Stripe' }).click()
  await page
    .getByRole('dialog', { name: 'Leave the mobile network setting to Stripe?' })
    .getByRole('button', { name: 'Leave it to Stripe' })
    .click()
  await expect(mobile.getByText('Left to Stripe')).toBeVisible()
})

test('a lead sees what readers are set to, and why nothing of it may be pressed', async ({
  context,
  browser,
  till,
}) => {
  const lead = await somebody(
    browser,
    { request: context.request, url: till.url },
    { name: 'Lina Lead', role: 'lead' },
  )
  const looks = await lead.context.newPage()
  await looks.goto(`${till.url}/locations`)
  await looks.getByRole('link', { name: 'Fern & Field' }).click()
  const grey = [
    looks.getByRole('button', { name: /^Delete/ }),
    partOf(looks, 'Tips').getByRole('button', { name: /^Set for this location/ }),
    partOf(looks, 'Idle screen').getByRole('button', { name: /^Choose a picture/ }),
    partOf(looks, 'Mobile network').getByRole('button', { name: /^Turn mobile network on/ }),
  ]
  for (const button of grey) {
    await expect(button).toContainText('Needs a manager')
    await expect(button).toHaveAttribute('aria-disabled', 'true')
  }
  await expect(looks.getByLabel('Street and number')).toBeDisabled()
  await grey[0]?.click({ force: true })
  await expect(looks.getByRole('dialog')).toHaveCount(0)
  await expectNothingForAxe(looks)
  await lead.context.close()
})

test('an idle screen: a picture is looked at first and then sent, a script that calls itself one is not', async ({
  page,
}) => {
  await page.goto('/locations/account')
  const splash = partOf(page, 'Idle screen')
  const file = splash.getByLabel('Choose a picture')
  await file.setInputFiles({
    name: 'cat.png',
    mimeType: 'image/png',
    buffer: Buffer.from('<script>alert(1)</script>'),
  })
  await expect(splash.getByText('That is no PNG, JPG or GIF picture.')).toBeVisible()
  await file.setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: PNG })
  await expect(splash.getByText(/PNG, 1 KB\. The picture has 1×1 dots/)).toBeVisible()
  await expect(splash.getByRole('img', { name: 'As chosen, not sent yet' })).toBeVisible()
  await splash.getByRole('button', { name: 'Do not send it' }).click()
  await expect(splash.getByRole('button', { name: 'Send to readers' })).toHaveCount(0)
  await page.reload()
  await expect(splash.getByText('Stripe’s own picture')).toBeVisible()
  await file.setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: PNG })
  await splash.getByRole('button', { name: 'Send to readers' }).click()
  await expect(splash.getByText('Your own picture')).toBeVisible()
  await expect(splash.getByText('Sent. It may take ten minutes to reach a reader.')).toBeVisible()
  await expectNothingForAxe(page)
  await page.reload()
  await expect(splash.getByRole('img', { name: 'As it was sent' })).toHaveJSProperty('naturalWidth', 1)
  await splash.getByRole('button', { name: 'Leave it to Stripe' }).click()
  await page
    .getByRole('dialog', { name: 'Leave the Reader S700 picture to Stripe?' })
    .getByRole('button', { name: 'Leave it to Stripe' })
    .click()
  await expect(splash.getByText('Stripe’s own picture')).toBeVisible()
})

test('locations that Stripe does not tell appear by themselves once it does', async ({ page, simulator }) => {
  await simulator.mood('status', { status: 500, times: 0, method: 'GET', path: '/v1/terminal/locations' })
  await page.goto('/locations')
  await expect(page.getByText('Stripe does not answer')).toBeVisible()
  await simulator.calm()
  // The page asks again every 15 s.
  await expect(page.getByRole('row', { name: /Fern & Field/ })).toBeVisible({ timeout: 25_000 })
})

test('what is typed in a sheet is not lost by a slip, and a location whose answer is lost is not made twice', async ({
  page,
  simulator,
}) => {
  await page.goto('/locations')
  await page.getByRole('button', { name: 'Add a location' }).click()
  const sheet = page.getByRole('dialog', { name: 'A new location' })
  await sheet.getByLabel('Name').fill('Slip')
  const leaves = page.getByRole('dialog', { name: 'Leave without saving?' })
  for (const slip of ['Close', 'Cancel']) {
    await sheet.getByRole('button', { name: slip, exact: true }).click()
    await leaves.getByRole('button', { name: 'Stay here' }).click()
    await expect(leaves).toHaveCount(0)
  }
  await page.keyboard.press('Escape')
  await expect(leaves).toBeVisible()
  await expectNothingForAxe(page)
  await leaves.getByRole('button', { name: 'Stay here' }).click()
  await expect(sheet.getByLabel('Name')).toHaveValue('Slip')
  await sheet.getByLabel('Street and number').fill('1 River Road')
  await sheet.getByLabel('Town').fill('Asheville')
  await sheet.getByLabel('State or province').fill('NC')
  await sheet.getByLabel('Postal code').fill('28801')

  await simulator.mood('cut_after', { method: 'POST', path: '/v1/terminal/locations' })
  await sheet.getByRole('button', { name: 'Add the location' }).click()
  await expect(sheet).toContainText('It may have been added all the same.')
  await sheet.getByRole('button', { name: 'Add the location' }).click()
  await expect(sheet).toHaveCount(0)
  await expect(page.getByRole('row', { name: /Slip/ })).toHaveCount(1)

  await page.getByRole('button', { name: 'Add a location' }).click()
  await sheet.getByLabel('Name').fill('Given up')
  await page.keyboard.press('Escape')
  await leaves.getByRole('button', { name: 'Leave, do not save' }).click()
  await expect(sheet).toHaveCount(0)
})
