import type Stripe from 'stripe'
import { listOf } from '../list.ts'
import { mergeMetadata } from '../model/metadata.ts'
import type { Endpoint } from '../model/objects.ts'
import { badParameter } from '../refusal.ts'
import { type Call, route } from '../route.ts'

const endpoints = '/v1/webhook_endpoints'
const endpoint = { target: ['endpoints', 'webhook endpoint'] as ['endpoints', string] }

export const webhookEndpointRoutes = [
  route<Stripe.WebhookEndpointCreateParams>('POST', endpoints, create),
  route<Stripe.WebhookEndpointListParams>('GET', endpoints, ({ account, params }) =>
    listOf(account.tables.endpoints, endpoints, params),
  ),
  route('GET', `${endpoints}/{id}`, call => call.account.tables.endpoints.get(call.id), endpoint),
  route<Stripe.WebhookEndpointUpdateParams>('POST', `${endpoints}/{id}`, update, endpoint),
  route('DELETE', `${endpoints}/{id}`, remove, endpoint),
]

/** The secret is shown this once. */
function create({ account, params }: Call<Stripe.WebhookEndpointCreateParams>) {
  checkUrl(params.url)
  const id = account.ids.make('we')
  const secret = `whsec_${account.ids.make('x', 32).slice(2)}`
  account.tables.endpointSecrets.put({ id, secrets: [{ value: secret, until: null }] })
  const made: Endpoint = account.tables.endpoints.put({
    id,
    object: 'webhook_endpoint',
    api_version: params.api_version ?? null,
    application: null,
    created: account.clock.seconds(),
    description: params.description || null,
    enabled_events: params.enabled_events,
    livemode: account.livemode,
    metadata: mergeMetadata(null, params.metadata),
    status: 'enabled',
    url: params.url,
  })
  return { ...made, secret }
}

function update({ account, id, params }: Call<Stripe.WebhookEndpointUpdateParams>) {
  const known = account.tables.endpoints.get(id)
  if (!known) return undefined
  if (params.url !== undefined) checkUrl(params.url)
  known.url = params.url ?? known.url
  known.enabled_events = params.enabled_events ?? known.enabled_events
  known.metadata = mergeMetadata(known.metadata, params.metadata)
  if (params.description !== undefined) known.description = params.description || null
  if (params.disabled !== undefined) known.status = params.disabled ? 'disabled' : 'enabled'
  return account.tables.endpoints.put(known)
}

function remove({ account, id }: Call<unknown>) {
  account.tables.endpoints.remove(id)
  account.tables.endpointSecrets.remove(id)
  return { id, object: 'webhook_endpoint', deleted: true }
}

function checkUrl(url: string): void {
  if (/^https?:\/\/[^/]/.test(url) && URL.canParse(url)) return
  throw badParameter(
    'Invalid URL: An explicit scheme (such as https) must be provided.',
    'url_invalid',
    'url',
  )
}
