import { absorb, type SaleFact } from '#lib/domain/sale-facts.ts'
import type { Change, Standing } from './standing.ts'

/** What a fact changes, with the surprises it brings. */
export function fact(standing: Standing, happened: SaleFact): Change {
  const { sale, surprises } = absorb(standing.sale, happened)
  return {
    sale,
    ...(surprises.length ? { surprises: surprises.map(one => ({ ...one, at: happened.at })) } : {}),
  }
}
