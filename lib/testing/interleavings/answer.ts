import type { TenderId } from '#lib/domain/ids.ts'
import type { Seen } from '#lib/ports/payments.ts'
import type { Knock, Loaded } from '#lib/ports/sale-store.ts'
import { type Keeping, loadedFrom, plannedIn, rowOf, save } from './books.ts'
import { atTill } from './counter.ts'
import type { Ask } from './doors.ts'
import type { Explored } from './explored.ts'
import { type How, send } from './network.ts'
import { type Books, type Intent, type PlanRow, replaced, type State } from './state.ts'
import { intentOf } from './stripe.ts'
import { intentSeen, listed, readerSeen, refundSeen } from './stripe-seen.ts'

/** What the world says to one call of one port, and the world afterwards. One step: nothing happens in between. */
export function answer(
  world: Explored,
  state: State,
  ask: Ask,
  how: How = 'fine',
): { readonly state: State; readonly value: unknown } {
  const { books, stripe, now } = state
  const keeping: Keeping = { without: world.without, exactTimes: world.exactTimes }
  const read = (value: unknown) => ({ state, value })
  const keep = (next: Books, value: unknown) => ({ state: { ...state, books: next }, value })
  switch (ask.port) {
    case 'load':
      return read(loadedFrom(books, rowOf(books, ask.args[0])))
    case 'loadByTender':
      return read(loadOf(books, ask.args[0]))
    case 'loadByIntent': {
      const [intent, eventId] = ask.args
      const row = books.sales.find(one =>
        one.sale.tenders.some(tender => tender.kind === 'card' && tender.paymentIntent === intent),
      )
      const loaded = loadedFrom(books, row)
      return read({ eventSeen: books.inbox.includes(eventId), ...(loaded ? { loaded } : {}) })
    }
    case 'loadAt':
      return read(atTill(world, books, ...ask.args))
    case 'save': {
      const done = save(books, ask.args[0], now, keeping)
      const said = done.value.ok && ask.args[0].sale.status === 'paid' ? [ask.args[0].sale.id] : []
      return { ...keep(done.books, done.value), state: told({ ...state, books: done.books }, said) }
    }
    case 'announce':
      return { state: told(state, [ask.args[0]]), value: undefined }
    case 'markSent': {
      const [id, sentAt, sentBy] = ask.args
      const calls = replaced(
        books.calls,
        call => call.id === id && call.outcome === undefined,
        call => ({ ...call, sentAt, sentBy, timesSent: 1 }),
      )
      return keep({ ...books, calls }, undefined)
    }
    case 'receive': {
      const [next, touched] = received(books, now, ...ask.args)
      return keep(next, touched)
    }
    case 'plan': {
      const [plan, seenAt] = ask.args
      const saleId = books.plans.find(row => row.tenderId === plan.tenderId)?.saleId ?? ''
      const moved = seenAt !== undefined && rowOf(books, saleId)?.version !== seenAt
      const plans = plannedIn(books.plans, plan, now, keeping, moved)
      return keep({ ...books, plans }, undefined)
    }
    case 'due': {
      const [nowMs, untilMs] = ask.args
      const isDue = (plan: PlanRow) =>
        plan.nextLookAt !== null && (!world.exactTimes || plan.nextLookAt <= nowMs)
      const taken = books.plans.filter(isDue).map(plan => plan.tenderId)
      const plans = taken.reduce<readonly PlanRow[]>(
        (all, tenderId) => plannedIn(all, { tenderId, nextLookAt: untilMs }, now, keeping),
        books.plans,
      )
      return keep({ ...books, plans }, taken)
    }
    case 'readerHeld':
      return read(books.leases.find(lease => lease.readerId === ask.args[0]))
    case 'livingServers':
      return read(how === 'thought_gone' ? [] : state.servers.map(server => server.memory.of))
    case 'lookAtReader':
      if (how !== 'fine') return read(unread)
      return read(seen(readerSeen(stripe.devices.find(device => device.id === ask.args[0]))))
    case 'lookAtIntent': {
      const intent = intentOf(stripe, ask.args[0])
      return read(how === 'fine' && intent ? seen(intentSeen(intent)) : unread)
    }
    case 'intentsSince':
      return read(
        seen(
          stripe.intents.map(intent => ({
            intent: intentSeen(intent),
            tenderId: idIn(intent),
            at: 0,
            live: false,
          })),
        ),
      )
    case 'refundsOf':
      return read(seen(intentOf(stripe, ask.args[0])?.refunds.map(refundSeen) ?? []))
    case 'readers':
      return read(seen(stripe.devices.map(listed)))
    case 'strayIntents':
      return read(
        ask.args[0].filter(
          id =>
            !books.sales.some(row =>
              row.sale.tenders.some(tender => tender.kind === 'card' && tender.paymentIntent === id),
            ),
        ),
      )
    case 'hasSurprise':
      return read(books.surprises.includes(ask.args[1]))
    case 'takeForClearing': {
      const [readerId, since] = ask.args
      if (books.leases.some(lease => lease.readerId === readerId)) return read(false)
      const lease = { readerId, since, holder: { kind: 'clearing' }, doubtful: false } as const
      return keep({ ...books, leases: [...books.leases, lease] }, true)
    }
    case 'clearingCompared':
      return read(books.leases.some(lease => isClearing(lease, ask.args)))
    case 'endClearing': {
      const isOver = (lease: Books['leases'][number]) => isClearing(lease, ask.args)
      return keep({ ...books, leases: books.leases.filter(lease => !isOver(lease)) }, undefined)
    }
    case 'send': {
      const sent = send(world, state, ask.args, how)
      return { state: { ...state, stripe: sent.stripe }, value: sent.ending }
    }
  }
}

/** True because every intent of this world was made with a tender's id in its metadata. */
const idIn = (intent: Intent) => intent.tenderId as TenderId

const seen = <T>(value: T): Seen<T> => ({ ok: true, value, ms: 1 })
const unread: Seen<never> = { ok: false, problem: { code: 'http_500', message: '', status: 500 }, ms: 1 }

const told = (state: State, sales: readonly string[]): State =>
  sales.every(sale => state.told.includes(sale))
    ? state
    : { ...state, told: [...new Set([...state.told, ...sales])].sort() }

const isClearing = (
  { holder, readerId, since }: Books['leases'][number],
  [reader, from]: readonly [string, number],
): boolean => holder.kind === 'clearing' && readerId === reader && since === from

function loadOf(books: Books, tenderId: TenderId): Loaded | undefined {
  return loadedFrom(
    books,
    books.sales.find(row => row.sale.tenders.some(tender => tender.id === tenderId)),
  )
}

/** The store's `receive`: the event and its effect in one commit; an event that is there already has none. */
function received(
  books: Books,
  now: number,
  knock: Knock,
  about: { readonly paymentIntent?: string; readonly readerId?: string; readonly isKnown?: boolean },
): readonly [Books, readonly TenderId[]] {
  if (books.inbox.includes(knock.eventId)) return [books, []]
  const byIntent = books.sales.flatMap(row =>
    row.sale.tenders.filter(one => one.kind === 'card' && one.paymentIntent === about.paymentIntent),
  )
  const holding = books.leases.find(lease => lease.readerId === about.readerId)
  const meant = new Set<TenderId>(about.paymentIntent ? byIntent.map(tender => tender.id) : [])
  if (holding?.holder.kind === 'tender') meant.add(holding.holder.tenderId)
  const isNews = (id: TenderId) =>
    !about.isKnown && (about.readerId === undefined || !hasEnded(books, id) || holdsReader(books, id))
  for (const id of [...meant]) if (!isNews(id)) meant.delete(id)
  const plans = replaced(
    books.plans,
    plan => meant.has(plan.tenderId),
    plan => ({ ...plan, lookDue: true, nextLookAt: now, knocks: plan.knocks + 1 }),
  )
  return [{ ...books, plans, inbox: [...books.inbox, knock.eventId] }, [...meant]]
}

const hasEnded = (books: Books, tenderId: TenderId): boolean =>
  books.sales.some(row =>
    row.sale.tenders.some(one => one.id === tenderId && (one.state === 'paid' || one.state === 'canceled')),
  )

const holdsReader = (books: Books, tenderId: TenderId): boolean =>
  books.leases.some(({ holder }) => holder.kind === 'tender' && holder.tenderId === tenderId)
