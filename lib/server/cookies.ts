/** Who is signed in. Gone when the browser is closed, or after a long day. */
export const SESSION_COOKIE = 'tapline_session'
/** Which register this browser is. Names a place, opens nothing. */
export const REGISTER_COOKIE = 'tapline_register'

/** The longest that browsers keep a cookie. */
const BINDING_SECONDS = 400 * 24 * 60 * 60

/** The value of a cookie of this request. Undefined when it is missing or empty. */
export function cookieOf(request: Request, name: string): string | undefined {
  const all = request.headers.get('cookie') ?? ''
  for (const pair of all.split(';')) {
    const [key, value] = pair.split('=', 2)
    if (key?.trim() === name) return value?.trim() || undefined
  }
  return undefined
}

/** Sent by no foreign page, read by no script. A new sign-in always brings a new token. */
export const sessionCookie = (request: Request, token: string): string =>
  `${SESSION_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Strict${secure(request)}`

export const endedSessionCookie = (request: Request): string =>
  `${SESSION_COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0${secure(request)}`

export const registerCookie = (request: Request, token: string): string =>
  `${REGISTER_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${BINDING_SECONDS}${secure(request)}`

/** A cookie is set by writes only, whose Origin has been checked; it knows what the browser speaks, behind any proxy. */
const secure = (request: Request): string =>
  request.headers.get('origin')?.startsWith('https://') ? '; Secure' : ''
