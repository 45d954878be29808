/** One refused request: the HTTP status and the `error` object Stripe would answer with. */
export class Refusal extends Error {
  readonly status: number
  readonly body: ErrorBody
  /** Refusals before the endpoint began executing are not kept under an idempotency key. */
  readonly early: boolean
  readonly headers: Record<string, string>

  constructor(
    status: number,
    body: ErrorBody,
    options: { early?: boolean; headers?: Record<string, string> } = {},
  ) {
    super(body.message)
    this.status = status
    this.body = body
    this.early = options.early ?? false
    this.headers = options.headers ?? {}
  }
}

export type ErrorBody = {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error'
  message: string
  code?: string
  param?: string
  decline_code?: string
  charge?: string
  payment_intent?: unknown
  payment_method?: unknown
  setup_intent?: unknown
  advice_code?: string
  doc_url?: string
  request_log_url?: string
}

/** A 400 `invalid_request_error` raised while executing. */
export function invalid(message: string, code?: string, param?: string): Refusal {
  return new Refusal(400, {
    type: 'invalid_request_error',
    message,
    ...(code ? { code } : {}),
    ...(param ? { param } : {}),
  })
}

/** A 400 raised by reading the parameters, before anything was executed. */
export function badParameter(message: string, code: string | undefined, param: string): Refusal {
  const body: ErrorBody = { type: 'invalid_request_error', message, ...(code ? { code } : {}), param }
  return new Refusal(400, body, { early: true })
}

/** The id stands in the path: 404. */
export function noSuchPath(what: string, id: string): Refusal {
  const message = `No such ${what}: '${id}'`
  const body: ErrorBody = {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message,
    param: what === 'payment_intent' ? 'intent' : 'id',
  }
  return new Refusal(404, body, { early: true })
}

/** The id was sent as a parameter: 400. */
export function noSuchParam(what: string, id: string, param: string): Refusal {
  return invalid(`No such ${what}: '${id}'`, 'resource_missing', param)
}

/** Another request works on the same object. Stripe's page: https://docs.stripe.com/rate-limits#object-lock-timeouts */
export function lockTimeout(): Refusal {
  const message =
    'This object cannot be accessed right now because another API request or Stripe process is currently accessing it. If you see this error intermittently, retry the request. If you see this error frequently and are making multiple concurrent requests to a single object, make your requests serially or at a lower rate. For more details, see https://stripe.com/docs/rate-limits#object-lock-timeouts.'
  return new Refusal(429, { type: 'invalid_request_error', code: 'lock_timeout', message }, { early: true })
}

const guide =
  'https://stripe.com/docs/terminal/payments/collect-card-payment?terminal-sdk-platform=server-driven#handle-errors'

export const readerBusy = () =>
  invalid(
    `Reader is currently busy processing another request. Please reference the integration guide at ${guide} for details on how to handle this error.`,
    'terminal_reader_busy',
  )

export const readerTimeout = () =>
  invalid(
    `There was a timeout when sending this command to the reader. Please reference the integration guide at ${guide} for details on how to handle this error.`,
    'terminal_reader_timeout',
  )

export const readerOffline = () =>
  invalid(
    'Reader is currently offline, please ensure the reader is powered on and connected to the internet before retrying your request. Reference the integration guide at https://docs.stripe.com/terminal/payments/collect-card-payment?terminal-sdk-platform=server-driven#reader-offline for details on how to handle this error.',
    'terminal_reader_offline',
  )

export const readerFault = () =>
  invalid(
    'The reader has an unrecoverable hardware fault. Contact support with its serial number for a replacement.',
    'terminal_reader_hardware_fault',
  )

/** Seen in https://github.com/stripe/stripe-js/issues/708: an SDK holds the reader. Stripe has no code for it. */
export const otherIntegration = () =>
  invalid('Reader is currently processing a transaction from a different integration mode.')

export const intentInvalidState = () =>
  invalid(
    'Payment intent must be in the requires_payment_method state to be processed by a reader.',
    'intent_invalid_state',
  )
