const KEY = 'sk_test_simulator'

export type Intent = {
  readonly id: string
  readonly status: string
  readonly amount: number
  readonly amount_received: number
  readonly metadata: Readonly<Record<string, string>>
}

/** Stripe on this desk: its books as Stripe's API tells them, and its moods. */
export function simulatorAt(origin: string) {
  const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' }
  const control = async (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => {
    const response = await fetch(`${origin}/_simulator/${path}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
  return {
    origin,
    control,
    /** Arms one mood, once unless told otherwise. */
    mood: (kind: string, options: object = {}) => control('POST', 'faults', { kind, ...options }),
    calm: () => control('DELETE', 'faults'),
    letAuthorise: (readerId: string) => control('POST', `readers/${readerId}/release_authorization`),
    async intents(): Promise<readonly Intent[]> {
      const all: Intent[] = []
      for (let after = ''; ; ) {
        const response = await fetch(`${origin}/v1/payment_intents?limit=100${after}`, {
          headers: { authorization: headers.authorization },
        })
        const page: { data: Intent[]; has_more: boolean } = await response.json()
        all.push(...page.data)
        const last = page.data.at(-1)
        if (!page.has_more || !last) return all
        after = `&starting_after=${last.id}`
      }
    },
  }
}

export type Simulator = ReturnType<typeof simulatorAt>
