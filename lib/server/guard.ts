import { APPROVAL_HEADER } from '#lib/contracts/approval-header.ts'
import type { Permission } from '#lib/domain/permissions.ts'
import { allowed } from '#lib/operations/allowed.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import { broken, refused } from './answer.ts'
import { cookieOf, SESSION_COOKIE } from './cookies.ts'
import { mayPress } from './may-try.ts'
import { seenAtStripe, world } from './world.ts'

type Path = Readonly<Record<string, string | string[] | undefined>>
type Asked<P> = { readonly params: Promise<P> }
/** As Next calls a route. */
type Route<P> = (request: Request, asked: Asked<P>) => Promise<Response>
type Handler<P, Known> = (request: Request, asked: Asked<P> & Known) => Response | Promise<Response>

/** What a route asks for: a permission, or who else may come. */
export type Needs = Permission | 'anybody' | 'stripe'

const guarded = new WeakMap<object, Needs>()

/** What a route asks for; undefined when it went through none of the guards here. A test asks it of every route there is. */
export const needsOf = (route: unknown): Needs | undefined =>
  typeof route === 'function' ? guarded.get(route) : undefined

/** A consent to this one request comes along as a token; only its hash is known here. */
function approvalIn(request: Request): string | undefined {
  const token = request.headers.get(APPROVAL_HEADER)
  return token ? world().tokens.hashOf(token) : undefined
}

/** What the path names, by its first id: what a consent would be for. */
const namedIn = (path: unknown): string | undefined =>
  typeof path === 'object' && path !== null
    ? Object.values(path).find((part): part is string => typeof part === 'string')
    : undefined

/**
 * The rule: nobody in without a session and the permission, or somebody's consent this once; no write from a foreign page. Whatever was
 * written may have changed something at Stripe, also where its answer was lost.
 */
export function signedIn<P = Path>(
  permission: Permission,
  handler: Handler<P, { readonly session: Session }>,
): Route<P> {
  return guard<P>(permission, async (request, asked) => {
    const { staff, tokens, clock } = world()
    const token = cookieOf(request, SESSION_COOKIE)
    const hash = token && tokens.hashOf(token)
    if (hash && isWrite(request) && !mayPress(hash)) return refused({ kind: 'too_busy' })
    const session = hash && (await staff.session(hash, clock.now()))
    if (!session) return refused({ kind: 'signed_out' })
    const about = namedIn(await asked.params)
    const may = await allowed(world(), session, permission, approvalIn(request), about)
    if (!may.ok) return refused(may.refusal)
    try {
      return await handler(request, { ...asked, session: may.value })
    } finally {
      if (isWrite(request)) seenAtStripe().forget()
    }
  })
}

/**
 * For the sale's own routes, whose one load brings session, register and sale together: they get the hash and answer `signed_out`
 * themselves when the load finds nobody. What not everybody may do, their operation asks `allowed` about. Of what Stripe never hears of,
 * goods and cash, a session may do as much as the database can take.
 */
export function hot<P = Path>(
  permission: Permission,
  handler: Handler<P, { readonly sessionHash: string; readonly approval: string | undefined }>,
  measure: 'as_fast_as_hands' | 'as_fast_as_it_goes' = 'as_fast_as_hands',
): Route<P> {
  return guard<P>(permission, async (request, asked) => {
    const token = cookieOf(request, SESSION_COOKIE)
    if (!token) return refused({ kind: 'signed_out' })
    const sessionHash = world().tokens.hashOf(token)
    if (measure === 'as_fast_as_hands' && isWrite(request) && !mayPress(sessionHash))
      return refused({ kind: 'too_busy' })
    return handler(request, { ...asked, sessionHash, approval: approvalIn(request) })
  })
}

/** For set-up, sign-in and health, which must answer before anybody is known. */
export const open = <P = Path>(handler: Handler<P, unknown>): Route<P> =>
  guard<P>('anybody', async (request, asked) => handler(request, asked))

/** For Stripe's knocks alone: no browser sends them, and their signature is checked behind this door. */
export const signedByStripe = <P = Path>(handler: Handler<P, unknown>): Route<P> =>
  guard<P>('stripe', async (request, asked) => handler(request, asked))

function guard<P>(needs: Needs, route: Route<P>): Route<P> {
  const checked: Route<P> = async (request, asked) => {
    try {
      if (needs !== 'stripe' && isWrite(request) && !isOurs(request))
        return refused({ kind: 'foreign_origin' })
      return await route(request, asked)
    } catch (error) {
      return complain(request, error)
    }
  }
  guarded.set(checked, needs)
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
