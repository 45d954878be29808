import type { Account, Tables } from './account.ts'
import { parametersOf, type Schema } from './api-schema.ts'

/** One request, understood: whose it is, what it is about, and its parameters as typed values. */
export type Call<P> = {
  account: Account
  /** The id in the path; empty when there is none. */
  id: string
  params: P
  /** The API version the request asked for. */
  version: string
  /** The part of a multipart upload that holds the file. */
  upload: Upload | undefined
}

export type Upload = { filename: string; type: string; bytes: Buffer }

export type Route = {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  /** The table that must know the id of the path, and what Stripe calls such an object when it does not. */
  target: { table: keyof Tables; name: string } | undefined
  schema: Schema
  run: (call: Call<unknown>) => unknown
}

type Options = { target?: [keyof Tables, string]; schema?: Schema }

const empty: Schema = { type: 'object', properties: { expand: { type: 'array', items: { type: 'string' } } } }

/**
 * Describes one operation. `P` is the declaration of its parameters in the official package; the schema that guards
 * it is found by method and path.
 */
export function route<P>(
  method: Route['method'],
  path: string,
  run: (call: Call<P>) => unknown,
  options: Options = {},
): Route {
  const [table, name] = options.target ?? []
  return {
    method,
    path,
    target: table && name ? { table, name } : undefined,
    schema: options.schema ?? parametersOf(method, path) ?? empty,
    // The parameters were read with the schema that was derived from P itself.
    run: call => run(call as Call<P>),
  }
}

/** Finds the route of a request; ids never contain a slash. */
export class Router {
  readonly #fixed = new Map<string, Route>()
  readonly #withId = new Map<string, Route>()

  constructor(routes: readonly Route[]) {
    for (const each of routes) {
      const kind = each.path.includes('{id}') ? this.#withId : this.#fixed
      kind.set(`${each.method} ${each.path}`, each)
    }
  }

  find(method: string, path: string): { route: Route; id: string } | undefined {
    const fixed = this.#fixed.get(`${method} ${path}`)
    if (fixed) return { route: fixed, id: '' }
    const parts = path.split('/')
    // The id is the last part, or the one before a verb such as `capture`.
    for (const at of [parts.length - 1, parts.length - 2]) {
      const id = parts[at]
      if (!id) continue
      const found = this.#withId.get(`${method} ${parts.with(at, '{id}').join('/')}`)
      if (found) return { route: found, id: decoded(id) }
    }
    return undefined
  }
}

/** An id that is not properly encoded is simply one that nobody has. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}
