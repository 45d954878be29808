import { refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'

/** What there is no route for is refused like anything else: nobody learns without a session that it is not there. */
const unknown = signedIn('till.use', async () => refused({ kind: 'not_found' }))

export { unknown as DELETE, unknown as GET, unknown as PATCH, unknown as POST, unknown as PUT }
