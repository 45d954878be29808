import { simulatorAs } from '#lib/testing/ask-simulator.ts'

const KEY = 'sk_test_simulator'

export type Intent = {
  readonly id: string
  readonly status: string
  readonly amount: number
  readonly amount_received: number
  readonly metadata: Readonly<Record<string, string>>
}

/** One attempt to tell the till of an event. `status`: pending, delivered, dropped, or failed and why. */
export type Delivery = { readonly event: string; readonly type: string; readonly status: string }

/** Stripe on this desk: its books as Stripe's API tells them, and its moods. */
export type Simulator = ReturnType<typeof simulatorAt>

export function simulatorAt(origin: string) {
  const ask = simulatorAs(origin, KEY)
  return {
    origin,
    /** Arms one mood, once unless told otherwise. */
    mood: (kind: string, options: object = {}) => ask('POST', '/_simulator/faults', { kind, ...options }),
    /** Who the account says it is; nothing puts it back. */
    account: (says: object) => ask('POST', '/_simulator/account', says),
    calm: () => ask('DELETE', '/_simulator/faults'),
    /** Somebody else's request, as from Stripe's Dashboard. */
    post: (path: string, body?: object) => ask('POST', path, body),
    letAuthorise: (readerId: string) => ask('POST', `/_simulator/readers/${readerId}/release_authorization`),
    async intents(): Promise<readonly Intent[]> {
      const all: Intent[] = []
      for (let after = ''; ; ) {
        const page: { data: Intent[]; has_more: boolean } = await ask(
          'GET',
          `/v1/payment_intents?limit=100${after}`,
        )
        all.push(...page.data)
        const last = page.data.at(-1)
        if (!page.has_more || !last) return all
        after = `&starting_after=${last.id}`
      }
    },
    /** What went back to cards, in minor units, newest first. */
    async refunded(): Promise<readonly number[]> {
      const refunds: { data: { amount: number; status: string }[] } = await ask(
        'GET',
        '/v1/refunds?limit=100',
      )
      return refunds.data.filter(one => one.status === 'succeeded').map(one => one.amount)
    },
    async busyReaders(): Promise<readonly string[]> {
      const readers: { data: { id: string; action: { status: string } | null }[] } = await ask(
        'GET',
        '/v1/terminal/readers?limit=100',
      )
      return readers.data.filter(one => one.action?.status === 'in_progress').map(one => one.id)
    },
    async deliveries(): Promise<readonly Delivery[]> {
      const { deliveries }: { deliveries: Delivery[] } = await ask('GET', '/_simulator/events')
      return deliveries
    },
  }
}
