import { AsyncLocalStorage } from 'node:async_hooks'
import type pg from 'pg'

/** What one write asked of the database: for its answer, by the engine that goes on with the payment, and to tell other servers. */
export type Asked = { readonly door: string[]; readonly engine: string[]; readonly told: string[] }

/** Deep enough to see who began it, through every layer between. */
const STACK_DEPTH = 60

/**
 * Listens at the pool itself, so that nothing which reaches PostgreSQL is missed, and tells by the async context which write it
 * was for: what the reconciler does meanwhile is not counted.
 */
export function countStatements(pool: pg.Pool) {
  const current = new AsyncLocalStorage<Asked>()
  const query = pool.query.bind(pool)
  const listening = (...args: Parameters<typeof query>) => {
    const asked = current.getStore()
    if (asked) {
      const name = nameOf(args[0])
      asked[whose(name)].push(name)
    }
    return query(...args)
  }
  Object.assign(pool, { query: listening })
  return {
    async during<T>(write: () => Promise<T>): Promise<{ result: T; asked: Asked }> {
      const asked: Asked = { door: [], engine: [], told: [] }
      return { result: await current.run(asked, write), asked }
    },
  }
}

/** The engine runs beside the answer, which does not wait for it: only its place in the code tells the two apart. */
function whose(name: string): keyof Asked {
  if (name === 'announce') return 'told'
  const depth = Error.stackTraceLimit
  Error.stackTraceLimit = STACK_DEPTH
  const { stack = '' } = new Error('who asks?')
  Error.stackTraceLimit = depth
  return stack.includes('advance-tender') ? 'engine' : 'door'
}

/** Our statements have a name before the hash; the rest is told by its first words. */
function nameOf(query: unknown): string {
  if (typeof query === 'object' && query !== null && 'name' in query && typeof query.name === 'string')
    return query.name.replace(/_[0-9a-f]{12}$/, '')
  const text =
    typeof query === 'object' && query !== null && 'text' in query ? String(query.text) : String(query)
  return text.trim().slice(0, 30)
}
