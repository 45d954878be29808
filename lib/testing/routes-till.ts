import { enginesAtRest } from '#lib/operations/advance-tender.ts'
import { wired } from '#lib/server/world.ts'
import { openTill, type StoryTill } from './open-till.ts'

/** A till, and the routes of `app/api` in this process wired to it: what they ask the environment for is its. One in a process. */
export async function openRoutesTill(): Promise<StoryTill> {
  const till = await openTill()
  Object.assign(process.env, {
    DATABASE_URL: till.databaseUrl,
    DATA_DIR: '/nowhere',
    APP_SECRET: till.appSecret,
    STRIPE_SECRET_KEY: till.secretKey,
    STRIPE_API_BASE: till.stripeOrigin,
    TAPLINE_SIMULATOR_ORIGIN: till.stripeOrigin,
    LOG_LEVEL: 'silent',
  })
  return till
}

/** Ends the world of the routes, and then the till under it. */
export async function closeRoutesTill(till: StoryTill): Promise<void> {
  const { world, live, pool } = wired()
  await enginesAtRest(world)
  await live.close()
  await pool.end()
  await till.close()
}
