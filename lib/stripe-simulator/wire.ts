import qs from 'qs'
import type { ErrorBody } from './refusal.ts'

/** Reads a form body or a query string. `a[]=x` and `a[0]=x` are both arrays. */
export function decodeForm(text: string): Record<string, unknown> {
  return qs.parse(text, { depth: 12, arrayLimit: 1000, parameterLimit: 5000, plainObjects: true })
}

/** Stripe's error body, as text. */
export function errorJson(body: ErrorBody, requestId: string): string {
  const docs = body.code
    ? { doc_url: `https://docs.stripe.com/error-codes#${body.code.replaceAll('_', '-')}` }
    : {}
  const log = { request_log_url: `https://dashboard.stripe.com/test/workbench/logs?object=${requestId}` }
  return JSON.stringify({ error: { ...docs, ...log, ...body } }, null, 2)
}
