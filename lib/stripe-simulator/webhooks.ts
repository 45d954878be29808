import type { Account, Delivery } from './account.ts'
import { takeFault } from './faults.ts'
import type { Endpoint, StoredEvent } from './model/objects.ts'
import { post } from './post.ts'
import { signatureOf } from './signature.ts'
import { accountVersion } from './version.ts'

/** Waits before the second, third and fourth attempt; Stripe's sandbox tries three more times over a few hours. */
const retryAfter = [60_000, 15 * 60_000, 2 * 60 * 60_000]
const keptDeliveries = 5000
const keptEvents = 100_000
const keptFor = 30 * 24 * 60 * 60

/**
 * Records that something happened and tells every endpoint that listens. `previous` holds the old values of changed
 * fields and belongs to `*.updated` events only.
 */
export function emit(account: Account, type: string, object: object, previous?: object): void {
  const listening = [...account.tables.endpoints.oldestFirst()].filter(endpoint => listens(endpoint, type))
  const event: StoredEvent = {
    id: account.ids.make('evt', 24, type),
    type,
    created: account.clock.seconds(),
    data: JSON.stringify(previous ? { object, previous_attributes: previous } : { object }),
    request: account.cause,
    pending_webhooks: listening.length,
    delivered: listening.length === 0,
  }
  account.tables.events.put(event)
  forgetOld(account)
  for (const endpoint of listening) begin(account, event, endpoint)
}

/** Whether an endpoint wants events of this type. */
export function listens(endpoint: Endpoint, type: string): boolean {
  const { status, enabled_events } = endpoint
  return status === 'enabled' && (enabled_events.includes('*') || enabled_events.includes(type))
}

/** The first attempt at one endpoint, with what armed faults make of it. */
function begin(account: Account, event: StoredEvent, endpoint: Endpoint): void {
  const occasion = { event_type: event.type }
  const delivery = record(account, event, endpoint.id, 1)
  const late = takeFault(account, 'webhook_delayed', occasion)
  const shuffled = late ? undefined : takeFault(account, 'webhook_shuffled', occasion)
  if (takeFault(account, 'webhook_dropped', occasion)) settle(account, delivery, 'dropped')
  else if (late) later(account, delivery, late.delay_ms ?? 5000)
  else if (shuffled)
    later(account, delivery, 1 + account.ids.number(shuffled.delay_ms ?? 500, `shuffled ${event.type}`))
  else sendSoon(account, delivery)
  if (takeFault(account, 'webhook_doubled', occasion)) {
    sendSoon(account, record(account, event, endpoint.id, 1))
  }
}

let deliveryCount = 0

function record(account: Account, event: StoredEvent, endpoint: string, attempt: number): Delivery {
  deliveryCount += 1
  const id = `${event.id}.${endpoint}.${attempt}.${deliveryCount}`
  return account.tables.deliveries.put({
    id,
    event: event.id,
    type: event.type,
    endpoint,
    attempt,
    status: 'pending',
    at: account.clock.now(),
  })
}

function later(account: Account, delivery: Delivery, ms: number): void {
  account.schedule({
    id: `deliver:${delivery.id}`,
    due: account.clock.now() + ms,
    kind: 'deliver',
    ref: delivery.id,
  })
}

function sendSoon(account: Account, delivery: Delivery): void {
  // The event must be on disk before anybody hears of it.
  account
    .flushed()
    .then(() => deliver(account, delivery.id))
    .catch(error => {
      if (!account.stopped) process.stderr.write(`The simulator could not deliver ${delivery.id}: ${error}\n`)
    })
}

/** Sends one recorded delivery now. Resolves when the endpoint has answered or not. */
export async function deliver(account: Account, id: string): Promise<void> {
  const delivery = account.tables.deliveries.get(id)
  const event = delivery && account.tables.events.get(delivery.event)
  const endpoint = delivery && account.tables.endpoints.get(delivery.endpoint)
  if (!delivery) return
  if (!event || endpoint?.status !== 'enabled') {
    settle(account, delivery, 'skipped: there is nobody to tell any more')
    return
  }
  const payload = renderEvent(account, event, endpoint.api_version ?? accountVersion)
  const forged = takeFault(account, 'webhook_forged', { event_type: event.type })
  const signature = signatureOf(account, endpoint.id, payload, forged !== undefined)
  const outcome = await post(endpoint.url, payload, { 'stripe-signature': signature })
  settle(account, delivery, outcome.ok ? 'delivered' : `failed: ${outcome.why}`)
  if (!outcome.ok) retry(account, event, delivery)
  await account.flushed()
}

function settle(account: Account, delivery: Delivery, status: string): void {
  account.tables.deliveries.put({ ...delivery, status, at: account.clock.now() })
  const event = account.tables.events.get(delivery.event)
  if (!event || status !== 'delivered') return
  event.pending_webhooks = Math.max(0, event.pending_webhooks - 1)
  event.delivered = event.pending_webhooks === 0
  account.tables.events.put(event)
}

function retry(account: Account, event: StoredEvent, delivery: Delivery): void {
  const wait = retryAfter[delivery.attempt - 1]
  if (wait === undefined) return
  later(account, record(account, event, delivery.endpoint, delivery.attempt + 1), wait)
}

/** Sends the event to one endpoint once more, as `stripe events resend` does. */
export function resend(account: Account, event: StoredEvent, endpoint: string): void {
  sendSoon(account, record(account, event, endpoint, retryAfter.length + 1))
}

/** After a restart: whatever was on its way is sent again. */
export function resume(account: Account): void {
  for (const delivery of account.tables.deliveries.oldestFirst()) {
    const scheduled = account.tables.jobs.get(`deliver:${delivery.id}`)
    if (delivery.status === 'pending' && !scheduled) sendSoon(account, delivery)
  }
}

/** The text of an event as the given version shows it. */
export function renderEvent(account: Account, event: StoredEvent, version: string): string {
  const head = { id: event.id, object: 'event', api_version: version, created: event.created }
  const { pending_webhooks, request, type } = event
  const tail = { livemode: account.livemode, pending_webhooks, request, type }
  return `${JSON.stringify(head).slice(0, -1)},"data":${event.data},${JSON.stringify(tail).slice(1)}`
}

function forgetOld(account: Account): void {
  const { deliveries, events } = account.tables
  if (deliveries.size > keptDeliveries) {
    for (const oldest of deliveries.oldestFirst()) {
      if (oldest.status !== 'pending') deliveries.remove(oldest.id)
      break
    }
  }
  for (const oldest of events.oldestFirst()) {
    const tooOld = oldest.created + keptFor < account.clock.seconds()
    if (tooOld || events.size > keptEvents) events.remove(oldest.id)
    break
  }
}
