import { resolve, type Schema } from './api-schema.ts'

/** A schema sorted by the kind of value it accepts: a form says at once which of them was sent. */
export type Shape = {
  hash?: { fields: Map<string, Schema>; required: string[]; others: Schema | true | undefined }
  list?: { items: Schema; maxItems: number | undefined }
  integer: boolean
  minimum: number | undefined
  number: boolean
  boolean: boolean
  text: { values: Set<string> | undefined; maxLength: number } | undefined
  unset: boolean
}

const shapes = new WeakMap<Schema, Shape>()

/** Sorts a schema, once. */
export function shapeOf(given: Schema): Shape {
  const known = shapes.get(given)
  if (known) return known
  const shape: Shape = {
    integer: false,
    minimum: undefined,
    number: false,
    boolean: false,
    text: undefined,
    unset: false,
  }
  shapes.set(given, shape)
  sortInto(shape, given)
  return shape
}

function sortInto(shape: Shape, given: Schema): void {
  const schema = resolve(given)
  for (const option of schema.anyOf ?? []) sortInto(shape, option)
  if (schema.type === 'integer') {
    shape.integer = true
    shape.minimum = schema.minimum
  }
  if (schema.type === 'number') shape.number = true
  if (schema.type === 'boolean') shape.boolean = true
  if (schema.type === 'array' && schema.items) shape.list = { items: schema.items, maxItems: schema.maxItems }
  if (schema.type === 'object') shape.hash = hashOf(schema)
  if (schema.type === 'string') sortText(shape, schema)
}

function hashOf(schema: Schema): NonNullable<Shape['hash']> {
  const others = schema.properties
    ? schema.additionalProperties || undefined
    : (schema.additionalProperties ?? true)
  return {
    fields: new Map(Object.entries(schema.properties ?? {})),
    required: schema.required ?? [],
    others: others || undefined,
  }
}

function sortText(shape: Shape, schema: Schema): void {
  const values = schema.enum?.filter(value => value !== null)
  if (values?.length === 1 && values[0] === '') {
    shape.unset = true
    return
  }
  const maxLength = schema.maxLength ?? 5000
  shape.text = { values: values && new Set(values), maxLength }
}
