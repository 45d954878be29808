import Ajv, { type ValidateFunction } from 'ajv'
import { document, type Schema } from '../api-schema.ts'

type Json = Record<string, unknown>

/**
 * Turns an OpenAPI 3.0 schema into strict JSON Schema: `nullable` becomes a choice, references move to `$defs`, and
 * an object with named properties takes no others, so that a misspelt or invented field is found.
 */
function strict(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(strict)
  if (node === null || typeof node !== 'object') return node
  const made: Json = {}
  for (const [key, value] of Object.entries(node)) {
    if (key.startsWith('x-') || key === 'nullable' || key === 'format') continue
    if (key === '$ref') made.$ref = String(value).replace('#/components/schemas/', 'stripe#/$defs/')
    else if (key === 'properties')
      made.properties = Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [name, strict(inner)]),
      )
    else made[key] = strict(value)
  }
  if (made.properties && made.additionalProperties === undefined) made.additionalProperties = false
  return 'nullable' in node && node.nullable === true ? { anyOf: [made, { type: 'null' }] } : made
}

const ajv = new Ajv({ strict: false, allErrors: true })
const $defs = Object.fromEntries(
  Object.entries(document.components.schemas).map(([name, schema]) => [name, strict(schema)]),
)
ajv.addSchema({ $id: 'stripe', $defs })

const compiled = new Map<string, ValidateFunction>()

function validator(name: string, schema: () => Schema | undefined): ValidateFunction | undefined {
  const known = compiled.get(name)
  if (known) return known
  const found = schema()
  const made = found && ajv.compile(strict(found) as Json)
  if (made) compiled.set(name, made)
  return made
}

function complaints(name: string, check: ValidateFunction, value: unknown): string[] {
  if (check(value)) return []
  return (check.errors ?? [])
    .filter(error => error.keyword !== 'anyOf')
    .map(
      error => `${name} ${error.instancePath} ${error.message} ${JSON.stringify(error.params).slice(0, 80)}`,
    )
}

/** What is wrong with an answer of the API, in words; empty when nothing is. */
export function checkAnswer(method: string, path: string, status: number, body: unknown): string[] {
  if (status >= 400) return checkObject('error', body)
  // What `stripe events resend` calls is in no description; it answers with the event.
  // Of the account only a dozen fields are answered, and its schema, which has hundreds, is not in the slice.
  if (path === '/v1/account') return []
  const operation = path.endsWith('/retry') ? 'get /v1/events/{id}' : operationOf(method, path)
  if (!operation) return [`${method} ${path} is not in the API description.`]
  const check = validator(operation, () => {
    const [verb = '', where = ''] = operation.split(' ')
    return document.paths[where]?.[verb]?.responses['200']?.content?.['application/json']?.schema
  })
  return check ? complaints(`${method} ${path}`, check, body) : [`${operation} has no schema.`]
}

/** Checks an object against the schema that carries its `object` value. */
function checkObject(name: string, value: unknown): string[] {
  const check = validator(`object ${name}`, () => document.components.schemas[name])
  return check ? complaints(name, check, value) : [`There is no schema for ${name}.`]
}

/** Checks the envelope of an event, and the object that it carries. */
export function checkEvent(event: { data: { object: object } }): string[] {
  const carried = event.data.object
  const name = 'object' in carried ? String(carried.object) : ''
  return [
    ...checkObject('event', event),
    ...checkObject('deleted' in carried ? `deleted_${name}` : name, carried),
  ]
}

function operationOf(method: string, path: string): string | undefined {
  const verb = method.toLowerCase()
  const parts = path.split('/')
  const forms = [path, ...[parts.length - 1, parts.length - 2].map(at => parts.with(at, '{id}').join('/'))]
  const found = forms.find(form => document.paths[form]?.[verb])
  return found && `${verb} ${found}`
}
