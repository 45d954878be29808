import { z } from 'zod/mini'
import { staffId } from './ids.ts'
import { typedText } from './typed-text.ts'

/** A PIN has four to eight digits. */
const pin = z.string().check(z.regex(/^\d{4,8}$/, 'A PIN has 4 to 8 digits'))

/** POST /api/set-up. `place` and `region` hold the address as typed; the country's rule says how they are read. */
export const SetUp = z.object({
  shopName: typedText(1, 80),
  country: z.string().check(z.regex(/^[A-Z]{2}$/)),
  place: typedText(0, 200),
  region: typedText(0, 60),
  ownerName: typedText(1, 60),
  pin,
  samples: z.boolean(),
  code: z.optional(typedText(0, 40)),
})

/** POST /api/sign-in. */
export const SignIn = z.object({ staffId, pin, registerId: z.optional(typedText(0, 60)) })

export type SetUp = z.infer<typeof SetUp>
export type SignIn = z.infer<typeof SignIn>

/** GET /api/sign-in: whom one can be, and where. */
export type SignInAnswer = {
  readonly shopName: string
  readonly register: { readonly id: string; readonly name: string } | null
  readonly registers: readonly { readonly id: string; readonly name: string }[]
  readonly staff: readonly { readonly id: string; readonly name: string; readonly role: string }[]
}

/** GET /api/set-up. */
export type SetUpAnswer = {
  readonly state: 'empty' | 'half' | 'done'
  readonly codeNeeded: boolean
  readonly mode: 'simulator' | 'test' | 'live'
}
