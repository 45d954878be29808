import type { Browser, SignedIn } from '#lib/operations/sign-in.ts'
import { cookieOf, REGISTER_COOKIE, registerCookie, SESSION_COOKIE, sessionCookie } from './cookies.ts'

/** What the browser's cookies say it is. */
export const browserOf = (request: Request): Browser => ({
  sessionToken: cookieOf(request, SESSION_COOKIE),
  registerToken: cookieOf(request, REGISTER_COOKIE),
})

/** The browser has become a register; nobody is signed in by that. */
export const registerCookieFor = (request: Request, registerToken: string): Headers =>
  new Headers({ 'set-cookie': registerCookie(request, registerToken) })

/** Hands the browser its new tokens. */
export function cookiesFor(request: Request, { sessionToken, registerToken }: SignedIn): Headers {
  const headers = new Headers()
  headers.append('set-cookie', sessionCookie(request, sessionToken))
  if (registerToken) headers.append('set-cookie', registerCookie(request, registerToken))
  return headers
}
