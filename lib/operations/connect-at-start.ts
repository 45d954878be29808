import { connectDoors } from './connect-doors.ts'
import { retryMs } from './payment/pace.ts'
import { type Replaying, replayEvents } from './replay-events.ts'

const BY_ITSELF = { staffId: null, staffName: 'Tapline', registerId: null } as const

/**
 * A server that starts sees to its endpoints at Stripe: under `here`, where the simulator finds it, else where a manager said. Where
 * somebody else answers by now it leaves everything as it is: a copy of the shop on another machine must not take the webhooks away from the
 * till that sells. That is asked again, too: through a proxy it may only be that this server is not up yet. Each call is one try and answers
 * after how many milliseconds the next is due, if any.
 */
export function makeConnector(world: Replaying, here: string | undefined): () => Promise<number | undefined> {
  let tries = 0
  let fetchSince: number | undefined
  const again = () => retryMs(tries++)
  let leadsElsewhere: string | undefined
  /** Where nobody answers, as in many a shop's own network, it may; but not because a till that did answer is away for a moment. */
  const mayConnect = async (origin: string) => {
    const answers = await world.wiring.whoAnswers(origin)
    if (answers !== 'somebody_else') return answers === 'this_till' || leadsElsewhere !== origin
    if (leadsElsewhere !== origin)
      world.log.warn({ origin }, 'somebody else answers where Stripe is to knock')
    leadsElsewhere = origin
    return false
  }
  return async () => {
    const origin = here ?? (await world.shops.shop())?.publicUrl
    if (!origin) return undefined
    if (!here && !(await mayConnect(origin))) return again()
    const connected = await connectDoors(world, origin, BY_ITSELF)
    fetchSince ??= connected.fetchSince
    if (!connected.done) return again()
    if (fetchSince !== undefined && !(await replayEvents(world, fetchSince)).ok) return again()
    return undefined
  }
}
