import { eventStream } from '#lib/server/event-stream.ts'
import { signedIn } from '#lib/server/guard.ts'
import { signedOutBy } from '#lib/server/session-watch.ts'
import { world } from '#lib/server/world.ts'

/** The open line on which a browser hears what changed. It says keys and versions, never what is behind them. */
export const GET = signedIn('till.use', (request, { session }) =>
  eventStream(world().live, {
    lastEventId: request.headers.get('last-event-id'),
    gone: request.signal,
    isOut: signedOutBy(world(), session.hash),
  }),
)

export const dynamic = 'force-dynamic'
