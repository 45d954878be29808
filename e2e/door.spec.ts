import { readdirSync, readFileSync } from 'node:fs'
import type { APIResponse } from 'playwright/test'
import { leaksIn } from '#lib/testing/leaks.ts'
import { allPages } from '#lib/testing/permissions/pages.ts'
import { expect, test } from './fixtures.ts'

/** Every page there is but those of one thing, as whoever is signed in meets it; and one that is not there. */
const PAGES = [
  ...allPages()
    .map(({ path }) => path)
    .filter(path => path !== '/' && !path.includes('[')),
  '/help/card_declined',
  '/nothing',
]

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const

const policyOf = (response: APIResponse): string => response.headers()['content-security-policy'] ?? ''

test('every page says who may frame, sniff or run what; its scripts carry the nonce of that very answer', async ({
  context,
}) => {
  const nonces = new Set<string>()
  for (const path of PAGES) {
    const response = await context.request.get(path)
    expect(response.headers(), path).toMatchObject(HEADERS)
    expect(response.headers()['x-powered-by'], path).toBeUndefined()
    const policy = policyOf(response)
    for (const part of [
      "default-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ])
      expect(policy, path).toContain(part)
    expect(policy, path).not.toMatch(/unsafe-(inline|eval)|\*|https?:/)
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
    expect(nonce.length, path).toBeGreaterThan(20)
    nonces.add(nonce)
    const html = await response.text()
    const scripts = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag)
    expect(scripts.length, path).toBeGreaterThan(0)
    expect(
      scripts.filter(tag => !tag.includes(`nonce="${nonce}"`)),
      path,
    ).toEqual([])
    expect(html, path).not.toMatch(/\son[a-z]+=["']|javascript:/i)
    expect(leaksIn(html), path).toEqual([])
  }
  expect(nonces.size).toBe(PAGES.length)
})

test('a page that came over https is asked for over https alone from then on', async ({ context }) => {
  const told = async (headers: Record<string, string>) =>
    (await context.request.get('/sign-in', { headers })).headers()['strict-transport-security']
  expect(await told({ 'x-forwarded-proto': 'https' })).toMatch(/^max-age=\d{7,}$/)
  expect(await told({})).toBeUndefined()
})

test('the API answers with the same headers, keeps nothing in caches, and knows no other method', async ({
  context,
  till,
}) => {
  for (const path of [
    '/api/registers/current',
    '/api/sales',
    '/api/payments',
    '/api/surprises',
    '/api/status',
  ]) {
    const response = await context.request.get(path)
    expect(response.status(), path).toBe(200)
    expect(response.headers(), path).toMatchObject({ ...HEADERS, 'cache-control': 'no-store' })
    expect(leaksIn(await response.text()), path).toEqual([])
  }
  const wrong = [
    ['GET', '/api/stripe/webhook'],
    ['PUT', '/api/stripe/webhook/terminal'],
    ['DELETE', '/api/sales'],
    ['PATCH', '/api/sign-in'],
    ['PUT', '/api/set-up'],
    ['POST', '/api/payments'],
  ] as const
  for (const [method, path] of wrong) {
    const refused = await context.request.fetch(path, {
      method,
      headers: { origin: till.url },
      data: method === 'GET' ? undefined : {},
    })
    expect(refused.status(), `${method} ${path}`).toBe(405)
  }
})

const SCRIPT = '<script>window.hit=1</script><img src=x onerror="window.hit=2">'

/** What people type and other people read. */
const TYPED = [
  ['shop', 'name'],
  ['shop', 'receipt_header'],
  ['shop', 'receipt_footer'],
  ['staff', 'name'],
  ['register', 'name'],
  ['product', 'name'],
  ['category', 'name'],
  ['tax_class', 'name'],
  ['tax_rate', 'name'],
] as const

const LISTS = ['/goods', '/goods/categories', '/goods/taxes', '/people', '/registers']

test('script in every field that a person can type is shown as words, and runs nowhere', async ({
  page,
  context,
  database,
  register,
  till,
}) => {
  const saleId = `sale_${crypto.randomUUID()}`
  const line = {
    type: 'put_custom',
    lineId: `line_${crypto.randomUUID()}`,
    name: SCRIPT,
    unitPriceMinor: 700,
    quantity: 1,
  }
  const post = (path: string, data: object) =>
    context.request.post(path, { headers: { origin: till.url }, data })
  const shown = (await (await context.request.get('/api/registers/current')).json()).currentSaleId ?? saleId
  const before = await context.request.get(`/api/sales/${shown}`)
  const target = before.ok() && (await before.json()).sale.status === 'open' ? shown : saleId
  expect((await post(`/api/sales/${target}/edits`, { edits: [line] })).status()).toBe(200)
  const put = (table: string, column: string) =>
    database.query(`update ${table} set ${column} = ${column} || $1`, [SCRIPT])
  const takeOut = (table: string, column: string) =>
    database.query(`update ${table} set ${column} = replace(${column}, $1, '')`, [SCRIPT])
  try {
    for (const [table, column] of TYPED) await put(table, column)
    const shown = ['/register', `/sales/${target}`, `/receipts/${target}`, '/settings', '/sign-in', ...LISTS]
    for (const path of shown) {
      await page.goto(path)
      await expect(page.getByText('onerror').filter({ visible: true }).first(), path).toBeVisible()
      expect(await page.evaluate(() => 'hit' in window), path).toBe(false)
    }
  } finally {
    for (const [table, column] of TYPED) await takeOut(table, column)
    await post(`/api/sales/${target}/edits`, { edits: [{ type: 'remove', lineId: line.lineId }] })
  }
  await register.open()
})

test('what gets into a page all the same is stopped by the policy', async ({ page, register }) => {
  await register.isOpen()
  const stopped = await page.evaluate(
    () =>
      new Promise<string[]>(resolve => {
        const seen: string[] = []
        document.addEventListener('securitypolicyviolation', event => {
          seen.push(event.effectiveDirective)
          if (seen.length === 3) resolve(seen.sort())
        })
        // As an attacker's markup would stand in the page: handlers, styles and pictures of another host.
        document.body.insertAdjacentHTML('beforeend', '<img alt="" src="data:," onerror="window.hit=1">')
        document.body.insertAdjacentHTML('beforeend', '<p style="color: red">styled</p>')
        document.body.insertAdjacentHTML('beforeend', '<img alt="" src="http://evil.example/x.png">')
      }),
  )
  expect(stopped).toEqual(['img-src', 'script-src-attr', 'style-src-attr'])
  expect(await page.evaluate(() => 'hit' in window)).toBe(false)
})

test('nothing the build gives to browsers holds a secret or a card number beyond the public test cards', () => {
  const folder = new URL('../.next/static/', import.meta.url).pathname
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file =>
    /\.(js|css|json|map|html)$/.test(file),
  )
  expect(files.length).toBeGreaterThan(5)
  const leaks = files.flatMap(file =>
    leaksIn(readFileSync(`${folder}${file}`, 'utf8')).map(leak => `${file}: ${leak}`),
  )
  expect(leaks).toEqual([])
})
