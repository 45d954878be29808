import type { TimelineAnswer, TimelineEntry } from '#lib/contracts/timeline.ts'

/**
 * What Stripe's support can look a payment up by: ids, request ids, keys, codes and times. Put together field by field, so that nothing
 * else can slip in: no name, no card, no secret.
 */
export function supportCopy({ sale, entries, now }: TimelineAnswer): string {
  const told = {
    sale: { id: sale.id, number: sale.number, currency: sale.rule.currency, total: sale.wantedTotal.minor },
    payments: sale.tenders.flatMap(tender =>
      tender.kind === 'card'
        ? [
            {
              tender: tender.id,
              payment_intent: tender.paymentIntent ?? null,
              charge: tender.card?.chargeId ?? null,
              reader: tender.readerId,
              amount: tender.amount.minor,
              state: tender.state,
              refunds: (tender.refunds ?? []).map(refund => refund.stripeRefund ?? refund.id),
            },
          ]
        : [],
    ),
    happened: entries.map(lineOf),
    copied_at: timeOf(now),
  }
  return JSON.stringify(told, null, 2)
}

const timeOf = (at: number): string => new Date(at).toISOString()

function lineOf(entry: TimelineEntry): object {
  const at = { at: timeOf(entry.at), what: entry.kind }
  switch (entry.kind) {
    case 'call': {
      const { step, path, key, timesSent, requestId, outcome, code, ms } = entry.call
      return {
        ...at,
        step,
        request: `POST ${path}`,
        request_id: requestId ?? null,
        idempotency_key: key,
        times_sent: timesSent ?? 1,
        outcome,
        code,
        ms,
      }
    }
    case 'knock':
      return { ...at, event: entry.data.event, type: entry.data.type }
    case 'look':
      return {
        ...at,
        payment_intent: entry.data.intent,
        readers: entry.data.readers,
        requests: entry.data.asked ?? [],
      }
    case 'unanswered': {
      const { step, key, times, code, ms } = entry.data
      return { ...at, step, idempotency_key: key, times_sent: times, code, ms }
    }
    case 'surprise':
      return { ...at, kind: entry.surprise.kind, amount: entry.surprise.amount.minor }
    case 'wish':
      return { ...at, wish: entry.data.wish ?? (entry.data.charge === undefined ? 'other' : 'charge') }
    case 'deed':
      return { ...at, did: entry.data.did, ...only(entry.data, ['reader', 'sinceMs']) }
    case 'decision':
      return { ...at, decided: only(entry.data, DECIDED) }
    case 'dealt':
      return at
  }
}

/** What the engine writes beside its decisions: ids of Stripe's and ours, codes, and amounts in minor units. */
const DECIDED = [
  'adopted',
  'books',
  'busy',
  'capture',
  'closed',
  'code',
  'expired',
  'freed',
  'left',
  'misused',
  'ms',
  'orphan',
  'requestId',
  'ruled',
  'sinceMs',
  'then',
  'uncanceled',
  'unknown',
  'with',
] as const

const only = (data: Readonly<Record<string, unknown>>, names: readonly string[]): object =>
  Object.fromEntries(names.filter(name => Object.hasOwn(data, name)).map(name => [name, data[name]]))
