import { isAlive } from '#lib/domain/tender.ts'
import type { Ending } from '#lib/ports/payments.ts'
import type { Loaded, LookPlan, Save } from '#lib/ports/sale-store.ts'
import type { Doors } from './doors.ts'
import type { AllDoors } from './explored.ts'

/** Loads as they would be, seen through somebody's spectacles. */
function loading(doors: AllDoors, see: (loaded: Loaded) => Loaded): Doors {
  return {
    ...doors,
    async loadAt(...args) {
      const found = await doors.loadAt(...args)
      return found?.loaded ? { ...found, loaded: see(found.loaded) } : found
    },
    async loadByTender(id) {
      const found = await doors.loadByTender(id)
      return found && see(found)
    },
    async loadByIntent(...args) {
      const found = await doors.loadByIntent(...args)
      return found.loaded ? { ...found, loaded: see(found.loaded) } : found
    },
  }
}

export const sending =
  (change: (ending: Ending, path: string) => Ending): ((doors: AllDoors) => Doors) =>
  doors => ({ ...doors, send: async (request, key) => change(await doors.send(request, key), request.path) })

export const saving =
  (change: (save: Save) => Save): ((doors: AllDoors) => Doors) =>
  doors => ({ ...doors, save: save => doors.save(change(save)) })

/** A cashier's operation that does not see the card payment under way. What it hides is put back whenever it, or the engine after it, saves. */
export function blindToTheLiveCard(doors: AllDoors): Doors {
  let hidden: Loaded['sale']['tenders'] = []
  return {
    ...doors,
    async loadAt(...args) {
      const found = await doors.loadAt(...args)
      if (!found?.loaded) return found
      const { sale } = found.loaded
      hidden = sale.tenders.filter(isAlive)
      const seen = { ...sale, tenders: sale.tenders.filter(tender => !isAlive(tender)) }
      return { ...found, loaded: { ...found.loaded, sale: seen } }
    },
    save(save) {
      const missing = hidden.filter(one => !save.sale.tenders.some(other => other.id === one.id))
      return doors.save({ ...save, sale: { ...save.sale, tenders: [...missing, ...save.sale.tenders] } })
    },
  }
}

/** The intent is read first, and the reader second. */
export function moneyFirst(doors: AllDoors): Doors {
  let intent: string | undefined
  let money: Awaited<ReturnType<Doors['lookAtIntent']>> | undefined
  const seen = loading(doors, loaded => {
    const card = loaded.sale.tenders.find(isAlive)
    intent = card?.paymentIntent
    return loaded
  })
  return {
    ...seen,
    async lookAtReader(id) {
      if (intent) money = await doors.lookAtIntent(intent)
      return doors.lookAtReader(id)
    },
    async lookAtIntent(id) {
      const first = money
      money = undefined
      return first ?? doors.lookAtIntent(id)
    },
  }
}

/** What the reader says is taken for the money. */
export function readerIsMoney(doors: AllDoors): Doors {
  let done: string | undefined
  return {
    ...doors,
    async lookAtReader(id) {
      const seen = await doors.lookAtReader(id)
      done =
        seen.ok && seen.value.action?.status === 'succeeded' ? seen.value.action.paymentIntent : undefined
      return seen
    },
    async lookAtIntent(id) {
      const seen = await doors.lookAtIntent(id)
      if (!seen.ok || done !== id) return seen
      const { amount } = seen.value
      return { ...seen, value: { ...seen.value, status: 'succeeded' as const, received: amount } }
    },
  }
}

/** Every event is taken for news, whatever is known already. */
export const everythingIsNews = (doors: AllDoors): Doors => ({
  ...doors,
  async loadByIntent(...args) {
    const found = await doors.loadByIntent(...args)
    if (!found.loaded) return { ...found, eventSeen: false }
    const tenders = found.loaded.sale.tenders.map(tender =>
      tender.kind === 'card' && tender.state === 'paid' ? { ...tender, state: 'ready' as const } : tender,
    )
    return { loaded: { ...found.loaded, sale: { ...found.loaded.sale, tenders } }, eventSeen: false }
  },
})

/** An ended payment clears its reader once more, whoever holds it now and whatever is on it. */
export function clearsAnything(doors: AllDoors): Doors {
  let mine: string | undefined
  const seen = loading(doors, loaded => {
    const last = loaded.sale.tenders.findLast(tender => tender.kind === 'card')
    const ended = last?.kind === 'card' && last.state === 'canceled' && mine === undefined
    if (!ended) return loaded
    mine = last.paymentIntent
    const holder = { kind: 'tender', tenderId: last.id } as const
    return { ...loaded, leases: [{ readerId: last.readerId, holder, since: 0, doubtful: false }] }
  })
  return {
    ...seen,
    // It stays on the list, so that it comes up once more.
    save: save => doors.save({ ...save, ...(save.looks ? { looks: save.looks.map(comesAgain) } : {}) }),
    async lookAtReader(id) {
      const reader = await doors.lookAtReader(id)
      if (!reader.ok || !mine || reader.value.action?.status !== 'in_progress') return reader
      const action = { ...reader.value.action, paymentIntent: mine }
      return { ...reader, value: { ...reader.value, action } }
    },
  }
}

const comesAgain = (plan: LookPlan): LookPlan =>
  plan.nextLookAt === null ? { ...plan, nextLookAt: 0 } : plan

/** A lease that a quiet call keeps too long is taken by whoever comes. */
export const leaseRunsOut = (doors: AllDoors): Doors => ({ ...doors, readerHeld: async () => undefined })

/** Nothing is ever marked *look due*: the row is read again and says so. */
export const neverLookDue = (doors: AllDoors): Doors => ({
  ...doors,
  async save(save) {
    if (!save.looks?.some(plan => plan.lookDue)) return doors.save(save)
    const looks = save.looks.map(({ lookDue: _, ...plan }) => plan)
    const saved = await doors.save({ ...save, looks })
    return saved.ok ? { ok: false, because: 'stale' } : saved
  },
})

export const canceledSaid = (paymentIntent: string): Ending => {
  const none = { minor: 0, currency: 'usd' } as const
  const amount = { minor: 1_000, currency: 'usd' } as const
  const intent = { paymentIntent, status: 'canceled', amount, received: none, tip: none } as const
  return { ms: 1, outcome: 'done', answer: { intent, replayed: false } }
}

export const isCancel = (path: string) => path.startsWith('/v1/payment_intents/') && path.endsWith('/cancel')
export const intentIn = (path: string) => path.split('/')[3] ?? ''
export const notAnswered = (ending: Ending) => ending.outcome === 'unknown' && !ending.answered
