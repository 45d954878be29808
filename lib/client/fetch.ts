import type { Refusal, RefusalBody } from '#lib/contracts/refusal.ts'
import { pacer } from './pacer.ts'

/**
 * Why nothing could be read: the server says no, it is away (no answer, a proxy's page, our own 500), or it said something this page does
 * not understand, because one of the two is older.
 */
export type Unread =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'away' }
  | { readonly kind: 'unreadable' }

/** What SWR hands to the screen as `error`. */
export class ReadError extends Error {
  readonly because: Unread

  constructor(because: Unread) {
    super(because.kind === 'refused' ? because.refusal.kind : because.kind)
    this.because = because
  }
}

/** Takes an answer for what it claims to be, or says undefined: a schema's `safeParse(body).data`, or a check by hand. */
export type Reading<T> = (body: unknown) => T | undefined

const PATIENCE_MS = 15_000

/** GET a URL of ours. @throws ReadError, and nothing else. */
export async function read<T>(url: string, reading: Reading<T>): Promise<T> {
  const { status, body } = await answerOf(url)
  if (status >= 200 && status < 300) {
    const value = reading(body)
    if (value === undefined) throw new ReadError({ kind: 'unreadable' })
    return value
  }
  throw new ReadError(isRefusal(body) ? { kind: 'refused', refusal: body.refusal } : { kind: 'away' })
}

async function answerOf(url: string): Promise<{ status: number; body: unknown }> {
  try {
    const began = performance.now()
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) })
    pacer.answered(response.status, performance.now() - began)
    return { status: response.status, body: await response.json() }
  } catch {
    throw new ReadError({ kind: 'away' })
  }
}

const isRefusal = (body: unknown): body is RefusalBody =>
  typeof body === 'object' &&
  body !== null &&
  'refusal' in body &&
  typeof body.refusal === 'object' &&
  body.refusal !== null
