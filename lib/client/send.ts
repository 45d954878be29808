import { APPROVAL_HEADER } from '#lib/contracts/approval-header.ts'
import type { Refusal, RefusalBody } from '#lib/contracts/refusal.ts'
import { withConsent } from './consent.ts'

/** How a wish sent to our own server ends. `away`: no answer, or one that says nothing about the wish; it may have been done. */
export type Sent =
  /** `answer` is the JSON that came with the yes, if any did. */
  | { readonly outcome: 'done'; readonly answer: unknown }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }
  | { readonly outcome: 'away' }

/**
 * What a wish is left in. `lost`: nobody has said whether it was done, neither our server nor, behind it, Stripe; the same again, under the
 * same name, is done once.
 */
export function leftBy(sent: Sent): 'idle' | 'refused' | 'lost' {
  if (sent.outcome === 'done') return 'idle'
  if (sent.outcome === 'away') return 'lost'
  const { refusal } = sent
  return refusal.kind === 'stripe_unreachable' && refusal.mayBeDone === 'unanswered' ? 'lost' : 'refused'
}

export type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Sends JSON, or a file as it is. `withinMs` is how long the person in front of the screen is kept waiting for an answer. What only lacks
 * somebody's consent is asked for in place, and sent again with it. Never throws.
 */
export const send = (url: string, body: unknown, withinMs = 15_000, method: Method = 'POST'): Promise<Sent> =>
  withConsent(
    token => sendOnce(url, { body, withinMs, method, token }),
    sent => (sent.outcome === 'refused' ? sent.refusal : undefined),
  )

type Sending = {
  readonly body: unknown
  readonly withinMs: number
  readonly method: Method
  readonly token: string | undefined
}

async function sendOnce(url: string, { body, withinMs, method, token }: Sending): Promise<Sent> {
  const isFile = body instanceof Blob
  try {
    const response = await fetch(url, {
      method,
      headers: {
        'content-type': isFile ? body.type : 'application/json',
        ...(token === undefined ? {} : { [APPROVAL_HEADER]: token }),
      },
      body: isFile ? body : JSON.stringify(body),
      signal: AbortSignal.timeout(withinMs),
    })
    if (response.ok) return { outcome: 'done', answer: await response.json().catch(() => undefined) }
    const told: unknown = await response.json()
    return isRefusal(told) ? { outcome: 'refused', refusal: told.refusal } : { outcome: 'away' }
  } catch {
    return { outcome: 'away' }
  }
}

/** Anything else is a proxy's page, or our own 500. */
const isRefusal = (body: unknown): body is RefusalBody =>
  typeof body === 'object' && body !== null && 'refusal' in body && typeof body.refusal === 'object'
