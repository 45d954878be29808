import { health } from '#lib/queries/health.ts'
import { open } from '#lib/server/guard.ts'
import { world } from '#lib/server/world.ts'

/** 200 once every part is up, 503 until then and whenever one is down. */
export const GET = open(async () => {
  const parts = await health(world())
  const isUp = Object.values(parts).every(state => state === 'up')
  return Response.json(parts, { status: isUp ? 200 : 503, headers: { 'cache-control': 'no-store' } })
})

/** Asked of the running process each time, never answered from the build. */
export const dynamic = 'force-dynamic'
