import { createHash } from 'node:crypto'
import type { CatalogueAnswer } from '#lib/contracts/catalogue.ts'
import type { RegisterAnswer } from '#lib/contracts/sale-answer.ts'
import { idOf } from '#lib/domain/ids.ts'
import { ask } from './http.ts'
import type { Dice } from './random.ts'
import type { Stage } from './stage.ts'

/** A register with somebody signed in at it, and its reader. */
export type Desk = {
  readonly registerId: string
  readonly readerId: string
  readonly cookie: string
}

export type Shop = {
  readonly desks: readonly Desk[]
  readonly goods: readonly string[]
  /** What no log may hold, by name: the owner's PIN, and whatever makes a browser somebody's. */
  readonly secrets: Readonly<Record<string, string>>
}

/** Long enough that no other number is it by chance. */
const PIN = '24687531'

/** Of five registers, two share a reader: *busy by another sale* is a thing of every day. */
const REGISTERS_PER_READER = 5 / 4

/**
 * The shop is set up by the till's own route. Its further registers, readers and sessions are put in by SQL: there is no page for them
 * yet, and signing in so many people would measure Argon2. Their readers are registered at the simulator, like any.
 */
export async function openShop(
  { servers, stripe, pool }: Stage,
  registers: number,
  dice: Dice,
): Promise<Shop> {
  const [{ origin }] = servers
  const cookie = await setUp(origin)
  const read = async <T>(path: string): Promise<T> => {
    const answer = await ask({ method: 'GET', url: origin + path, headers: { cookie } })
    if (answer?.status !== 200) throw new Error(`GET ${path}: ${answer?.status}`)
    // True because the answers are the till's own.
    return answer.body as T
  }
  const { register, reader, staff } = await read<RegisterAnswer>('/api/registers/current')
  if (!register || !reader) throw new Error('The shop was not set up with a register and a reader.')
  const { rows } = await pool.query<{ location_id: string }>('select location_id from shop')
  const location = rows[0]?.location_id ?? ''
  const readers = [reader.id]
  while (readers.length < Math.ceil(registers / REGISTERS_PER_READER)) {
    const label = `Reader ${readers.length + 1}`
    const params = { registration_code: 'simulated-s700', location, label }
    const { id } = await stripe.post('/v1/terminal/readers', params)
    await pool.query(
      `insert into reader (id, label, device_type, location_id) values ($1, $2, 'simulated_stripe_s700', $3)`,
      [id, label, location],
    )
    readers.push(id)
  }
  const desks: Desk[] = [{ registerId: register.id, readerId: reader.id, cookie }]
  while (desks.length < registers) {
    const readerId = readers[desks.length % readers.length] ?? reader.id
    const registerId = idOf('register', dice.uuid())
    const token = `storm${dice.uuid()}`
    await pool.query('insert into register (id, name, reader_id) values ($1, $2, $3)', [
      registerId,
      `Register ${desks.length + 1}`,
      readerId,
    ])
    await pool.query(
      'insert into session (hash, staff_id, register_id, expires_at) values ($1, $2, $3, $4)',
      [
        createHash('sha256').update(token).digest('hex'),
        staff.id,
        registerId,
        // A storm of a week is longer than anybody's shift.
        4_102_444_800_000,
      ],
    )
    desks.push({ registerId, readerId, cookie: `tapline_session=${token}` })
  }
  // Some registers read the card first and charge it when somebody says yes.
  await pool.query('update register set two_steps = true where position % 6 = 0')
  await pool.query('update session set expires_at = $1', [4_102_444_800_000])
  const { id } = await read<CatalogueAnswer>('/api/catalogue')
  return { desks, goods: id, secrets: { PIN, ...cookiesIn(desks) } }
}

/** Set-up goes on where it was cut off, so a machine that is too busy at first does not end the storm. */
async function setUp(origin: string): Promise<string> {
  for (let tries = 1; ; tries++) {
    const response = await askForShop(origin)
    if (response.ok) return cookiesOf(response)
    if (response.status < 500 || tries === SET_UP_TRIES)
      throw new Error(`The shop was not set up: ${response.status} ${await response.text()}`)
  }
}

const SET_UP_TRIES = 5

const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map(line => line.split(';')[0])
    .join('; ')

/** The value of every cookie, by desk and name. */
const cookiesIn = (desks: readonly Desk[]): Record<string, string> =>
  Object.fromEntries(
    desks.flatMap(({ cookie }, desk) =>
      cookie.split('; ').map(one => {
        const [name = '', ...value] = one.split('=')
        return [`${name} of desk ${desk + 1}`, value.join('=')]
      }),
    ),
  )

const askForShop = (origin: string): Promise<Response> =>
  fetch(`${origin}/api/set-up`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({
      shopName: 'Fern & Field',
      country: 'US',
      place: '212 Orchard Street, Asheville',
      region: 'NC 28801',
      ownerName: 'Mina Okafor',
      pin: PIN,
      samples: true,
    }),
  })
