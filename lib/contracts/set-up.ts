import { z } from 'zod/mini'
import { staffId } from './ids.ts'
import { newPin, pin } from './pin.ts'
import { typedText } from './typed-text.ts'

/** POST /api/set-up. `place` and `region` hold the address as typed; the country's rule says how they are read. */
export const SetUp = z.object({
  shopName: typedText(1, 80),
  country: z.string().check(z.regex(/^[A-Z]{2}$/)),
  place: typedText(0, 200),
  region: typedText(0, 60),
  ownerName: typedText(1, 60),
  pin: newPin,
  samples: z.boolean(),
  code: z.optional(typedText(0, 40)),
})

/** What a scanner reads off a badge, or anything else. */
export const badge = typedText(1, 60)

/** POST /api/sign-in: with a PIN, or with a badge. `newPin` comes along when the till has asked for one. */
export const SignIn = z.union([z.object({ staffId, pin, newPin: z.optional(newPin) }), z.object({ badge })])

/** POST /api/sign-out: whether somebody has pressed *Lock the till*, or nobody has pressed anything. */
export const SignOutHere = z.object({
  because: z.catch(z.optional(z.enum(['by_hand', 'left_alone'])), undefined),
})

export type SetUp = z.infer<typeof SetUp>
export type SignIn = z.infer<typeof SignIn>

/** GET /api/sign-in: whom one can be here. A browser that is no register is told no names. */
export type SignInAnswer = {
  readonly shopName: string
  readonly register: { readonly id: string; readonly name: string } | null
  readonly staff: readonly { readonly id: string; readonly name: string; readonly role: string }[]
}

/** GET /api/set-up. */
export type SetUpAnswer = {
  readonly state: 'empty' | 'half' | 'done'
  readonly codeNeeded: boolean
  readonly mode: 'simulator' | 'test' | 'live'
}
