import Stripe from 'stripe'
import { ourHttpClient } from './http-client.ts'
import type { Reply } from './reply.ts'

/** The version that requests are written in, that answers are read in and that endpoints are made with. */
export const PINNED_VERSION = '2026-10-28.endive'

/** Where Stripe is, and as whom we speak to it. `base` is an origin, for a simulator; without it Stripe itself is meant. */
export type StripeAccount = { readonly secretKey: string; readonly base?: string | undefined }

export type Sending = {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly params?: Readonly<Record<string, unknown>>
  readonly key?: string
  /** How long to wait for an answer once connected, in milliseconds. */
  readonly timeoutMs?: number
}

/** A file for Stripe to keep. */
export type Uploading = {
  readonly file: { readonly bytes: Uint8Array; readonly name: string; readonly type: string }
  readonly purpose: 'terminal_reader_splashscreen' | 'terminal_wifi_certificate' | 'terminal_wifi_private_key'
  readonly key: string
}

/** One line to Stripe. Whatever becomes of a request is a `Reply`; only our own defects are thrown. */
export type Connection = {
  request(sending: Sending): Promise<Reply>
  upload(uploading: Uploading): Promise<Reply>
  /** Calls back before every request is sent. */
  onAsk(listener: (sending: Sending) => void): void
  /** Calls back after every reply, for the lamp. */
  onReply(listener: (reply: Reply, sending: Sending) => void): void
}

const READ_WITHIN_MS = 30_000
const COMMAND_WITHIN_MS = 80_000

export function connect(account: StripeAccount): Connection {
  const stripe = clientFor(account)
  const listeners: ((reply: Reply, sending: Sending) => void)[] = []
  const askers: ((sending: Sending) => void)[] = []
  return {
    onAsk: listener => void askers.push(listener),
    onReply: listener => void listeners.push(listener),
    async request(sending) {
      for (const asker of askers) asker(sending)
      const reply = await ask(stripe, sending)
      for (const listener of listeners) listener(reply, sending)
      return reply
    },
    upload: uploading => send(stripe, uploading),
  }
}

function clientFor({ secretKey, base }: StripeAccount): Stripe {
  const url = new URL(base ?? 'https://api.stripe.com')
  const protocol = url.protocol === 'http:' ? 'http' : 'https'
  return new Stripe(secretKey, {
    apiVersion: PINNED_VERSION,
    host: url.hostname,
    port: url.port || (protocol === 'http' ? 80 : 443),
    protocol,
    httpClient: ourHttpClient(protocol),
    maxNetworkRetries: 0,
    telemetry: false,
    appInfo: { name: 'Tapline', version: '0.1.0' },
  })
}

function ask(stripe: Stripe, { method, path, params, key, timeoutMs }: Sending): Promise<Reply> {
  const options = {
    timeout: timeoutMs ?? (method === 'GET' ? READ_WITHIN_MS : COMMAND_WITHIN_MS),
    ...(key ? { idempotencyKey: key } : {}),
  }
  return replyTo(() => stripe.rawRequest(method, path, params, options))
}

/** Files go to a host of their own, unless the account's host was set by hand. */
function send(stripe: Stripe, { file, purpose, key }: Uploading): Promise<Reply> {
  const { bytes, name, type } = file
  const params = { purpose, file: { data: bytes, name, type } }
  return replyTo(() => stripe.files.create(params, { timeout: COMMAND_WITHIN_MS, idempotencyKey: key }))
}

async function replyTo(asked: () => Promise<Stripe.Response<object>>): Promise<Reply> {
  const started = performance.now()
  const ms = () => Math.round(performance.now() - started)
  try {
    const answer = await asked()
    return { got: 'answer', body: answer, ...whence(answer.lastResponse), ms: ms() }
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error
    return { ...failure(error), ms: ms() }
  }
}

function whence({ headers, requestId }: Stripe.Response<object>['lastResponse']) {
  return {
    replayed: headers['idempotent-replayed'] === 'true',
    ...(requestId ? { requestId } : {}),
    ...dateIn(headers),
  }
}

function dateIn(headers: Readonly<Record<string, string>> | undefined): { readonly date?: number } {
  const date = Date.parse(headers?.date ?? '')
  return Number.isNaN(date) ? {} : { date }
}

type Failure = Omit<Extract<Reply, { got: 'error' }>, 'ms'> | Omit<Extract<Reply, { got: 'nothing' }>, 'ms'>

/** What is not Stripe's JSON has no status here: it proves nothing, so it counts as no answer at all. */
function failure(error: InstanceType<typeof Stripe.errors.StripeError>): Failure {
  const { message, requestId, statusCode, code, rawType } = error
  const from = { ...(requestId ? { requestId } : {}), ...dateIn(error.headers) }
  if (error instanceof Stripe.errors.StripeConnectionError)
    return { got: 'nothing', code: 'no_answer', message: withDetail(message, error.detail), ...from }
  if (statusCode === undefined) return { got: 'nothing', code: 'not_stripe', message, ...from }
  return {
    got: 'error',
    status: statusCode,
    message,
    ...from,
    ...(code ? { code } : {}),
    ...(rawType ? { type: rawType } : {}),
  }
}

const withDetail = (message: string, detail: unknown): string =>
  detail instanceof Error ? `${message} (${detail.message})` : message
