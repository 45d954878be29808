import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { idOf, type StaffId } from '#lib/domain/ids.ts'
import type { Role } from '#lib/domain/permissions.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'

export const PIN_OF_STAFF = '1357'

/** Somebody of this role who knows their PIN, signed in at the first register. */
export async function signedInAs(
  world: World,
  role: Role,
  name = `${role} ${randomUUID().slice(0, 4)}`,
): Promise<{ readonly staffId: StaffId; readonly session: Session; readonly token: string }> {
  const { people, staff, shops, pins, tokens, clock } = world
  const staffId = idOf('staff', randomUUID())
  const by = { staffId, staffName: 'The story', registerId: null, at: clock.now() }
  await people.add(
    { id: staffId, name, role, pinHash: await pins.hash(PIN_OF_STAFF), mustChangePin: false },
    by,
  )
  const token = tokens.fresh()
  const [register] = await shops.registers()
  const now = clock.now()
  await staff.openSession({
    hash: tokens.hashOf(token),
    staffId,
    registerId: register?.id ?? null,
    openedAt: now,
    expiresAt: now + 3_600_000,
    with: 'pin',
  })
  const session = await staff.session(tokens.hashOf(token), now)
  if (!session) throw new Error(`${name} is not signed in`)
  return { staffId, session, token }
}

/** Whoever the story is about becomes this. A shop keeps an owner, so somebody stands in. */
export async function becomes(pool: pg.Pool, role: Role): Promise<void> {
  await pool.query(
    `insert into staff (id, name, role, pin_hash) values ($1, 'Stand-in', 'owner', '') on conflict do nothing`,
    [STAND_IN],
  )
  await pool.query('update staff set role = $1 where id <> $2', [role, STAND_IN])
}

const STAND_IN = idOf('staff', '00000000-0000-4000-8000-000000000000')
