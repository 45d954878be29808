import { z } from 'zod/mini'
import { AUTO_LOCK_MINUTES } from '#lib/domain/auto-lock.ts'

/** GET /api/settings/counter. */
const CounterSettings = z.object({
  autoLockMinutes: z.literal(AUTO_LOCK_MINUTES),
  discountLimitBp: z.int().check(z.minimum(0), z.maximum(10_000)),
})

/** As the form holds it: a choice is a text. */
export const CounterForm = z.object({
  autoLock: z.enum(AUTO_LOCK_MINUTES.map(String)),
  discountLimitBp: z.int().check(z.minimum(0), z.maximum(10_000)),
})

export type CounterSettingsAnswer = z.infer<typeof CounterSettings>

/** POST /api/settings/counter. `was` is what was on the screen. */
export const SetCounterSettings = z.object({ set: CounterSettings, was: CounterSettings })
