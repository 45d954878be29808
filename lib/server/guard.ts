import type { Session } from '#lib/ports/staff-store.ts'
import { broken, refused } from './answer.ts'
import { cookieOf, SESSION_COOKIE } from './cookies.ts'
import { world } from './world.ts'

type Path = Readonly<Record<string, string | string[] | undefined>>
type Asked<P> = { readonly params: Promise<P> }
/** As Next calls a route. */
type Route<P> = (request: Request, asked: Asked<P>) => Promise<Response>
type Handler<P, Known> = (request: Request, asked: Asked<P> & Known) => Response | Promise<Response>

const guarded = new WeakSet<object>()

/** Whether a route went through one of the guards here; a test asks it of every route there is. */
export const isGuarded = (route: unknown): boolean => typeof route === 'function' && guarded.has(route)

/** The rule: nobody in without a session, no write from a foreign page. */
export function signedIn<P = Path>(handler: Handler<P, { readonly session: Session }>): Route<P> {
  return guard<P>(async (request, asked) => {
    const { staff, tokens, clock } = world()
    const token = cookieOf(request, SESSION_COOKIE)
    const session = token && (await staff.session(tokens.hashOf(token), clock.now()))
    if (!session) return refused({ kind: 'signed_out' })
    return handler(request, { ...asked, session })
  })
}

/**
 * For the sale's own routes, whose one load brings session, register and sale together: they get the hash and answer `signed_out`
 * themselves when the load finds nobody.
 */
export function hot<P = Path>(handler: Handler<P, { readonly sessionHash: string }>): Route<P> {
  return guard<P>(async (request, asked) => {
    const token = cookieOf(request, SESSION_COOKIE)
    if (!token) return refused({ kind: 'signed_out' })
    return handler(request, { ...asked, sessionHash: world().tokens.hashOf(token) })
  })
}

/** For set-up, sign-in and health, which must answer before anybody is known. */
export const open = <P = Path>(handler: Handler<P, unknown>): Route<P> =>
  guard<P>(async (request, asked) => handler(request, asked))

/** For Stripe's knocks alone: no browser sends them, and their signature is checked behind this door. */
export const signedByStripe = <P = Path>(handler: Handler<P, unknown>): Route<P> =>
  guard<P>(async (request, asked) => handler(request, asked), { fromBrowser: false })

function guard<P>(route: Route<P>, { fromBrowser } = { fromBrowser: true }): Route<P> {
  const checked: Route<P> = async (request, asked) => {
    try {
      if (fromBrowser && isWrite(request) && !isOurs(request)) return refused({ kind: 'foreign_origin' })
      return await route(request, asked)
    } catch (error) {
      return complain(request, error)
    }
  }
  guarded.add(checked)
  return checked
}

const isWrite = (request: Request): boolean => !['GET', 'HEAD'].includes(request.method)

/**
 * Browsers put their page's origin on every write, and a page cannot change it. Only the host is compared: behind a proxy that ends TLS
 * the two sides see another scheme.
 */
function isOurs(request: Request): boolean {
  const origin = request.headers.get('origin')
  const host = request.headers.get('host')
  return origin !== null && host !== null && URL.canParse(origin) && new URL(origin).host === host
}

/** What only we can have caused ends here: once in the log, and 500. */
function complain(request: Request, error: unknown): Response {
  const { method, url } = request
  world().log.error({ method, path: new URL(url).pathname, err: error }, 'a request broke')
  return broken()
}
