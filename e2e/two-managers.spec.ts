import { randomUUID } from 'node:crypto'
import type { APIRequestContext, Locator, Page } from 'playwright/test'
import { expect, test } from './fixtures.ts'

/** Another manager, at another screen. */
const elsewhere = (request: APIRequestContext, origin: string) => ({
  read: async (path: string) => (await request.get(path)).json(),
  save: async (path: string, data: object) => {
    const answer = await request.post(path, { headers: { origin }, data })
    expect(answer.status(), await answer.text()).toBe(200)
  },
})

/** The list has told of what they did; pressed all the same, it is refused, and what they stored stays until it has been looked at. */
async function isRefused(page: Page, form: Locator, press: string): Promise<void> {
  await expect(form.getByText('Somebody else changed this meanwhile.', { exact: true })).toBeVisible()
  const answered = page.waitForResponse(answer => answer.request().method() === 'POST')
  await form.getByRole('button', { name: press, exact: true }).click()
  const answer = await answered
  expect([answer.status(), (await answer.json()).refusal?.kind]).toEqual([409, 'changed_meanwhile'])
}

const showTheirs = (form: Locator) => form.getByRole('button', { name: 'Show theirs' }).click()

test('a register that somebody else has changed is not put back by what was typed before', async ({
  page,
  context,
  till,
}) => {
  const { read, save } = elsewhere(context.request, till.url)
  const registerOne = async () =>
    (await read('/api/registers')).registers.find((one: { name: string }) => one.name === 'Register 1')
  const keepFloat = async (floatMinor: number) => {
    const { id, name, readerId, locationId, printer, drawerKick, version } = await registerOne()
    const set = { name, readerId, locationId, printer, drawerKick, floatMinor }
    await save(`/api/registers/${id}`, { ...set, version })
  }
  await page.goto('/registers')
  await page.getByRole('button', { name: 'Register 1' }).click()
  const sheet = page.getByRole('dialog', { name: 'Register 1' })
  await sheet.getByLabel('Name').fill('Window')
  await keepFloat(15_000)
  await isRefused(page, sheet, 'Save the register')
  expect(await registerOne()).toMatchObject({ name: 'Register 1', floatMinor: 15_000 })
  await showTheirs(sheet)
  await expect(sheet.getByLabel('Name')).toHaveValue('Register 1')
  await expect(sheet.getByLabel('Float')).toHaveValue('150.00')
  await sheet.getByLabel('Float').fill('0')
  await sheet.getByRole('button', { name: 'Save the register' }).click()
  await expect(sheet).toBeHidden()
  expect(await registerOne()).toMatchObject({ floatMinor: 0 })
})

test('what holds at every counter stays as somebody else has set it meanwhile', async ({
  page,
  context,
  till,
}) => {
  const { read, save } = elsewhere(context.request, till.url)
  await page.goto('/registers')
  const counters = page.locator('main form')
  const url = '/api/settings/counter'
  const before = await read(url)
  const theirs = { ...before, discountLimitBp: 700 }
  await counters
    .getByLabel('A till that nobody touches locks itself')
    .selectOption({ label: 'After 15 minutes' })
  await save(url, { set: theirs, was: before })
  await isRefused(page, counters, 'Save for every counter')
  expect(await read(url)).toEqual(theirs)
  await showTheirs(counters)
  await save(url, { set: before, was: theirs })
})

test('somebody’s name is not overwritten unseen; a badge that was printed meanwhile holds up nobody', async ({
  page,
  context,
  till,
  database,
}) => {
  const { read, save } = elsewhere(context.request, till.url)
  const added = await context.request.post('/api/people', {
    headers: { origin: till.url },
    data: { name: 'Ada Twice', role: 'cashier' },
  })
  const { id } = await added.json()
  const ada = async () => (await read('/api/people')).people.find((one: { id: string }) => one.id === id)
  await page.goto(`/people/${id}`)
  const form = page.locator('form', { has: page.getByRole('button', { name: 'Save name and role' }) })
  await form.getByLabel('Name').fill('Ada Once')
  await save(`/api/people/${id}/badge`, { badge: 'new' })
  await expect(page.getByRole('button', { name: 'Print a new one' })).toBeVisible()
  await form.getByRole('button', { name: 'Save name and role' }).click()
  await expect(form.getByText('Saved.')).toBeVisible()

  await form.getByLabel('Name').fill('Ada Three')
  const was = { name: 'Ada Once', role: 'cashier' }
  const { version } = await ada()
  await save(`/api/people/${id}`, { name: 'Ada Lovelace', role: 'lead', was, version })
  await isRefused(page, form, 'Save name and role')
  expect(await ada()).toMatchObject({ name: 'Ada Lovelace', role: 'lead' })
  await showTheirs(form)
  await expect(form.getByLabel('Name')).toHaveValue('Ada Lovelace')
  await database.query('update staff set active = false where id = $1', [id])
})

test('a reader keeps the name that somebody else has given it meanwhile', async ({
  page,
  context,
  till,
  shop,
}) => {
  const { read, save } = elsewhere(context.request, till.url)
  const { readers } = await read('/api/readers')
  const { label } = readers.find((one: { id: string }) => one.id === shop.readerId)
  const named = `/api/readers/${shop.readerId}/name`
  await page.goto(`/readers/${shop.readerId}`)
  await page.getByRole('button', { name: 'Rename' }).click()
  const rename = page.getByRole('dialog', { name: /^Rename the / })
  await rename.getByLabel('Name').fill('Mine')
  await save(named, { label: 'Theirs', was: label })
  await isRefused(page, rename, 'Rename')
  await expect(page.getByRole('heading', { level: 1, includeHidden: true })).toContainText('Theirs')
  await save(named, { label, was: 'Theirs' })
})

/** Stripe tells no news of a location: they are asked for now and then, and when somebody comes back to the page. */
const comeBack = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event('focus')))

/** Where the shop itself is. */
async function shopsOwn(request: APIRequestContext): Promise<string> {
  const { locations } = await (await request.get('/api/locations')).json()
  return locations.find((one: { isShops: boolean }) => one.isShops).id
}

test('a location keeps the name that somebody else has given it meanwhile', async ({
  page,
  context,
  till,
}) => {
  const { read, save } = elsewhere(context.request, till.url)
  const locationId = await shopsOwn(context.request)
  const place = `/api/locations/${locationId}`
  const { typed } = (await read(place)).location
  await page.goto(`/locations/${locationId}`)
  const form = page.locator('form', { has: page.getByRole('button', { name: 'Save the location' }) })
  await form.getByLabel('Name').fill('Mine')
  await save(place, { press: randomUUID(), typed: { ...typed, name: 'Theirs' }, seen: typed })
  await comeBack(page)
  await isRefused(page, form, 'Save the location')
  expect((await read(place)).location.typed).toMatchObject({ name: 'Theirs' })
  await save(place, { press: randomUUID(), typed, seen: { ...typed, name: 'Theirs' } })
})

test('the hours of a restart stay as somebody else has set them meanwhile', async ({
  page,
  context,
  till,
}) => {
  const { read, save } = elsewhere(context.request, till.url)
  const locationId = await shopsOwn(context.request)
  const place = `/api/locations/${locationId}`
  const setHours = (value: object | null, seen: object | null) =>
    save(`${place}/settings`, { press: randomUUID(), change: { part: 'rebootWindow', value }, seen })
  await page.goto(`/locations/${locationId}`)
  const restart = page.locator('section:has(> header > h3:text-is("Daily restart"))')
  await restart.getByRole('button', { name: 'Set for this location' }).click()
  const sheet = page.getByRole('dialog', { name: 'Daily restart' })
  await sheet.getByLabel('Begun by').selectOption({ index: 8 })
  const theirs = { startHour: 2, endHour: 4 }
  await setHours(theirs, null)
  await comeBack(page)
  await isRefused(page, sheet, 'Save the hours')
  expect((await read(place)).own.rebootWindow).toEqual(theirs)
  await setHours(null, theirs)
})
