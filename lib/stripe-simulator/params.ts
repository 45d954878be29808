import type { Schema } from './api-schema.ts'
import { isMetadata, readMetadata } from './metadata-params.ts'
import { badParameter } from './refusal.ts'
import { type Shape, shapeOf } from './shape.ts'

/**
 * Turns what was decoded from the form (strings, arrays, hashes) into typed values, checked against the schema of the
 * operation. Throws the refusal Stripe would give for the first thing that is wrong.
 */
export function readParams(schema: Schema, sent: unknown): unknown {
  return read(shapeOf(schema), sent, '')
}

function read(shape: Shape, sent: unknown, name: string): unknown {
  if (typeof sent === 'string') return readScalar(shape, sent, name)
  if (Array.isArray(sent)) return readList(shape, sent, name)
  if (sent !== null && typeof sent === 'object') return readHash(shape, sent, name)
  return sent
}

function readScalar(shape: Shape, sent: string, name: string): unknown {
  if (sent === '') {
    if (shape.unset || shape.text?.values?.has('')) return ''
    throw emptyParameter(name)
  }
  if (shape.integer && /^-?\d{1,15}$/.test(sent)) return atLeast(shape, Number(sent), name)
  if (shape.number && !shape.text && Number.isFinite(Number(sent))) return Number(sent)
  if (shape.boolean && (sent === 'true' || sent === 'false')) return sent === 'true'
  if (shape.text) return readText(shape.text, sent, name)
  if (shape.integer) throw badParameter(`Invalid integer: ${sent}`, 'parameter_invalid_integer', name)
  if (shape.boolean) throw badParameter(`Invalid boolean: ${sent}`, undefined, name)
  if (shape.list) throw badParameter('Invalid array', undefined, name)
  throw badParameter('Invalid object', undefined, name)
}

function atLeast(shape: Shape, value: number, name: string): number {
  if (shape.minimum === undefined || value >= shape.minimum) return value
  const message = `This value must be greater than or equal to ${shape.minimum}.`
  throw badParameter(message, 'parameter_invalid_integer', name)
}

function readText(text: NonNullable<Shape['text']>, sent: string, name: string): string {
  if (text.values && !text.values.has(sent)) {
    throw badParameter(`Invalid ${name}: must be one of ${oneOf(text.values)}`, undefined, name)
  }
  if (sent.length <= text.maxLength) return sent
  const shown = sent.length > 80 ? `${sent.slice(0, 39)}...${sent.slice(-39)}` : sent
  throw badParameter(
    `Invalid string: ${shown}; must be at most ${text.maxLength} characters`,
    undefined,
    name,
  )
}

function oneOf(values: Set<string>): string {
  const all = [...values]
  if (all.length < 3) return all.join(' or ')
  return `${all.slice(0, -1).join(', ')}, or ${all.at(-1)}`
}

function emptyParameter(name: string) {
  const message = `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; however '${name}' cannot be unset. You should remove '${name}' from your request or supply a non-empty value.`
  return badParameter(message, 'parameter_invalid_empty', name)
}

function readList(shape: Shape, sent: unknown[], name: string): unknown[] {
  if (!shape.list)
    throw badParameter(
      shape.hash ? 'Invalid object' : 'Invalid string: must not be an array',
      undefined,
      name,
    )
  const { items, maxItems } = shape.list
  if (maxItems !== undefined && sent.length > maxItems) {
    throw badParameter(`Array ${name} exceeded maximum ${maxItems} allowed elements.`, undefined, name)
  }
  return sent.map((item, at) => read(shapeOf(items), item, `${name}[${at}]`))
}

function readHash(shape: Shape, sent: object, name: string): unknown {
  const { hash, list } = shape
  if (!hash)
    throw badParameter(list ? 'Invalid array' : 'Invalid string: must not be a hash', undefined, name)
  const inner = (key: string) => (name === '' ? key : `${name}[${key}]`)
  const entries = Object.entries(sent)
  const unknown = entries.filter(([key]) => !hash.fields.has(key) && !hash.others).map(([key]) => inner(key))
  if (unknown[0] !== undefined) throw unknownParameters(unknown)
  const missing = hash.required.find(key => !(key in sent))
  if (missing !== undefined) {
    throw badParameter(`Missing required param: ${inner(missing)}.`, 'parameter_missing', inner(missing))
  }
  const values = entries.map(([key, value]) => {
    const schema = hash.fields.get(key) ?? hash.others
    return [key, typeof schema === 'object' ? readField(schema, value, inner(key)) : value] as const
  })
  return Object.fromEntries(values)
}

function readField(schema: Schema, value: unknown, name: string): unknown {
  if (isMetadata(schema)) return readMetadata(value, name)
  return read(shapeOf(schema), value, name)
}

function unknownParameters(names: string[]) {
  const plural = names.length > 1 ? 's' : ''
  return badParameter(
    `Received unknown parameter${plural}: ${names.join(', ')}`,
    'parameter_unknown',
    names[0] ?? '',
  )
}
