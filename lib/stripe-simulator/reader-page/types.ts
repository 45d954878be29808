/**
 * What the simulator tells the reader page, and what the page sends back. The page's modules use these by JSDoc; the
 * control API may import them, so that both sides agree.
 */
export type ScreenName =
  | 'idle'
  | 'cart'
  | 'tip'
  | 'present_card'
  | 'pin'
  | 'processing'
  | 'approved'
  | 'declined'
  | 'canceled'
  | 'remove_card'
  | 'inputs'
  | 'refund'
  | 'offline'
  | 'updating'

/** Amounts are whole minor units of `currency`. */
export type Cart = {
  readonly currency: string
  readonly line_items: readonly { amount: number; description: string; quantity: number }[]
  readonly tax: number | null
  readonly total: number
}

/** What the tip screen offers. Answered by `POST /_simulator/readers/:id/tip { amount_tip }`. */
export type TipOffer = {
  readonly percentages?: readonly number[]
  readonly fixed_amounts?: readonly number[]
  /** What a percentage is of. */
  readonly amount_eligible: number
}

/** One screen of `collect_inputs`, as the API names its parts. */
export type InputField = {
  readonly type: 'email' | 'numeric' | 'phone' | 'selection' | 'signature' | 'text'
  readonly required?: boolean
  readonly custom_text: {
    readonly title: string
    readonly description?: string | null
    readonly submit_button?: string | null
    readonly skip_button?: string | null
  }
  readonly selection?: {
    readonly choices: readonly { id: string; text: string; style?: 'primary' | 'secondary' | null }[]
  }
  readonly toggles?: readonly {
    readonly title?: string | null
    readonly description?: string | null
    readonly default_value?: 'enabled' | 'disabled' | null
  }[]
}

/** The answer to one field, in the order of the fields: `POST /_simulator/readers/:id/inputs { inputs: InputAnswer[] }`. */
export type InputAnswer = {
  readonly skipped: boolean
  /** Text, the id of the choice, or the signature as an SVG document. */
  readonly value: string | null
  readonly toggles: readonly ('enabled' | 'disabled')[]
}

export type Screen = {
  readonly name: ScreenName
  /** Milliseconds of the simulator's clock. */
  readonly since: number
  readonly amount?: number
  readonly currency?: string
  readonly message?: string
  readonly can_cancel?: boolean
  readonly payment_intent?: string
  readonly card?: { readonly brand: string; readonly last4: string }
  readonly cart?: Cart
  readonly tip?: TipOffer
  readonly inputs?: readonly InputField[]
  /** Address of the location's splash picture, shown while idle. */
  readonly splash?: string
  /** Which card data this action takes. Absent: `card_present`. */
  readonly card_type?: 'card_present' | 'interac_present'
  /** The words above the amount, or instead of Approved, when it is not a plain payment: Pre-authorization, Refunded. */
  readonly caption?: string
}

export type ReaderFacts = {
  readonly id: string
  readonly label: string
  readonly device_type: string
  readonly status: string | null
  readonly shop?: string | null
}

/** `GET /_simulator/readers/:id/screen`, and each event `screen` of `…/live`. */
export type ReaderScreen = {
  readonly reader: ReaderFacts
  /** The account's key: the page speaks to `/v1/test_helpers` with it. */
  readonly key: string
  readonly now: number
  readonly screen: Screen
}

/** What a press on the drawn glass can ask for. Absent functions leave their buttons out or inert. */
export type GlassDeeds = {
  readonly cancel?: () => void
  readonly tip?: (amount: number) => void
  readonly pin?: (digits: string) => void
  readonly inputs?: (answers: readonly InputAnswer[]) => void
}
