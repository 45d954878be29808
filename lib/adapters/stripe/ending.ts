import type { Ending, Problem, Seen } from '#lib/ports/payments.ts'
import type { Reply } from './reply.ts'

/**
 * The table of `one-charge` §5, for every command we send. `read` takes from an answer what we rely on, and undefined when it is not
 * there: then something was executed and we do not know what, which is unproven and needs a look.
 */
export function endingOf<A>(
  reply: Reply,
  read: (body: unknown, replayed: boolean) => A | undefined,
): Ending<A> {
  const { ms } = reply
  const about = { ms, ...(reply.requestId ? { requestId: reply.requestId } : {}) }
  if (reply.got === 'answer') {
    const answer = read(reply.body, reply.replayed)
    if (answer === undefined) return { ...about, outcome: 'unknown', answered: true, problem: unreadable }
    return { ...about, outcome: 'done', answer }
  }
  const problem = problemOf(reply)
  switch (verdict(reply)) {
    case 'refused':
      return { ...about, outcome: 'refused', problem }
    case 'answered':
      return { ...about, outcome: 'unknown', answered: true, problem }
    case 'unanswered':
      return { ...about, outcome: 'unknown', answered: false, problem }
  }
}

/** The same for a read. It changes nothing, so it has two endings only. */
export function seenOf<T>(reply: Reply, read: (body: unknown) => T | undefined): Seen<T> {
  const { ms } = reply
  if (reply.got !== 'answer') return { ok: false, problem: problemOf(reply), ms }
  const value = read(reply.body)
  if (value === undefined) return { ok: false, problem: unreadable, ms }
  return { ok: true, value, ms, ...(reply.requestId ? { requestId: reply.requestId } : {}) }
}

const unreadable: Problem = {
  code: 'unreadable_answer',
  message: 'Stripe answered something that we cannot read.',
  status: 200,
}

/** Not stored under the key by Stripe, so the same key is sent again. https://docs.stripe.com/api/idempotent_requests */
const NOT_STORED: ReadonlySet<string> = new Set(['idempotency_key_in_use', 'lock_timeout', 'rate_limit'])

type Failed = Exclude<Reply, { got: 'answer' }>

function verdict(reply: Failed): 'refused' | 'answered' | 'unanswered' {
  if (reply.got === 'nothing') return 'unanswered'
  const { status, type, code } = reply
  if (status === 429 || (code && NOT_STORED.has(code))) return 'unanswered'
  if (status === 409 && type === 'idempotency_error') return 'unanswered'
  if (code === 'terminal_reader_timeout' || status >= 500) return 'answered'
  return 'refused'
}

/** A key sent with other parameters is our defect. It is named for what it is, whatever code Stripe gives it. */
function problemOf(reply: Failed): Problem {
  const { message } = reply
  if (reply.got === 'nothing') return { code: reply.code, message, status: 0 }
  const { status, type } = reply
  const misused = status === 400 && type === 'idempotency_error'
  const code = misused ? 'idempotency_error' : (reply.code ?? codeFor(message) ?? `http_${status}`)
  return { code, message, status }
}

/**
 * An app with one of Stripe's SDKs holds the reader. Stripe refuses it without a code, so only the sentence tells:
 * https://github.com/stripe/stripe-js/issues/708
 */
const codeFor = (message: string): string | undefined =>
  /different integration mode/i.test(message) ? 'different_integration_mode' : undefined
