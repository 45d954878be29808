import { readdirSync } from 'node:fs'
import { type Needs, needsOf } from '#lib/server/guard.ts'

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

type Route = (request: Request, asked: { params: Promise<object> }) => Promise<Response>
export type Found = {
  readonly path: string
  readonly method: string
  readonly route: Route
  readonly needs: Needs
}

const api = new URL('../../../app/api/', import.meta.url).pathname

/** Every route that `app/api` holds, with what its guard asks for. */
export async function allRoutes(): Promise<readonly Found[]> {
  const files = readdirSync(api, { recursive: true, encoding: 'utf8' }).filter(file =>
    /(^|\/)route\.ts$/.test(file),
  )
  const found = await Promise.all(
    files.sort().map(async file => {
      const path = `/api/${file.replace(/\/route\.ts$/, '')}`
      const module: Record<string, Route> = await import(api + file)
      return METHODS.flatMap(method => {
        const route = module[method]
        return route ? [{ path, method, route, needs: needsOf(route) ?? 'anybody' }] : []
      })
    }),
  )
  return found.flat()
}
