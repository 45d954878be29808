import { APPROVAL_HEADER } from '#lib/contracts/approval-header.ts'
import { saleKey } from '#lib/contracts/keys.ts'
import type { Refusal, RefusalBody } from '#lib/contracts/refusal.ts'
import type { SaleAnswer } from '#lib/contracts/sale-answer.ts'
import type { SaleId } from '#lib/domain/ids.ts'
import { withConsent } from '../consent.ts'

/**
 * The three endings of a request to our own server. `away`: no answer, or one that says nothing about the wish (500, too
 * busy); it may have been done, and every write here may be sent again as it is.
 */
export type Told =
  | { readonly outcome: 'done'; readonly answer: SaleAnswer }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }
  | { readonly outcome: 'away' }

/** The ways to write on a sale, and to read it. */
export type Ask = (
  saleId: SaleId,
  what: 'edits' | 'charge' | 'cash' | 'payment' | 'read',
  body?: unknown,
) => Promise<Told>

/** Nobody at a counter waits longer; a charge answers at once, the rest of it comes live. */
const PATIENCE_MS = 10_000

const JSON_BODY = { 'content-type': 'application/json' }

/** What only lacks somebody's consent is asked for in place, and sent again with it. */
export const askServer: Ask = (saleId, what, body) =>
  withConsent(
    token => askOnce(saleId, what, body, token),
    told => (told.outcome === 'refused' ? told.refusal : undefined),
  )

async function askOnce(
  saleId: SaleId,
  what: Parameters<Ask>[1],
  body: unknown,
  token: string | undefined,
): Promise<Told> {
  const url = what === 'read' ? saleKey(saleId) : `${saleKey(saleId)}/${what}`
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(what === 'read'
        ? {}
        : {
            method: 'POST',
            headers: { ...JSON_BODY, ...(token ? { [APPROVAL_HEADER]: token } : {}) },
            body: JSON.stringify(body),
          }),
    })
    return told(response.status, await response.json())
  } catch {
    return { outcome: 'away' }
  }
}

function told(status: number, body: unknown): Told {
  // True because both sides of our own wire share these types, and a status below 300 carries the answer.
  if (status < 300) return { outcome: 'done', answer: body as SaleAnswer }
  if (!isRefusal(body) || status === 500 || body.refusal.kind === 'too_busy') return { outcome: 'away' }
  return { outcome: 'refused', refusal: body.refusal }
}

/** Anything else is a proxy's page, not ours. */
const isRefusal = (body: unknown): body is RefusalBody =>
  typeof body === 'object' && body !== null && 'refusal' in body && typeof body.refusal === 'object'
