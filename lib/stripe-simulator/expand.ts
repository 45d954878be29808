import type { Account } from './account.ts'
import { resolve, type Schema, schemaNamed } from './api-schema.ts'
import { badParameter } from './refusal.ts'

const deepest = 4

/**
 * Puts objects in the place of their ids where the request asked for it. The stored objects stay as they are: every
 * hash on the way is copied.
 */
export function expand(account: Account, answer: unknown, paths: readonly string[]): unknown {
  let expanded = answer
  for (const [at, path] of paths.entries()) {
    const steps = path.split('.')
    if (steps.length > deepest + (steps[0] === 'data' ? 1 : 0)) {
      throw badParameter(
        `You cannot expand more than ${deepest} levels of a property. The property you requested to expand (${path}) is ${steps.length} levels deep.`,
        undefined,
        `expand[${at}]`,
      )
    }
    expanded = along(account, expanded, steps, { path, param: `expand[${at}]` })
  }
  return expanded
}

type Asked = { path: string; param: string }
type Hash = Record<string, unknown>

function along(
  account: Account,
  value: unknown,
  steps: readonly string[],
  asked: Asked,
  schema?: Schema,
): unknown {
  const [step, ...rest] = steps
  if (step === undefined || value === null || value === undefined) return value
  if (Array.isArray(value)) return value.map(item => along(account, item, steps, asked, schema))
  if (typeof value !== 'object') throw notExpandable(asked)
  // Only JSON objects are left here.
  const hash = value as Hash
  const own = schemaOf(hash) ?? schema
  const field = own?.properties?.[step]
  const isList = hash.object === 'list' || hash.object === 'search_result'
  if (!isList && own && !field) throw notExpandable(asked)
  const inner = field ? resolve(field) : undefined
  const found = open(account, hash, step, own)
  if (found === hash[step] && rest.length === 0 && !own?.['x-expandableFields']?.includes(step) && !isList) {
    throw notExpandable(asked)
  }
  return { ...hash, [step]: along(account, found, rest, asked, inner) }
}

function open(account: Account, hash: Hash, step: string, own: Schema | undefined): unknown {
  const value = hash[step]
  if (hash.object === 'charge' && step === 'refunds') return refundsOf(account, String(hash.id))
  if (typeof value !== 'string' || !own?.['x-expandableFields']?.includes(step)) return value
  return objectWithId(account, value) ?? value
}

function schemaOf(hash: Hash): Schema | undefined {
  if (typeof hash.object !== 'string' || hash.object === 'list' || hash.object === 'search_result')
    return undefined
  return known(hash.object)
}

function known(name: string): Schema | undefined {
  try {
    return schemaNamed(name)
  } catch {
    return undefined
  }
}

function refundsOf(account: Account, charge: string) {
  const data = [...account.tables.refunds.newestFirst()].filter(refund => refund.charge === charge)
  return {
    object: 'list',
    data: data.slice(0, 10),
    has_more: data.length > 10,
    url: `/v1/charges/${charge}/refunds`,
  }
}

/** Finds any object of the account by its id, deleted ones included. */
function objectWithId(account: Account, id: string): { id: string } | undefined {
  const { tables } = account
  switch (id.slice(0, id.indexOf('_'))) {
    case 'tml':
      return tables.locations.get(id) ?? tables.tombstones.get(id)
    case 'tmr':
      return tables.readers.get(id) ?? tables.tombstones.get(id)
    case 'pi':
      return tables.paymentIntents.get(id)
    case 'ch':
      return tables.charges.get(id)
    case 're':
      return tables.refunds.get(id)
    case 'pm':
      return tables.paymentMethods.get(id)
    case 'cus':
      return tables.customers.get(id) ?? tables.tombstones.get(id)
    case 'seti':
      return tables.setupIntents.get(id)
    case 'setatt':
      return tables.setupAttempts.get(id)
    case 'txn':
      return tables.balanceTransactions.get(id)
    case 'po':
      return tables.payouts.get(id)
    case 'file':
      return tables.files.get(id)
    default:
      return undefined
  }
}

function notExpandable(asked: Asked) {
  return badParameter(`This property cannot be expanded (${asked.path}).`, undefined, asked.param)
}
