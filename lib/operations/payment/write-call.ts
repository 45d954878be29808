import { idOf } from '#lib/domain/ids.ts'
import { invariant } from '#lib/domain/result.ts'
import { withTender } from '#lib/domain/sale.ts'
import { heldBy, refundAsked } from '#lib/domain/tender.ts'
import type { Wanted } from '#lib/ports/payments.ts'
import type { Call } from '#lib/ports/sale-store.ts'
import {
  type After,
  type Change,
  type EngineWorld,
  leasesOf,
  numberOf,
  type Standing,
  saved,
} from './standing.ts'

type CallStep = Wanted['step']

/** Written by this process a moment ago and not sent yet: their rows say already who has them in hand. Next evaluates a module once per bundle. */
const here = globalThis as { taplineUnsent?: WeakSet<Call> }
const unsent = (): WeakSet<Call> => {
  here.taplineUnsent ??= new WeakSet()
  return here.taplineUnsent
}

/** Whether this call is sent for the first time, by whoever wrote it. Asked once. */
export const isFirstSending = (call: Call): boolean => unsent().delete(call)

/** The shop's part in an intent: which shop, and whether Interac may be used there. */
export type ShopOfCall = {
  readonly shopId: Extract<Wanted, { step: 'create' }>['shopId']
  readonly country: string
}

/**
 * Writes the row of the next call, with its parameters frozen and its key made from the row, and nothing else: it is sent
 * only after this has been committed. The row says that this server has it in hand.
 */
export async function writeCall(
  world: EngineWorld,
  standing: Standing,
  step: CallStep,
  shop: ShopOfCall,
  readerId?: string,
): Promise<After> {
  const written = await tryToWrite(world, standing, step, shop, readerId)
  return written === 'taken' ? 'again' : written
}

/** The same, and whether it was the reader that somebody else has in hand. */
export async function tryToWrite(
  world: EngineWorld,
  standing: Standing,
  step: CallStep,
  shop: ShopOfCall,
  readerId?: string,
): Promise<After | 'taken'> {
  const { call, change } = nextCall(world, standing, step, shop, readerId)
  const result = await saved(world, standing, change)
  if (result.standing) {
    inHand(call)
    return result.standing
  }
  if (isTaken(result.broken)) return 'taken'
  invariant(
    result.broken === undefined || result.broken.startsWith('one_'),
    `call not written: ${result.broken}`,
  )
  return 'again'
}

/** The reader is somebody else's, or somebody else's command to it has not been answered. */
export const isTaken = (broken: string | undefined): boolean =>
  broken === 'one_holder_per_reader' || broken === 'one_open_call_per_reader'

/** The row of a call, and all that changes in the commit that writes it. It may go into the commit of what led to it. */
export function nextCall(
  world: EngineWorld,
  standing: Standing,
  step: CallStep,
  shop: ShopOfCall,
  readerId?: string,
): { readonly call: Call; readonly change: Change & { readonly write: Call } } {
  const call = newCall(world, standing, step, shop, readerId)
  const { id: tenderId } = standing.tender
  const data = { step, n: call.n, key: call.key, ...(call.readerId ? { reader: call.readerId } : {}) }
  return {
    call,
    change: {
      ...movedBy(standing, step, call, call.writtenAt),
      write: call,
      looks: [{ tenderId, nextLookAt: call.writtenAt + 3_000, looks: 0 }],
      journal: [{ kind: 'call', tenderId, at: call.writtenAt, data }],
    },
  }
}

/** Its row has been committed by this process, which now sends it. */
export const inHand = (call: Call): void => void unsent().add(call)

function movedBy(standing: Standing, step: CallStep, call: Call, at: number): Change {
  if (step === 'process' || step === 'collect') return onReader(standing, call, at)
  if (step === 'confirm') return confirming(standing, at)
  return {}
}

/** Written once: the wish is spent with the row, so that a lost answer is settled and not asked for a second time. */
function confirming(standing: Standing, at: number): Change {
  const { tender } = standing
  return {
    sale: withTender(standing.sale, {
      ...tender,
      wish: 'charge',
      attempt: 'checking',
      attemptAt: at,
      confirmed: true,
    }),
  }
}

/** The lease and the tender's move to the reader are in the transaction that writes the call. */
function onReader(standing: Standing, call: Call, at: number): Change {
  const { tender } = standing
  const { problem: _, lastDecline: __, cardRead: ___, busyWith: ____, confirmed: _____, ...rest } = tender
  const sale = withTender(standing.sale, { ...rest, state: 'on_reader', attempt: 'sending', attemptAt: at })
  const holds = leasesOf(standing).some(lease => lease.readerId === tender.readerId)
  if (holds) return { sale }
  const holder = { kind: 'tender', tenderId: tender.id } as const
  return { sale, takeLease: { readerId: tender.readerId, holder, since: call.writtenAt, doubtful: false } }
}

function newCall(
  world: EngineWorld,
  standing: Standing,
  step: CallStep,
  shop: ShopOfCall,
  readerId?: string,
): Call {
  const wanted = wantedOf(standing, step, shop, readerId)
  const now = world.clock.now()
  const subject = wanted.step === 'refund' ? wanted.refundId : undefined
  const n = numberOf(standing, step, subject) + 1
  return {
    id: idOf('call', world.ids.uuid()),
    tenderId: standing.tender.id,
    saleId: standing.sale.id,
    ...(subject ? { subject } : {}),
    ...('readerId' in wanted ? { readerId: wanted.readerId } : {}),
    step,
    n,
    key: `tapline:${subject ?? standing.tender.id}:${step}:${n}`,
    ...world.payments.write(wanted),
    writtenAt: now,
    sentAt: now,
    sentBy: world.serverId,
    timesSent: 1,
  }
}

/** Interac and eftpos are at home here. Their networks hold no money, so such a card is charged at once. */
const HAS_CARDS_WITHOUT_HOLDS: ReadonlySet<string> = new Set(['CA', 'AU'])

function wantedOf(standing: Standing, step: CallStep, shop: ShopOfCall, readerId?: string): Wanted {
  const { tender, sale } = standing
  if (step === 'create') {
    return {
      step,
      amount: tender.amount,
      saleId: sale.id,
      tenderId: tender.id,
      shopId: shop.shopId,
      description: `Sale ${sale.number}`,
      interac: shop.country === 'CA',
      ...(tender.holds
        ? { holds: HAS_CARDS_WITHOUT_HOLDS.has(shop.country) ? 'where_it_can' : 'every_card' }
        : {}),
    }
  }
  if (step === 'cancel_action') return { step, readerId: readerId ?? tender.readerId }
  const { paymentIntent } = tender
  invariant(paymentIntent, `${step} needs an intent`)
  if (step === 'process' || step === 'collect' || step === 'confirm')
    return { step, paymentIntent, readerId: tender.readerId }
  if (step === 'refund') return refundWanted(standing, paymentIntent, shop)
  if (step === 'cancel') return { step, paymentIntent }
  return { step, paymentIntent, amount: step === 'capture' ? heldBy(tender) : tender.amount }
}

function refundWanted(standing: Standing, paymentIntent: string, shop: ShopOfCall): Wanted {
  const refund = refundAsked(standing.tender)
  invariant(refund, 'a refund is called for that nobody asked for')
  const { id: refundId, amount, reason } = refund
  return {
    step: 'refund',
    paymentIntent,
    refundId,
    saleId: standing.sale.id,
    shopId: shop.shopId,
    amount,
    reason,
  }
}
