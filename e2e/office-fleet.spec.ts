import { randomUUID } from 'node:crypto'
import type { APIRequestContext, Page } from 'playwright/test'
import { expect, test } from './fixtures.ts'
import { lookAtBoth } from './shots.ts'

const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })

/** One more simulated reader at a place, the shop's own where none is named. */
async function addReader(request: APIRequestContext, url: string, label: string, locationId?: string) {
  const { locations } = await (await request.get('/api/locations')).json()
  const made = await request.post('/api/readers', {
    headers: { origin: url },
    data: {
      press: randomUUID(),
      code: 'simulated-s700',
      label,
      locationId: locationId ?? locations[0].id,
    },
  })
  expect(made.status()).toBe(200)
  return String((await made.json()).readerId)
}

test('a reader that is busy with itself says so once it has refused something, and is ready again once it takes it', async ({
  page,
  simulator,
  till,
}) => {
  const id = await addReader(page.request, till.url, 'Night Owl')
  await simulator.mood('reader_updating', { reader: id, times: 0 })
  await page.goto(`/readers/${id}`)
  const tested = async () => {
    await page.getByRole('button', { name: 'Test $1.00' }).click()
    await page
      .getByRole('dialog', { name: 'Make a test payment on the Night Owl reader?' })
      .getByRole('button', { name: 'Make the test payment' })
      .click()
  }
  await tested()
  await expect(page.getByText('Nothing was charged.')).toBeVisible()
  await expect(page.getByText('This reader answers that it is busy with itself.')).toBeVisible()
  await lookAtBoth(page, 'updating-reader')

  await page.goto('/readers')
  const row = rowOf(page, 'Night Owl')
  await expect(row).toContainText(/Updating\s*or busy with itself/)
  const chip = page.getByRole('group', { name: 'States' }).getByRole('button', { name: '1 updating' })
  await chip.click()
  await expect(row).toBeVisible()
  await expect(rowOf(page, 'Counter')).toHaveCount(0)
  await chip.click()
  await lookAtBoth(page, 'updating-list')

  await simulator.calm()
  await page.goto(`/readers/${id}`)
  await tested()
  await expect(page.getByText('The reader works.')).toBeVisible()
  await expect(page.getByText('This reader answers that it is busy with itself.')).toHaveCount(0)
  const gone = await page.request.delete(`/api/readers/${id}`, { headers: { origin: till.url } })
  expect(gone.status()).toBe(200)
})

test('a reader whose software is too old says so in the list, and how it gets newer on its own page', async ({
  page,
  simulator,
  till,
}) => {
  const id = await addReader(page.request, till.url, 'Old Timer')
  await page.goto('/readers')
  const row = rowOf(page, 'Old Timer')
  await expect(row).toContainText('Ready', { timeout: 25_000 })
  await expect(row).not.toContainText('too old')
  await simulator.post(`/_simulator/readers/${id}/device`, { device_sw_version: '2.28.2.0' })
  await page.getByRole('button', { name: 'Ask Stripe now' }).click()
  await expect(row).toContainText('S700, 2.28.2, too old')
  await page.getByRole('textbox', { name: 'Search readers' }).fill('2.28.2')
  await expect(row).toBeVisible()
  await expect(rowOf(page, 'Counter')).toHaveCount(0)
  await row.getByRole('link').click()
  await expect(page.getByText('Older than 2.28.3: it falls asleep and misses what it is sent.')).toBeVisible()
  await lookAtBoth(page, 'old-software')
  const gone = await page.request.delete(`/api/readers/${id}`, { headers: { origin: till.url } })
  expect(gone.status()).toBe(200)
})

test('a location where a reader stands is not deleted: the way leads to the reader, which is moved, and then it goes', async ({
  page,
  till,
}) => {
  const headers = { origin: till.url }
  const texts = ['phone', 'line2', 'nameKanji', 'nameKana']
  const japanese = ['kanji', 'kana'].flatMap(script =>
    ['postal_code', 'state', 'city', 'town', 'line1', 'line2'].map(part => `${script}_${part}`),
  )
  const typed = {
    ...Object.fromEntries([...texts, ...japanese].map(field => [field, ''])),
    country: 'US',
    name: 'Pop-up',
    line1: '9 Fair Street',
    city: 'Asheville',
    state: 'NC',
    postal_code: '28801',
  }
  const added = await page.request.post('/api/locations', { headers, data: { press: randomUUID(), typed } })
  expect(added.status()).toBe(200)
  const { locations } = await (await page.request.get('/api/locations')).json()
  const { id: placeId } = locations.find((one: { name: string }) => one.name === 'Pop-up')
  const id = await addReader(page.request, till.url, 'Stall', placeId)

  await page.goto(`/locations/${placeId}`)
  await page.getByRole('button', { name: 'Delete' }).click()
  const stays = page.getByRole('dialog', { name: 'Pop-up cannot be deleted yet' })
  await expect(stays).toContainText('A reader stands there. Move or delete it first.')
  await lookAtBoth(page, 'location-with-readers')
  await stays.getByRole('button', { name: 'Go to the reader' }).click()
  await expect(page).toHaveURL(new RegExp(`/readers\\?place=${placeId}$`))
  await expect(rowOf(page, 'Counter')).toHaveCount(0)
  await rowOf(page, 'Stall').getByRole('link').click()
  await expect(page).toHaveURL(new RegExp(`/readers/${id}$`))
  await page.getByRole('button', { name: 'Move' }).click()
  const move = page.getByRole('dialog', { name: 'Move the Stall reader' })
  const home = move.getByLabel('New place').locator('option', { hasText: 'Fern & Field' })
  await expect(home).toHaveCount(1)
  await move.getByLabel('New place').selectOption(await home.getAttribute('value'))
  await move.getByRole('button', { name: 'Move the reader' }).click()
  await expect(page.getByRole('main')).toContainText('Fern & Field')
  await expect(page).not.toHaveURL(new RegExp(`/readers/${id}$`))
  const movedTo = page.url().split('/').at(-1)

  await page.goto(`/locations/${placeId}`)
  await page.getByRole('button', { name: 'Delete' }).click()
  const question = page.getByRole('dialog', { name: 'Delete Pop-up?' })
  await question.getByLabel('Type “Pop-up” to confirm').fill('Pop-up')
  await question.getByRole('button', { name: 'Delete the location' }).click()
  await expect(page).toHaveURL(/\/locations$/)
  await expect(rowOf(page, 'Pop-up')).toHaveCount(0)
  const gone = await page.request.delete(`/api/readers/${movedTo}`, { headers })
  expect(gone.status()).toBe(200)
})

test('a test payment whose money the bank sends back later is owed: said on the reader’s page, and waits for somebody', async ({
  page,
  simulator,
  till,
}) => {
  const { locations } = await (await page.request.get('/api/locations')).json()
  const made = await page.request.post('/api/readers', {
    headers: { origin: till.url },
    data: {
      press: randomUUID(),
      code: 'quick-brown-owl',
      label: 'Bank Holiday',
      locationId: locations[0].id,
    },
  })
  expect(made.status()).toBe(200)
  const { readerId } = await made.json()
  await page.goto(`/readers/${readerId}`)
  await page.getByRole('button', { name: 'Test $1.00' }).click()
  const question = page.getByRole('dialog', { name: 'Make a test payment on the Bank Holiday reader?' })
  await expect(question).toContainText('tap Stripe’s physical test card within two minutes')
  await question.getByRole('button', { name: 'Make the test payment' }).click()
  await expect(page.getByText('Tap a card on the reader')).toBeVisible()
  await simulator.post(`/_simulator/readers/${readerId}/present`, { number: '4000000000005126' })
  // Stripe says yes to the refund first; its bank says no a second later.
  await expect(page.getByText('$1.00 of a test payment has not gone back.')).toBeVisible({ timeout: 25_000 })
  await page.getByRole('main').getByRole('link', { name: 'Surprises' }).click()
  const row = page.getByRole('listitem').filter({ hasText: 'A test payment on the Bank Holiday reader.' })
  await row.getByRole('button', { name: 'Dealt with' }).click()
  const sheet = page.getByRole('dialog', { name: 'What was done about it?' })
  await sheet.getByLabel('In a few words').fill('Given back in cash')
  await sheet.getByRole('button', { name: 'Write it down' }).click()
  await expect(sheet).toHaveCount(0)
  const dealtWith = page.getByRole('table', { name: 'Dealt with' })
  await expect(dealtWith.getByRole('row').filter({ hasText: '“Given back in cash”' })).toContainText('$1.00')
  await page.goto(`/readers/${readerId}`)
  await expect(page.getByText('It has not gone back.')).toBeVisible()
  await expect(page.getByText('$1.00 of a test payment has not gone back.')).toHaveCount(0)
  const gone = await page.request.delete(`/api/readers/${readerId}`, { headers: { origin: till.url } })
  expect(gone.status()).toBe(200)
})
