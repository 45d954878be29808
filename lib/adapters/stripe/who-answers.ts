import type { Tokens } from '#lib/ports/tokens.ts'
import type { Answering } from '#lib/ports/wiring.ts'
import { DOORS } from './endpoints.ts'

const WITHIN_MS = 4_000

/**
 * Asks the address at which Stripe would knock for what only this till can say to a nonce. Follows no redirect, as Stripe follows none, and
 * tells nothing of what came back but whether it was that.
 */
export async function whoAnswers(
  origin: string,
  tokens: Pick<Tokens, 'fresh' | 'proofOf'>,
): Promise<Answering> {
  const nonce = tokens.fresh()
  const proof = tokens.proofOf(nonce)
  const url = new URL(`${DOORS.payments.path}?nonce=${nonce}`, origin)
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      cache: 'no-store',
      signal: AbortSignal.timeout(WITHIN_MS),
    })
    return (await beginningOf(response, proof.length)) === proof ? 'this_till' : 'somebody_else'
  } catch {
    return 'nobody'
  }
}

/** No more is read than is needed to know, however much there is. */
async function beginningOf({ ok, body }: Response, length: number): Promise<string | undefined> {
  const reader = ok ? body?.getReader() : undefined
  const decoder = new TextDecoder()
  let text = ''
  while (reader && text.length <= length) {
    const { done, value } = await reader.read()
    if (done) return text
    text += decoder.decode(value, { stream: true })
  }
  await (reader ?? body)?.cancel()
  return undefined
}
