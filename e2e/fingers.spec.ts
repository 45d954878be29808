import { expect, test } from './fixtures.ts'
import { fresh, kitchen } from './kitchen.ts'

test('a double press reaches nothing that has just come under the finger', async ({
  register,
  context,
  till,
}) => {
  const { page } = register
  const { make } = await kitchen(context.request, till.url)
  const sizes = ['Small', 'Large'].map(name => ({
    ...{ id: fresh('product'), name, sku: '', priceMinor: 500 },
    ...{ costMinor: null, barcodes: [], stockMode: 'off' },
  }))
  await make('Apron', { variants: sizes })
  await register.type('Apron')
  await page.getByRole('option', { name: /Apron/ }).first().dblclick()
  await expect(page.getByRole('region', { name: 'Choose: Apron' })).toBeVisible()
  await expect(register.sale).toContainText('Tap, type or scan')
  await register.key('Escape')

  await register.ring('Flat white')
  await register.cashButton.click()
  await register.press(/^Exact/)
  const receipt = await register.showReceipt()
  await receipt.getByRole('button', { name: 'Close' }).click()
  const next = register.stageButton('No receipt, next sale')
  const box = await next.boundingBox()
  // Near the foot of the button, where the row of actions lies under it.
  await next.dblclick({ position: { x: 60, y: (box?.height ?? 76) - 6 } })
  await expect(register.stage).toBeHidden()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page).toHaveURL('/register')
  await expect(register.sale).toContainText('Tap, type or scan')
})

test('digits are tapped, and Enter takes the money: it does not press the last digit again', async ({
  register,
}) => {
  await register.ring('Flat white')
  await register.cashButton.click()
  for (const digit of ['2', '0', '00'])
    await register.stage.getByRole('button', { name: digit, exact: true }).click()
  await expect(register.stageButton(/^Take \$20\.00, give/)).toBeVisible()
  await register.pressKey('Enter')
  await register.says('Give change')
})

test('on a phone what the till says while a card is awaited can be read and closed', async ({ register }) => {
  await register.ring('Flat white')
  await register.charge()
  await register.waitsForCard()
  await register.page.setViewportSize({ width: 390, height: 844 })
  await register.scan('5901234123457')
  const said = register.notice('Not found: 5901234123457.')
  await expect(said).toBeInViewport({ ratio: 1 })
  await said.getByRole('button', { name: 'Close' }).click()
  await expect(said).toBeHidden()
  await register.press('Cancel')
  await expect(register.stage).toBeHidden()
  await expect(register.chargeButton).toBeInViewport({ ratio: 1 })
})

test('with the server away a scan is still answered, and cash that was not sent can be taken back', async ({
  register,
  context,
}) => {
  await register.ring('Flat white')
  await expect(register.page.getByText(/^Sale \d/)).toBeVisible()
  await context.setOffline(true)
  await register.ring('Espresso')
  await expect(register.notice('Sales are kept here.')).toBeVisible()
  await register.scan('5901234123457')
  await expect(register.notice('Not found: 5901234123457.')).toBeVisible()
  await register.cashButton.click()
  await register.stageButton(/^Exact/).click()
  await register.pressOnce('Do not take it')
  await expect(register.stage).toBeHidden()
  await expect(register.chargeButton).toBeVisible()
  await context.setOffline(false)
  await expect(register.notice('Sales are kept here.')).toBeHidden()
  await expect(register.chargeButton).toBeVisible()
})

test('a clock that is set back while a card is awaited does not kill the buttons', async ({ register }) => {
  await register.ring('Flat white')
  await register.charge()
  await register.waitsForCard()
  await register.page.evaluate(() => {
    const { now } = Date
    Date.now = () => now() - 60_000
  })
  await register.press('Cancel')
  await expect(register.stage).toBeHidden()
})

test('the receipt stays drawn until the browser has printed, whatever is rung up meanwhile', async ({
  register,
}) => {
  const { page } = register
  // As on an iPad, where asking for the printer holds up nothing.
  await page.evaluate(() => {
    window.print = () => undefined
  })
  await register.ring('Flat white')
  await register.cashButton.click()
  await register.press(/^Exact/)
  const paper = page.locator('.receipt')
  await expect(async () => {
    await register.stageButton('Print').click()
    await expect(paper).toHaveCount(1, { timeout: 400 })
  }).toPass()
  await register.nextSale()
  await register.ring('Espresso')
  await expect(paper).toContainText('Flat white')
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await expect(paper).toHaveCount(0)
})

test('text is selected out over the edge of a dialog: the dialog stays; a press beside it closes it', async ({
  register,
}) => {
  const { page } = register
  await page.getByRole('button', { name: 'Custom amount' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Custom amount' })
  const field = dialog.getByLabel('What is it?')
  await field.fill('Gift wrap')
  const box = await field.boundingBox()
  if (!box) throw new Error('no field')
  await page.mouse.move(box.x + box.width - 20, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(40, box.y + box.height / 2, { steps: 5 })
  await page.mouse.up()
  await expect(dialog).toBeVisible()
  await expect(field).toHaveValue('Gift wrap')
  await page.mouse.click(40, 40)
  await expect(dialog).toBeHidden()
})

test('the grid keeps its stop for Tab when other goods are shown', async ({ register, context }) => {
  const { page } = register
  const { category, categories } = await (await context.request.get('/api/catalogue')).json()
  await page.getByRole('button', { name: 'All', exact: true }).click()
  const tiles = page.getByRole('group', { name: 'Goods' }).getByRole('button')
  await tiles.first().focus()
  await page.keyboard.press('End')
  await expect(tiles.last()).toBeFocused()
  await page.getByRole('button', { name: categories[category[0]].name, exact: true }).click()
  await expect(page.locator('.tile[tabindex="0"]')).toHaveCount(1)
})

test('the cart stands on the left where somebody wants it there', async ({ register }) => {
  const { page } = register
  await page.goto('/settings')
  await page.getByText('On the left', { exact: true }).click()
  await page.goto('/register')
  await register.isOpen()
  const cart = await register.sale.boundingBox()
  const goods = await page.getByRole('group', { name: 'Goods' }).boundingBox()
  expect((cart?.x ?? 0) + (cart?.width ?? 0)).toBeLessThanOrEqual(goods?.x ?? 0)
})

declare global {
  interface Window {
    ears?: AudioContext
  }
}

test('a till that was put to sleep sounds again from the next press', async ({
  register,
  context,
  secondTab,
}) => {
  await register.page.close()
  await context.addInitScript(() => {
    window.AudioContext = class extends AudioContext {
      constructor() {
        super()
        window.ears = this
      }
    }
  })
  const tab = await secondTab()
  const state = () => tab.page.evaluate(() => window.ears?.state)
  await tab.ring('Flat white')
  await expect.poll(state).toBe('running')
  await tab.page.evaluate(() => window.ears?.suspend())
  expect(await state()).toBe('suspended')
  await tab.ring('Flat white')
  await expect.poll(state).toBe('running')
})
