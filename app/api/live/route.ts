import { eventStream } from '#lib/server/event-stream.ts'
import { signedIn } from '#lib/server/guard.ts'
import { world } from '#lib/server/world.ts'

/** The open line on which a browser hears what changed. It says keys and versions, never what is behind them. */
export const GET = signedIn('till.use', request =>
  eventStream(world().live, {
    lastEventId: request.headers.get('last-event-id'),
    gone: request.signal,
  }),
)

export const dynamic = 'force-dynamic'
