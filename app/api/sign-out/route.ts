import { lock } from '#lib/operations/lock.ts'
import { given } from '#lib/server/answer.ts'
import { cookieOf, endedSessionCookie, SESSION_COOKIE } from '#lib/server/cookies.ts'
import { open } from '#lib/server/guard.ts'
import { world } from '#lib/server/world.ts'

/** Whoever is signed in leaves; whoever is not has nothing to lose. */
export const POST = open(async request => {
  const token = cookieOf(request, SESSION_COOKIE)
  if (token) await lock(world(), token)
  return given({}, { 'set-cookie': endedSessionCookie(request) })
})
