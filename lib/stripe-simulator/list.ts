import { badParameter, noSuchParam } from './refusal.ts'
import type { Table } from './table.ts'

/** The parameters all lists share. */
export type Page = {
  limit?: number
  starting_after?: string
  ending_before?: string
  created?: number | { gt?: number; gte?: number; lt?: number; lte?: number }
}

/** One page of a table, newest first, as Stripe's list object. */
export function listOf<T extends { id: string }>(
  table: Table<T>,
  url: string,
  page: Page,
  keep: (value: T) => boolean = () => true,
) {
  const limit = page.limit ?? 10
  if (limit < 1 || limit > 100) {
    const wrong =
      limit < 1
        ? 'This value must be greater than or equal to 1.'
        : 'This value must be less than or equal to 100.'
    throw badParameter(wrong, 'parameter_invalid_integer', 'limit')
  }
  if (page.starting_after !== undefined && page.ending_before !== undefined) {
    throw badParameter(
      'You may only specify one of these parameters: ending_before, starting_after.',
      'parameters_exclusive',
      'ending_before',
    )
  }
  const fits = (value: T) => keep(value) && inRange(value, page.created)
  if (page.ending_before !== undefined) return backwards(table, url, limit, page.ending_before, fits)
  if (page.starting_after !== undefined) cursor(table, page.starting_after, 'starting_after')
  return pageOf(take(table.newestFirst(page.starting_after), fits, limit + 1), limit, url)
}

function backwards<T extends { id: string }>(
  table: Table<T>,
  url: string,
  limit: number,
  before: string,
  fits: (value: T) => boolean,
) {
  cursor(table, before, 'ending_before')
  const page = pageOf(take(table.newerThan(before), fits, limit + 1), limit, url)
  return { ...page, data: page.data.reverse() }
}

function cursor<T extends { id: string }>(table: Table<T>, id: string, param: string): void {
  if (!table.get(id)) throw noSuchParam(table.name.replace(/s$/, ''), id, param)
}

function take<T>(values: Iterable<T>, fits: (value: T) => boolean, count: number): T[] {
  const taken: T[] = []
  for (const value of values) {
    if (fits(value)) taken.push(value)
    if (taken.length === count) break
  }
  return taken
}

function pageOf<T>(found: T[], limit: number, url: string) {
  return { object: 'list' as const, data: found.slice(0, limit), has_more: found.length > limit, url }
}

function inRange(value: object, range: Page['created']): boolean {
  if (range === undefined) return true
  const created = 'created' in value ? Number(value.created) : 0
  if (typeof range === 'number') return created === range
  return (
    (range.gt === undefined || created > range.gt) &&
    (range.gte === undefined || created >= range.gte) &&
    (range.lt === undefined || created < range.lt) &&
    (range.lte === undefined || created <= range.lte)
  )
}
