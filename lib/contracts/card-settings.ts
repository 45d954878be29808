import { z } from 'zod/mini'
import type { AsksAbout } from '#lib/domain/asks-about.ts'
import type { RegisterId } from '#lib/domain/ids.ts'
import { registerId } from './ids.ts'

/** GET /api/settings/cards, and the answer to every change of it. */
export type CardSettingsAnswer = {
  /** `manual`: authorised money is held until somebody takes it. */
  readonly captureMode: 'automatic' | 'manual'
  /** Where cards are read first: those that need somebody's yes. Others are charged as soon as they are read. */
  readonly asksAbout: AsksAbout
  readonly registers: readonly {
    readonly id: RegisterId
    readonly name: string
    /** The card is read first, and charged only when somebody confirms. */
    readonly twoSteps: boolean
  }[]
}

/** POST /api/settings/cards: one thing at a time. */
export const SetCardSettings = z.discriminatedUnion('set', [
  z.object({ set: z.literal('capture_mode'), captureMode: z.enum(['automatic', 'manual']) }),
  z.object({ set: z.literal('asks_about'), asksAbout: z.enum(['every', 'credit', 'abroad']) }),
  z.object({ set: z.literal('two_steps'), registerId, twoSteps: z.boolean() }),
])

export type SetCardSettings = z.infer<typeof SetCardSettings>
