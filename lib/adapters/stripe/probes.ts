import type { Probe } from '#lib/ports/wiring.ts'
import type { Connection, Sending } from './connection.ts'
import type { Reply } from './reply.ts'

type What = Probe['what']

const read = (what: What, path: string): readonly [What, Sending] => [
  what,
  { method: 'GET', path, timeoutMs: 4_000 },
]

/** A command about something that does not exist changes nothing: allowed, it is answered 404, and forbidden, 403. */
const write = (what: What, method: 'POST' | 'DELETE', path: string): readonly [What, Sending] => [
  what,
  { method, path, timeoutMs: 4_000 },
]

const READS = [
  read('account', '/v1/account'),
  read('readers', '/v1/terminal/readers?limit=1'),
  read('locations', '/v1/terminal/locations?limit=1'),
  read('configurations', '/v1/terminal/configurations?limit=1'),
  read('payments', '/v1/payment_intents?limit=1'),
  read('refunds', '/v1/refunds?limit=1'),
  read('events', '/v1/events?limit=1'),
  read('endpoints', '/v1/webhook_endpoints?limit=1'),
]

const WRITES = [
  write('take_payments', 'POST', '/v1/payment_intents/pi_tapline_may_i/cancel'),
  write('drive_readers', 'POST', '/v1/terminal/readers/tmr_tapline_may_i/cancel_action'),
  write('give_refunds', 'POST', '/v1/refunds/re_tapline_may_i'),
  write('make_endpoints', 'DELETE', '/v1/webhook_endpoints/we_tapline_may_i'),
]

/** What the key may do of what the till needs. Only a restricted key can lack the right to write, so only it is tried. */
export function probeAll(
  connection: Connection,
  { writes }: { readonly writes: boolean },
): Promise<readonly Probe[]> {
  const all = writes ? [...READS, ...WRITES] : READS
  return Promise.all(
    all.map(async ([what, sending]) => ({ what, ...verdict(await connection.request(sending)) })),
  )
}

/** Stripe names what is missing: *Having the 'rak_event_read' permission would allow this request to continue.* */
function verdict(reply: Reply): Omit<Probe, 'what'> {
  if (reply.got === 'answer') return { may: 'yes' }
  if (reply.got === 'nothing' || reply.status >= 500 || reply.status === 429) return { may: 'unknown' }
  if (reply.status !== 403 && reply.status !== 401) return { may: 'yes' }
  const lacks = /'(rak_\w+)'/.exec(reply.message)?.[1]
  return { may: 'no', ...(lacks ? { lacks } : {}) }
}
