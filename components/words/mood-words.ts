import type { GlyphName } from '#components/ui/glyph.tsx'
import type { TaplineState, TaplineStep } from '#components/ui/tapline.tsx'
import type { Sound } from '#lib/client/sounds.ts'
import type { PaymentButton } from '#lib/domain/payment-view.ts'

/** What a sentence may mention. All of it as printed. */
export type MoodFacts = {
  /** Whether a charge may have happened all the same, or may still: then nobody says that none has. */
  readonly doubtful: boolean
  /** Other money of this sale has been received already: then nobody says that the customer has paid nothing at all. */
  readonly partly?: true
  readonly amount: string
  readonly reader: string
  readonly declined: string
  readonly say: string
  /** Whether the same card is worth a second try, where Stripe has said so. */
  readonly advice?: string
  /** What Stripe or the reader complained of, in words. */
  readonly problem: string
  /** When the bank said no: 14:32:08. */
  readonly at: string
  /** The card that was read and not charged yet: Visa debit. */
  readonly card: string
  /** Whose the reader is, in a sentence, where that is known. */
  readonly busyWith?: string
  /** Issued in Germany. */
  readonly issued?: string
  /** Cancel was pressed, and the bank had the card already. */
  readonly stopping?: true
  /** Until when money that is held can be taken. Missing until Stripe has told. */
  readonly heldUntil?: string
}

/** One state of a card payment on the till: the stage, the strip above Charge, the panel in Charge's place, and a sound. */
export type MoodWords = {
  readonly glyph: GlyphName
  readonly tone: 'go' | 'care' | 'stop' | 'plain'
  /** What happened to the customer's money: first in every state, so that the sentence below keeps its place. */
  readonly safety: string
  readonly sentence: string
  readonly sub?: string
  /** What is said instead once it has been so for long, the soonest first. */
  readonly later?: readonly Later[]
  readonly step: TaplineStep
  readonly line: TaplineState
  /** Under the step's name. `counting` adds the seconds; with `withinMs` they run down from there. */
  readonly caption: string
  readonly counting: boolean
  readonly withinMs?: number
  readonly panel: {
    readonly tone: 'done' | 'go' | 'stop' | 'care' | 'plain'
    readonly icon?: 'safe' | 'hand'
    readonly strong?: string
    readonly over?: string
    readonly text?: string
  }
  readonly strip: string
  readonly pay: string
  readonly sound?: Sound
  /** Cancel is shown greyed, with this reason. */
  readonly cancelOff?: string
}

export type Later = {
  readonly afterMs: number
  readonly sub: string
  readonly panel?: MoodWords['panel']
  /** A button that is too late then. */
  readonly off?: PaymentButton
}

export type Telling = (facts: MoodFacts) => MoodWords
