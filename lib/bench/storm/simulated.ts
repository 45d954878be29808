import { ask } from './http.ts'

/** The account that a till with nothing set speaks to. */
const KEY = 'sk_test_simulator'

export type Screen = {
  readonly reader: { readonly id: string }
  readonly screen: {
    readonly name: string
    readonly since: number
    readonly can_cancel?: boolean
    readonly payment_intent?: string
  }
}

/** What the simulator keeps of an intent, as far as the audit looks at it. */
export type IntentRecord = {
  readonly id: string
  readonly status: string
  readonly amount: number
  readonly amount_received: number
  readonly amount_capturable: number
  readonly amount_details?: { readonly tip?: { readonly amount?: number } }
  readonly metadata: Readonly<Record<string, string>>
}

export type RefundRecord = {
  readonly id: string
  readonly status: string
  readonly amount: number
  readonly payment_intent: string | null
  readonly metadata: Readonly<Record<string, string>>
}

export type ReaderRecord = {
  readonly id: string
  readonly action: {
    readonly status: string
    readonly type: string
    readonly process_payment_intent?: Of
    readonly collect_payment_method?: Of
  } | null
}

type Of = { readonly payment_intent?: string }

/** The payment that a reader takes or, where cards are read first, reads a card for. */
export const intentOn = ({ action }: Pick<ReaderRecord, 'action'>): string | undefined =>
  (action?.process_payment_intent ?? action?.collect_payment_method)?.payment_intent

type Page<T> = { readonly data: readonly T[]; readonly has_more: boolean }

/** The simulator from outside: what only tests may ask of it, and its own records. */
export function simulatedStripe(origin: string) {
  const headers = { authorization: `Bearer ${KEY}` }
  const control = async (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) =>
    (await ask({ method, url: `${origin}/_simulator/${path}`, headers, ...(body ? { body } : {}) }))?.body
  const list = async <T extends { readonly id: string }>(path: string): Promise<readonly T[]> => {
    const all: T[] = []
    for (;;) {
      const last = all.at(-1)
      const after = last ? `&starting_after=${last.id}` : ''
      const answer = await ask({ method: 'GET', url: `${origin}${path}?limit=100${after}`, headers })
      if (answer?.status !== 200) throw new Error(`The simulator's records could not be read: ${path}`)
      // The simulator's answers have Stripe's shape; its own tests check them against Stripe's schemas.
      const page = answer.body as Page<T>
      all.push(...page.data)
      if (!page.has_more) return all
    }
  }
  return {
    origin,
    control,
    /** A command of Stripe's own API, outside the till. */
    async post(
      path: string,
      params: Readonly<Record<string, string>>,
    ): Promise<{ readonly id: string; readonly secret?: string }> {
      const response = await fetch(origin + path, {
        method: 'POST',
        headers,
        body: new URLSearchParams(params),
      })
      if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`)
      // As above.
      return (await response.json()) as { id: string; secret?: string }
    },
    async screens(): Promise<readonly Screen[]> {
      // As above.
      const answer = (await control('GET', 'readers')) as { readers?: readonly Screen[] } | undefined
      return answer?.readers ?? []
    },
    intents: () => list<IntentRecord>('/v1/payment_intents'),
    refunds: () => list<RefundRecord>('/v1/refunds'),
    readers: () => list<ReaderRecord>('/v1/terminal/readers'),
  }
}

export type SimulatedStripe = ReturnType<typeof simulatedStripe>
