import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { SaleId } from '#lib/domain/ids.ts'
import type { Counter } from './counter.ts'
import { fillPast } from './office-past.ts'
import { fillSales } from './office-sales.ts'
import type { Settings } from './settings.ts'

const LOCATIONS = 40
const READERS = 100
const REGISTERS = 60
const STAFF = 200

/**
 * Fills the shop up to a chain: places and readers at Stripe, registers and people in the till, what they have sold and changed. What is
 * there already stays. Says what there is, and which sale a card has paid.
 */
export async function fillOffice(
  settings: Settings,
  counter: Counter,
): Promise<{ readonly told: string; readonly paid: SaleId }> {
  const { pool, ask } = counter
  const places = await filledPlaces(settings)
  const readers = await filledReaders(settings, places)
  for (const { id, label, location } of readers)
    await pool.query(
      `insert into reader (id, label, device_type, location_id) values ($1, $2, 'simulated_stripe_s700', $3)
       on conflict do nothing`,
      [id, label, location],
    )
  await pool.query(
    `insert into register (id, name, reader_id)
     select 'register_' || gen_random_uuid(), 'Register ' || n, ($2::text[])[1 + n % cardinality($2::text[])]
     from generate_series((select count(*) from register) + 1, $1) n`,
    [REGISTERS, readers.map(reader => reader.id)],
  )
  await pool.query(
    `insert into staff (id, name, role, pin_hash)
     select 'staff_' || gen_random_uuid(), 'Bench Person ' || n,
       (array['manager', 'lead', 'cashier', 'cashier', 'cashier'])[1 + n % 5],
       (select pin_hash from staff limit 1)
     from generate_series((select count(*) from staff) + 1, $1) n`,
    [STAFF],
  )
  // The till asks Stripe for all of them now, not at its next round.
  await ask('POST', '/api/readers/check', {})
  const past = await fillPast(pool)
  const { paid, told } = await fillSales(counter)
  const things = `${readers.length} readers, ${places.length} locations, ${REGISTERS} registers, ${STAFF} staff`
  return { told: `${things}, ${told}, ${past}`, paid }
}

async function filledPlaces(settings: Settings): Promise<readonly string[]> {
  const there = await listed(settings, '/v1/terminal/locations')
  const ids = there.map(({ id }) => id)
  while (ids.length < LOCATIONS) {
    const { id } = await made(settings, '/v1/terminal/locations', {
      display_name: `Shop ${ids.length + 1}`,
      'address[line1]': `${ids.length + 1} Orchard Street`,
      'address[city]': 'Asheville',
      'address[state]': 'NC',
      'address[postal_code]': '28801',
      'address[country]': 'US',
    })
    ids.push(id)
  }
  return ids
}

async function filledReaders(settings: Settings, places: readonly string[]) {
  const readers = [...(await listed(settings, '/v1/terminal/readers'))]
  while (readers.length < READERS) {
    const label = `Reader ${readers.length + 1}`
    const location = places[readers.length % places.length] ?? ''
    readers.push(
      await made(settings, '/v1/terminal/readers', {
        registration_code: 'simulated-s700',
        label,
        location,
      }),
    )
  }
  return readers.map(({ id, label, location }) => ({ id, label: label ?? id, location: location ?? '' }))
}

const Made = z.object({
  id: z.string(),
  label: z.string().optional(),
  location: z.string().nullish(),
})

async function listed(settings: Settings, path: string) {
  return z.object({ data: z.array(Made) }).parse(await asked(settings, `${path}?limit=100`)).data
}

const made = async (settings: Settings, path: string, form: Readonly<Record<string, string>>) =>
  Made.parse(await asked(settings, path, form))

async function asked(
  { SIMULATOR_ORIGIN }: Settings,
  path: string,
  form?: Readonly<Record<string, string>>,
): Promise<unknown> {
  const response = await fetch(SIMULATOR_ORIGIN + path, {
    ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    headers: { authorization: 'Bearer sk_test_simulator', 'idempotency-key': randomUUID() },
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response.json()
}
