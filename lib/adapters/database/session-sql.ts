/** Twelve hours without a request end a session. */
export const SESSION_IDLE_MS = 12 * 60 * 60 * 1000

/** Renewing is a write, so it is done at most this often, and within the statement that checks. */
const RENEW_EVERY_MS = 60 * 1000

/** A `with` part: pushes the end of a living session out again. */
export const RENEWED = (hash: string, now: string) => `renewed as (
  update session set expires_at = ${now} + ${SESSION_IDLE_MS}
  where hash = ${hash} and expires_at > ${now} and expires_at <= ${now} + ${SESSION_IDLE_MS - RENEW_EVERY_MS}
  returning expires_at)`

/** After this moment nothing was heard from the browser of a session that ends then: it is renewed once a minute at most. */
export const HEARD_BY = (expiresAt: string): string => `(${expiresAt} - ${SESSION_IDLE_MS - RENEW_EVERY_MS})`

/** The session as the port tells it, from `session`, `staff` and `renewed`. */
export const SESSION = `json_build_object(
  'hash', session.hash, 'staffId', staff.id, 'staffName', staff.name, 'role', staff.role,
  'registerId', session.register_id, 'expiresAt', coalesce(renewed.expires_at, session.expires_at))`
