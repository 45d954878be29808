import { z } from 'zod/mini'

/** POST /api/test-cards. A test card is held to the register's own simulated reader, in Stripe's sandbox. */
export const PresentTestCard = z.object({
  number: z.string().check(z.regex(/^\d{12,19}$/)),
  type: z.enum(['card_present', 'interac_present']),
})
