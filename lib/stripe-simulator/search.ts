import { badParameter } from './refusal.ts'
import type { Table } from './table.ts'

export type SearchParams = { query: string; limit?: number; page?: string }

type Clause = { path: string[]; operator: string; value: string; not: boolean }

/**
 * Stripe's search language over one table: `status:'succeeded' AND metadata['sale']:'s1' AND amount>1000`. Unlike at
 * Stripe it sees at once what was written. https://docs.stripe.com/search#search-query-language
 */
export function search<T extends { id: string }>(table: Table<T>, url: string, params: SearchParams) {
  const { clauses, any } = readQuery(params.query)
  const limit = params.limit ?? 10
  const from = params.page === undefined ? 0 : Number(params.page)
  const fits = (value: T) =>
    any ? clauses.some(each => holds(value, each)) : clauses.every(each => holds(value, each))
  const found: T[] = []
  for (const value of table.newestFirst()) if (fits(value)) found.push(value)
  const more = found.length > from + limit
  return {
    object: 'search_result' as const,
    data: found.slice(from, from + limit),
    has_more: more,
    next_page: more ? String(from + limit) : null,
    url,
  }
}

const clauseForm =
  /^(-)?([a-z_.]+)(?:\[["']([^"']+)["']\])?(:|~|<=|>=|<|>)(?:"([^"]*)"|'([^']*)'|([\w.-]+))$/i

function readQuery(query: string): { clauses: Clause[]; any: boolean } {
  const any = / OR /i.test(query)
  if (any && / AND /i.test(query)) throw wrong('You cannot combine AND and OR in one query.')
  const clauses = query
    .trim()
    .split(/\s+(?:AND|OR)\s+/i)
    .map(readClause)
  return { clauses, any }
}

function readClause(text: string): Clause {
  const [, minus, field = '', key, operator = ':', double, single, bare] = clauseForm.exec(text) ?? []
  if (field === '') throw wrong(`We were unable to parse your search query at: ${text}`)
  const path = [...field.split('.'), ...(key === undefined ? [] : [key])]
  return { path, operator, value: double ?? single ?? bare ?? '', not: minus !== undefined }
}

function wrong(message: string) {
  return badParameter(message, undefined, 'query')
}

function holds(object: object, { path, operator, value, not }: Clause): boolean {
  let found: unknown = object
  for (const step of path)
    found = found !== null && typeof found === 'object' ? Reflect.get(found, step) : undefined
  return compares(found, operator, value) !== not
}

function compares(found: unknown, operator: string, value: string): boolean {
  if (value === 'null') return found === null || found === undefined
  if (found === null || found === undefined) return false
  if (operator === ':') return String(found).toLowerCase() === value.toLowerCase()
  if (operator === '~') return String(found).toLowerCase().includes(value.toLowerCase())
  const difference = Number(found) - Number(value)
  if (operator === '>') return difference > 0
  if (operator === '<') return difference < 0
  return operator === '>=' ? difference >= 0 : difference <= 0
}
