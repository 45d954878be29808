import type { Refusal, RefusalBody } from '#lib/contracts/refusal.ts'
import type { Result } from '#lib/domain/result.ts'

/** A new refusal without a status does not compile. */
const STATUS = {
  bad_request: 400,
  signed_out: 401,
  wrong_pin: 401,
  wrong_set_up_code: 401,
  wrong_register_code: 401,
  unknown_badge: 401,
  foreign_origin: 403,
  not_allowed: 403,
  not_test_mode: 403,
  not_found: 404,
  sale_not_open: 409,
  payment_waiting: 409,
  total_changed: 409,
  money_received: 409,
  money_going_back: 409,
  other_draft: 409,
  no_register: 409,
  no_reader: 409,
  reader_busy: 409,
  wrong_pairing_code: 422,
  reader_shows_other: 409,
  same_place: 409,
  other_reader: 422,
  reader_stuck: 409,
  not_moved: 409,
  no_card_payment: 409,
  nothing_collected: 409,
  too_late_to_confirm: 409,
  nothing_held: 409,
  not_refundable: 409,
  refund_on_reader: 409,
  refund_too_large: 422,
  dealt_with: 409,
  readers_remain: 409,
  location_in_use: 409,
  location_taxed: 409,
  shops_own_location: 409,
  pin_change_needed: 409,
  last_owner: 409,
  not_yourself: 409,
  own_register: 409,
  cannot_approve: 409,
  changed_meanwhile: 409,
  still_used: 409,
  number_used: 409,
  address_not_public: 422,
  backup_failed: 503,
  already_set_up: 409,
  not_set_up: 409,
  nothing_to_charge: 422,
  amount_too_small: 422,
  amount_too_large: 422,
  handed_too_little: 422,
  stripe_refused: 422,
  too_many_tries: 429,
  too_busy: 429,
  stripe_unreachable: 503,
} satisfies Record<Refusal['kind'], number>

const NEVER_KEPT = { 'cache-control': 'no-store' }

/** 200 with the value, or the refusal with its status. `headers` go with both: a cookie is set by whoever calls. */
export function answer(result: Result<unknown, Refusal>, headers?: HeadersInit): Response {
  return result.ok ? given(result.value, headers) : refused(result.refusal, {}, headers)
}

export function given(value: unknown, headers?: HeadersInit): Response {
  return Response.json(value, { headers: withOurs(headers) })
}

/**
 * Bytes whose address names their version, so that whoever has them need not ask again. Only for the browser that asked, and nothing but
 * what the type says, whatever is in them.
 */
export function keptForEver(bytes: Uint8Array, type: string): Response {
  const headers = {
    'content-type': type,
    'cache-control': 'private, max-age=31536000, immutable',
    'content-security-policy': "default-src 'none'; sandbox",
  }
  return new Response(new Uint8Array(bytes), { headers })
}

/** The refusal, and what a screen needs beside it: the sale as it is now, lines nobody sells. */
export function refused(
  refusal: Refusal,
  beside: Omit<RefusalBody, 'refusal'> = {},
  headers?: HeadersInit,
): Response {
  const body: RefusalBody = { refusal, ...beside }
  return Response.json(body, { status: STATUS[refusal.kind], headers: withOurs(headers) })
}

/** Ours to answer for: whatever it was is in the log, not in the answer. */
export function broken(): Response {
  return Response.json({ error: 'broken' }, { status: 500, headers: NEVER_KEPT })
}

function withOurs(headers?: HeadersInit): Headers {
  const all = new Headers(headers)
  if (!all.has('cache-control')) all.set('cache-control', 'no-store')
  return all
}
