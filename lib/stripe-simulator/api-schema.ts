import { readFileSync } from 'node:fs'
import { withLimits } from './limits.ts'
import { withPayouts } from './payout-schema.ts'

/** The parts of an OpenAPI schema that this program looks at. */
export type Schema = {
  $ref?: string
  type?: string
  enum?: (string | null)[]
  nullable?: boolean
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  items?: Schema
  anyOf?: Schema[]
  allOf?: Schema[]
  maxLength?: number
  maxItems?: number
  minimum?: number
  'x-expandableFields'?: string[]
  'x-expansionResources'?: { oneOf: Schema[] }
  'x-resourceId'?: string
  'x-open-enum'?: boolean
  'x-stripe-metadata'?: boolean
}

type Operation = {
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>
}

export type Document = {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

/** Stripe's own description of the slice of its API that is simulated here; see schema/NOTICE.md. */
export const document: Document = withPayouts(
  withLimits(
    JSON.parse(readFileSync(new URL('./schema/stripe-terminal.openapi.json', import.meta.url), 'utf8')),
  ),
)

/** The schema behind a name or a `$ref`; an unknown name is a mistake in this program. */
export function schemaNamed(name: string): Schema {
  const found = document.components.schemas[name.replace('#/components/schemas/', '')]
  if (!found) throw new Error(`The API description has no schema ${name}.`)
  return found
}

/** Follows `$ref` and the choice of one that the description puts around references. */
export function resolve(schema: Schema): Schema {
  if (schema.$ref) return resolve(schemaNamed(schema.$ref))
  const [only, another] = schema.allOf ?? schema.anyOf ?? []
  return only && !another ? resolve(only) : schema
}

/** What an operation takes, as one object schema, wherever it stands in the request. */
export function parametersOf(method: string, path: string): Schema | undefined {
  const operation = document.paths[path]?.[method.toLowerCase()]
  if (!operation) return undefined
  const [body] = Object.values(operation.requestBody?.content ?? {})
  if (body) return resolve(body.schema)
  const query = (operation.parameters ?? []).filter(parameter => parameter.in === 'query')
  return {
    type: 'object',
    properties: Object.fromEntries(query.map(parameter => [parameter.name, parameter.schema])),
    required: query.filter(parameter => parameter.required).map(parameter => parameter.name),
  }
}
