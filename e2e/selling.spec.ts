import { expect, test } from './fixtures.ts'

test('removed by mistake: the toast brings the line back, and so does Ctrl+Z', async ({ register }) => {
  await register.ring('Flat white', 'Espresso')
  await register.line('Flat white').click()
  await register.tool('One more').click()
  await register.tool('Remove').click()
  await expect(register.line('Flat white', 2)).toBeHidden()
  await register.notice('Flat white removed').getByRole('button', { name: 'Undo' }).click()
  await expect(register.line('Flat white', 2)).toBeVisible()

  await register.line('Flat white', 2).click()
  await register.key('Delete')
  await expect(register.line('Flat white', 2)).toBeHidden()
  await register.key('Control+z')
  await expect(register.line('Flat white', 2)).toBeVisible()
  await expect(register.sale).toContainText('3 items')
})

test('3 * and a scan sells three', async ({ register, context }) => {
  const { name, barcodes } = await (await context.request.get('/api/catalogue')).json()
  const coded = barcodes.findIndex((codes: readonly string[]) => codes.length > 0)
  await register.type('3*')
  await expect(register.page.getByText('3 of the next item')).toBeVisible()
  await register.scan(barcodes[coded][0])
  await expect(register.line(name[coded], 3)).toBeVisible()
  await register.scan(barcodes[coded][0])
  await expect(register.line(name[coded], 4)).toBeVisible()
})

test('a code nobody knows is said, and can be sold as an amount', async ({ register }) => {
  await register.scan('5901234123457')
  const said = register.notice('Not found: 5901234123457.')
  await expect(said).toBeVisible()
  await said.getByRole('button', { name: 'Custom amount' }).click()
  const dialog = register.page.getByRole('dialog', { name: 'Custom amount' })
  for (const key of ['7', '5', '00']) await dialog.getByRole('button', { name: key, exact: true }).click()
  await dialog.getByLabel('What is it?').fill('Gift wrap')
  await dialog.getByRole('button', { name: 'Add $75.00' }).click()
  await expect(register.line('Gift wrap')).toContainText('75.00')
  await expect(said).toBeHidden()
})

test('a code that was misread is told apart from one that nobody knows', async ({ register }) => {
  await register.scan('5901234123455')
  const said = register.notice('Not found: 5901234123455.')
  await expect(said).toContainText('The last digit of 5901234123455 should be 7.')
  await expect(said.getByRole('button', { name: 'Make the good' })).toHaveCount(0)
  await register.scan('5901234123457')
  await expect(
    register.notice('Not found: 5901234123457.').getByRole('button', { name: 'Make the good' }),
  ).toBeVisible()
})

test('search: what is typed anywhere goes into it, and Enter adds the top hit', async ({ register }) => {
  await register.type('cinn')
  await expect(register.search).toHaveValue('cinn')
  await expect(register.page.getByRole('option', { name: /Cinnamon roll/ })).toBeVisible()
  await register.key('Enter')
  await expect(register.line('Cinnamon roll')).toBeVisible()
  await expect(register.search).toHaveValue('')
})

test('a whole cash sale by keyboard alone', async ({ register }) => {
  await register.key('/')
  await register.type('flat')
  await expect(register.page.getByRole('option', { name: /Flat white/ }).first()).toBeVisible()
  await register.key('Enter')
  await expect(register.line('Flat white')).toBeVisible()
  await register.key('F10')
  await register.says('To pay in cash')
  await register.type('2000')
  await expect(register.stageButton(/^Take \$20\.00, give/)).toBeVisible()
  await register.pressKey('Enter')
  await register.says('Give change')
  await register.pressKey('Enter')
  await expect(register.stage).toBeHidden()
  await expect(register.line('Flat white')).toBeHidden()
})

test('two tabs edit one draft: both show every line, and the last edit of a line wins', async ({
  register,
  secondTab,
}) => {
  await register.ring('Flat white')
  const tab = await secondTab()
  await expect(tab.line('Flat white')).toBeVisible()
  await tab.ring('Espresso')
  await expect(register.line('Espresso')).toBeVisible()
  await register.ring('Flat white')
  await expect(tab.line('Flat white', 2)).toBeVisible()
  await tab.line('Flat white', 2).click()
  await tab.tool('Remove').click()
  await expect(register.line('Flat white', 2)).toBeHidden()
  await expect(register.line('Espresso')).toBeVisible()
})

test('rung up while the server was away: not lost with the page, and sold when it is back', async ({
  register,
  secondTab,
  secondBrowser,
  context,
}) => {
  await register.ring('Flat white')
  await expect(register.page.getByText(/^Sale \d/)).toBeVisible()
  await context.setOffline(true)
  await register.ring('Espresso', 'Espresso')
  await expect(register.line('Espresso', 2)).toBeVisible()
  await expect(register.notice('Sales are kept here.')).toBeVisible()
  await register.page.close()
  await context.setOffline(false)
  const again = await secondTab()
  await expect(again.line('Espresso', 2)).toBeVisible()
  // Only the server can have told another browser.
  const other = await secondBrowser()
  await expect(other.line('Espresso', 2)).toBeVisible()
  await expect(other.line('Flat white')).toBeVisible()
})

test('taken off while the server was away, and paid at another screen meanwhile: the counter is told', async ({
  register,
  secondBrowser,
  context,
}) => {
  await register.ring('Flat white', 'Espresso')
  const other = await secondBrowser()
  await expect(other.line('Espresso')).toBeVisible()
  await context.setOffline(true)
  await register.line('Flat white').click()
  await register.tool('Remove').click()
  await expect(register.notice('Sales are kept here.')).toBeVisible()
  await other.cashButton.click()
  await other.press(/^Exact/)
  await other.says('Paid in cash')
  await context.setOffline(false)
  const told = register.notice('Too late: Flat white ×1 is on the paid sale.')
  await expect(told.getByRole('button', { name: 'Close' })).toBeInViewport({ ratio: 1 })
  const { name, barcodes } = await (await context.request.get('/api/catalogue')).json()
  const coded = barcodes.findIndex((codes: readonly string[]) => codes.length > 0)
  await register.scan(barcodes[coded][0])
  await expect(register.line(name[coded])).toBeVisible()
  await told.getByRole('link', { name: 'Show sale' }).click()
  await expect(register.page.getByRole('heading', { level: 1, name: /^Sale \d/ })).toBeVisible()
})
