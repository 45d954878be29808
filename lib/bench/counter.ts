import { createHash, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { openPool } from '#lib/adapters/database/connect.ts'
import type { CatalogueAnswer } from '#lib/contracts/catalogue.ts'
import type { RegisterAnswer, SaleAnswer } from '#lib/contracts/sale-answer.ts'
import type { SetUpAnswer } from '#lib/contracts/set-up.ts'
import { idOf, type SaleId } from '#lib/domain/ids.ts'
import type { Settings } from './settings.ts'

const OWNER = { name: 'Mina Okafor', pin: '2468' } as const

/** A shop in the till that is measured, somebody signed in at its register, and what the bench asks them to do. */
export type Counter = Awaited<ReturnType<typeof openCounter>>

export async function openCounter({ BASE_URL: origin, SIMULATOR_ORIGIN, BENCH_DATABASE_URL }: Settings) {
  const pool: pg.Pool = openPool(BENCH_DATABASE_URL, () => {})
  const cookies = await signedIn(origin, pool)
  const headers = { origin, cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') }
  // True because the answers are the till's own, and a bench that misread them would measure nothing and say so.
  const ask = async <T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> =>
    (await answered(origin + path, method, headers, body).then(response => response.json())) as T
  const register = await ask<RegisterAnswer>('GET', '/api/registers/current')
  const readerId = register.reader?.id
  if (!readerId) throw new Error('the register has no reader')
  const goods = await ask<CatalogueAnswer>('GET', '/api/catalogue')

  return {
    origin,
    headers,
    cookies,
    pool,
    readerId,
    ask,
    /** Rings up the first so many goods on a sale of its own, and leaves it open. */
    async ringUp(count = 3): Promise<SaleAnswer> {
      await pool.query('update register set current_sale_id = null')
      const edits = goods.id.slice(0, count).map(productId => ({
        type: 'put',
        lineId: idOf('line', randomUUID()),
        productId,
        quantity: 1,
      }))
      return ask('POST', `/api/sales/${idOf('sale', randomUUID())}/edits`, { edits })
    },
    sale: (saleId: SaleId) => ask<SaleAnswer>('GET', `/api/sales/${saleId}`),
    /** The customer holds a card against the reader. Resolves when the bank has answered. */
    async tap(number: string): Promise<void> {
      const path = `/v1/test_helpers/terminal/readers/${readerId}/present_payment_method`
      const form = new URLSearchParams({ type: 'card_present', 'card_present[number]': number })
      const authorization = 'Bearer sk_test_simulator'
      const response = await fetch(SIMULATOR_ORIGIN + path, {
        method: 'POST',
        headers: { authorization },
        body: form,
      })
      if (!response.ok) throw new Error(`the tap failed: ${response.status} ${await response.text()}`)
    },
    close: () => pool.end(),
  }
}

async function answered(url: string, method: string, headers: Record<string, string>, body?: object) {
  const response = await fetch(url, {
    method,
    headers: { ...headers, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`)
  return response
}

/** The cookies of the owner: the shop is opened when there is none yet. */
async function signedIn(origin: string, pool: pg.Pool) {
  const { state } = (await (await answered(`${origin}/api/set-up`, 'GET', {})).json()) as SetUpAnswer
  if (state === 'done') return letIn(pool)
  const response = await setUp(origin)
  return response.headers.getSetCookie().map(line => {
    const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
    return { name, value }
  })
}

const setUp = (origin: string) =>
  answered(
    `${origin}/api/set-up`,
    'POST',
    { origin },
    {
      shopName: 'Fern & Field',
      country: 'US',
      place: '212 Orchard Street, Asheville',
      region: 'NC 28801',
      ownerName: OWNER.name,
      pin: OWNER.pin,
      samples: true,
    },
  )

/** A browser of nobody's is let in by hand: a register's code is shown to whoever is signed in, and here nobody is yet. */
async function letIn(pool: pg.Pool) {
  const token = `bench${randomUUID()}`
  await pool.query(
    `insert into session (hash, staff_id, register_id, expires_at)
     select $1, staff.id, register.id, 4102444800000 from staff, register
     where staff.role = 'owner' order by register.position limit 1`,
    [createHash('sha256').update(token).digest('hex')],
  )
  return [{ name: 'tapline_session', value: token }]
}
