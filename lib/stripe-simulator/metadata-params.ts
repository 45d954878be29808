import { resolve, type Schema } from './api-schema.ts'
import { badParameter } from './refusal.ts'

/** Whether a parameter is a metadata map, which has rules of its own. */
export function isMetadata(given: Schema): boolean {
  const schema = resolve(given)
  return schema['x-stripe-metadata'] === true || (schema.anyOf?.some(isMetadata) ?? false)
}

/** At most 50 keys of 40 characters without square brackets, values of 500. An empty value takes the key away. */
export function readMetadata(sent: unknown, name: string): unknown {
  if (sent === '') return ''
  if (sent === null || typeof sent !== 'object' || Array.isArray(sent)) {
    throw badParameter('Invalid object', undefined, name)
  }
  const entries = Object.entries(sent)
  if (entries.length > 50) throw badParameter('Metadata can only have up to 50 keys.', undefined, name)
  for (const [key, value] of entries) {
    if (key.length > 40) throw tooLongMetadata(`keys can be up to 40 characters in length`, name, key)
    if (typeof value !== 'string')
      throw badParameter('Metadata values must be strings.', undefined, `${name}[${key}]`)
    if (value.length > 500) throw tooLongMetadata('values can have up to 500 characters', name, key)
  }
  return sent
}

function tooLongMetadata(rule: string, name: string, key: string) {
  return badParameter(
    `Metadata ${rule}, but you passed in a longer one for '${key}'.`,
    undefined,
    `${name}[${key}]`,
  )
}
