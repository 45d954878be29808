import { SignOutHere } from '#lib/contracts/set-up.ts'
import { lock } from '#lib/operations/lock.ts'
import { given } from '#lib/server/answer.ts'
import { cookieOf, endedSessionCookie, SESSION_COOKIE } from '#lib/server/cookies.ts'
import { open } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { world } from '#lib/server/world.ts'

/** Whoever is signed in leaves, whatever else the request says; whoever is not has nothing to lose. */
export const POST = open(async request => {
  const token = cookieOf(request, SESSION_COOKIE)
  if (token) {
    const said = await read(request, SignOutHere)
    await lock(world(), token, (said.ok && said.value.because) || 'by_hand')
  }
  return given({}, { 'set-cookie': endedSessionCookie(request) })
})
