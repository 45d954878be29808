import type Stripe from 'stripe'
import type { Account } from '../account.ts'
import type { Schema } from '../api-schema.ts'
import { listOf } from '../list.ts'
import type { StoredEvent } from '../model/objects.ts'
import { noSuchParam } from '../refusal.ts'
import { type Call, route } from '../route.ts'
import { accountVersion } from '../version.ts'
import { listens, renderEvent, resend } from '../webhooks.ts'

const events = '/v1/events'
const event = { target: ['events', 'event'] as ['events', string] }

const resending: Schema = {
  type: 'object',
  properties: {
    webhook_endpoint: { type: 'string' },
    account: { type: 'string' },
    for_stripecli: { type: 'boolean' },
  },
}

export const eventRoutes = [
  route<Stripe.EventListParams>('GET', events, list),
  route('GET', `${events}/{id}`, ({ account, id }) => shown(account, account.tables.events.get(id)), event),
  route<{ webhook_endpoint?: string }>('POST', `${events}/{id}/retry`, retry, {
    ...event,
    schema: resending,
  }),
]

function shown(account: Account, stored: StoredEvent | undefined): unknown {
  return stored && JSON.parse(renderEvent(account, stored, accountVersion))
}

function list({ account, params }: Call<Stripe.EventListParams>) {
  const page = listOf(account.tables.events, events, params, each => fits(each, params))
  return { ...page, data: page.data.map(each => shown(account, each)) }
}

function fits(each: StoredEvent, { type, types, delivery_success }: Stripe.EventListParams): boolean {
  return (
    (type === undefined || matches(each.type, type)) &&
    (types === undefined || types.some(wanted => matches(each.type, wanted))) &&
    (delivery_success === undefined || each.delivered === delivery_success)
  )
}

/** `terminal.*` and the like are allowed. */
function matches(type: string, wanted: string): boolean {
  return wanted.endsWith('*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted
}

/** Sends an event again, to one endpoint or to all that listen: what `stripe events resend` calls. */
function retry({ account, id, params }: Call<{ webhook_endpoint?: string }>) {
  const stored = account.tables.events.get(id)
  if (!stored) throw new Error(`No event ${id}.`)
  const wanted = params.webhook_endpoint
  if (wanted && !account.tables.endpoints.get(wanted))
    throw noSuchParam('webhook endpoint', wanted, 'webhook_endpoint')
  for (const endpoint of account.tables.endpoints.oldestFirst()) {
    if (wanted ? endpoint.id === wanted : listens(endpoint, stored.type)) resend(account, stored, endpoint.id)
  }
  return shown(account, stored)
}
