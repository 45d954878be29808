import type { PaymentMood } from '#lib/domain/payment-view.ts'
import type { Telling } from './mood-words.ts'
import { HELD } from './moods-held.ts'
import { STOPPED } from './moods-stopped.ts'
import { UNDER_WAY } from './moods-under-way.ts'

/** Sentences by mood; a new mood does not compile without its own. */
export const MOODS: Record<PaymentMood, Telling> = { ...UNDER_WAY, ...HELD, ...STOPPED }
