import { z } from 'zod'

/** Where Stripe puts an id, or the whole object when it was asked to expand it. Either way the id. */
export const idIn = z.union([z.string(), z.object({ id: z.string() }).transform(whole => whole.id)])
