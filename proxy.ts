import { type NextRequest, NextResponse } from 'next/server'

/**
 * Every page gets its own nonce; Next finds it in the request's policy and puts it on the scripts it writes.
 * https://nextjs.org/docs/app/guides/content-security-policy
 */
export function proxy(request: NextRequest): NextResponse {
  const policy = policyWith(btoa(crypto.randomUUID()))
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)

  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  if (isOverTls(request)) response.headers.set('strict-transport-security', `max-age=${HALF_A_YEAR_SECONDS}`)
  return response
}

const HALF_A_YEAR_SECONDS = 183 * 24 * 60 * 60

/** Only a proxy knows: the till itself speaks plain HTTP. From then on the browser asks over TLS alone, and nobody between can talk it out of that. */
const isOverTls = (request: NextRequest): boolean =>
  request.headers.get('x-forwarded-proto')?.startsWith('https') ?? false

/**
 * No host but our own, no inline script, no inline style: a style attribute in server-rendered markup is
 * dropped by the browser, so components use classes and SVG attributes. (What React sets later is not inline.)
 */
function policyWith(nonce: string): string {
  const dev = process.env.NODE_ENV === 'development'
  return [
    "default-src 'self'",
    "connect-src 'self'",
    // React's error overlay in `next dev` evaluates code; the built till does not.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    `style-src 'self'${dev ? " 'unsafe-inline'" : ''}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Pages only: answers of the API are not documents, and built files need no nonce. Their headers are in next.config.js. */
export const config = { matcher: ['/((?!api/|_next/static/|_next/image/|icon.svg).*)'] }
