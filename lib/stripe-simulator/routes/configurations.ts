import type Stripe from 'stripe'
import { listOf } from '../list.ts'
import { createConfiguration, deleteConfiguration, updateConfiguration } from '../model/configurations.ts'
import { noSuchParam } from '../refusal.ts'
import { type Call, route } from '../route.ts'

const configurations = '/v1/terminal/configurations'
const configuration = { target: ['configurations', 'terminal_configuration'] as ['configurations', string] }

export const configurationRoutes = [
  route<Stripe.Terminal.ConfigurationCreateParams>('POST', configurations, call =>
    createConfiguration(call.account, call.params),
  ),
  route<Stripe.Terminal.ConfigurationListParams>('GET', configurations, list),
  route('GET', `${configurations}/{id}`, retrieve, configuration),
  route<Stripe.Terminal.ConfigurationUpdateParams>(
    'POST',
    `${configurations}/{id}`,
    call => updateConfiguration(call.account, call.id, call.params),
    configuration,
  ),
  route(
    'DELETE',
    `${configurations}/{id}`,
    call => deleteConfiguration(call.account, call.id),
    configuration,
  ),
  route<Stripe.Terminal.ConnectionTokenCreateParams>(
    'POST',
    '/v1/terminal/connection_tokens',
    connectionToken,
  ),
]

function list({ account, params }: Call<Stripe.Terminal.ConfigurationListParams>) {
  return listOf(
    account.tables.configurations,
    configurations,
    params,
    each => params.is_account_default === undefined || each.is_account_default === params.is_account_default,
  )
}

function retrieve({ account, id }: Call<unknown>) {
  return account.tables.configurations.get(id) ?? account.tables.tombstones.get(id)
}

/** Only SDKs on readers need one; it is good for nothing here. */
function connectionToken({ account, params }: Call<Stripe.Terminal.ConnectionTokenCreateParams>) {
  const { location } = params
  if (location && !account.tables.locations.get(location)) throw noSuchParam('location', location, 'location')
  const secret = `pst_${account.livemode ? 'live' : 'test'}_${account.ids.make('x', 40).slice(2)}`
  return { object: 'terminal.connection_token', ...(location ? { location } : {}), secret }
}
