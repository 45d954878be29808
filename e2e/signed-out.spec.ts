import { expect, OWNER, test } from './fixtures.ts'

test('nobody is signed in: pages lead to sign-in, APIs refuse', async ({ browser, till, shop }) => {
  const stranger = await browser.newContext({ baseURL: till.url })
  const page = await stranger.newPage()
  for (const path of ['/', '/register', '/sales']) {
    await page.goto(path)
    await expect(page).toHaveURL(/\/sign-in/)
  }
  for (const path of ['/api/registers/current', '/api/catalogue', '/api/sales', '/api/status', '/api/live']) {
    expect((await stranger.request.get(path)).status(), path).toBe(401)
  }
  const write = await stranger.request.post('/api/sales/sale_00000000-0000-4000-8000-000000000001/edits', {
    headers: { origin: till.url },
    data: { edits: [] },
  })
  expect(write.status()).toBe(401)
  expect(shop.readerId).toMatch(/^tmr_/)
  await stranger.close()
})

test('a foreign page cannot write, even with the cookie', async ({ context, register }) => {
  expect(register).toBeDefined()
  const refused = await context.request.post('/api/sign-out', {
    headers: { origin: 'http://evil.example' },
    data: {},
  })
  expect(refused.status()).toBe(403)
})

test('a wrong PIN is refused in words, the right one opens the register', async ({ browser, till }) => {
  const stranger = await browser.newContext({ baseURL: till.url })
  const page = await stranger.newPage()
  await page.goto('/sign-in')
  await page.getByRole('button', { name: new RegExp(OWNER.name) }).click()
  await page.keyboard.type('9999')
  await page.keyboard.press('Enter')
  await expect(
    page
      .getByRole('alert')
      .or(page.getByText(/not the right PIN|wrong PIN/i))
      .first(),
  ).toBeVisible()
  await page.keyboard.type(OWNER.pin)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/register/)
  await stranger.close()
})

test('locking keeps the cart', async ({ register }) => {
  await register.ring('Flat white')
  await register.page.getByRole('button', { name: /lock/i }).click()
  await expect(register.page).toHaveURL(/\/sign-in/)
})
