import type { OwnSessionAnswer, PeopleAnswer, SessionsAnswer } from '#lib/contracts/people.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'

/** Everybody who works or worked here. */
export async function peopleNow({ people, clock }: Pick<World, 'people' | 'clock'>): Promise<PeopleAnswer> {
  return { people: await people.all(clock.now()) }
}

/** Who is signed in, where, since when. Hashes of tokens stay here. */
export async function sessionsNow(
  { people, clock }: Pick<World, 'people' | 'clock'>,
  who: Session,
): Promise<SessionsAnswer> {
  const now = clock.now()
  const sessions = await people.sessions(now)
  return {
    sessions: sessions.map(({ hash, registerId: _, ...session }) => ({ ...session, own: hash === who.hash })),
    now,
  }
}

/** What every page of a browser that is signed in keeps an eye on: that it still is, as whom, and when it locks itself. */
export async function ownSession(
  { registers }: Pick<World, 'registers'>,
  { staffId, staffName: name, role }: Session,
): Promise<OwnSessionAnswer> {
  const { autoLockMinutes } = await registers.counter()
  return { staffId, name, role, autoLockMinutes }
}
