import type { Document, Schema } from './api-schema.ts'

const text: Schema = { type: 'string' }
const maybe: Schema = { type: 'string', nullable: true }
const number: Schema = { type: 'integer' }

const properties: Record<string, Schema> = {
  id: text,
  object: { type: 'string', enum: ['payout'] },
  amount: number,
  application_fee: maybe,
  application_fee_amount: { type: 'integer', nullable: true },
  arrival_date: number,
  automatic: { type: 'boolean' },
  balance_transaction: {
    anyOf: [text, { $ref: '#/components/schemas/balance_transaction' }],
    nullable: true,
  },
  created: number,
  currency: text,
  description: maybe,
  destination: maybe,
  failure_balance_transaction: maybe,
  failure_code: maybe,
  failure_message: maybe,
  livemode: { type: 'boolean' },
  metadata: { type: 'object', additionalProperties: text, nullable: true },
  method: text,
  original_payout: maybe,
  payout_method: maybe,
  reconciliation_status: { type: 'string', enum: ['completed', 'in_progress', 'not_applicable'] },
  reversed_by: maybe,
  source_type: text,
  statement_descriptor: maybe,
  status: text,
  trace_id: {
    type: 'object',
    properties: { status: text, value: maybe },
    required: ['status', 'value'],
    nullable: true,
  },
  type: { type: 'string', enum: ['bank_account', 'card'] },
}

const payout: Schema = {
  type: 'object',
  properties,
  required: Object.keys(properties),
  'x-expandableFields': ['balance_transaction', 'failure_balance_transaction'],
}

const list: Schema = {
  type: 'object',
  properties: {
    object: { type: 'string', enum: ['list'] },
    data: { type: 'array', items: { $ref: '#/components/schemas/payout' } },
    has_more: { type: 'boolean' },
    url: text,
  },
  required: ['object', 'data', 'has_more', 'url'],
}

const range: Schema = {
  anyOf: [{ type: 'object', properties: { gt: number, gte: number, lt: number, lte: number } }, number],
}
const names: Schema = { type: 'array', items: text }
const filters: Record<string, Schema> = {
  arrival_date: range,
  created: range,
  destination: text,
  ending_before: text,
  expand: names,
  limit: number,
  starting_after: text,
  status: text,
}

const query = (schemas: Record<string, Schema>) =>
  Object.entries(schemas).map(([name, schema]) => ({ name, in: 'query', schema }))
const answer = (schema: Schema) => ({ 200: { content: { 'application/json': { schema } } } })

/** Payouts are not in the reduced API description; this is what the official package declares them to be. */
export function withPayouts(document: Document): Document {
  document.components.schemas.payout = payout
  document.paths['/v1/payouts'] = { get: { parameters: query(filters), responses: answer(list) } }
  const one = answer({ $ref: '#/components/schemas/payout' })
  document.paths['/v1/payouts/{id}'] = { get: { parameters: query({ expand: names }), responses: one } }
  return document
}
