import { liveCard } from '#lib/domain/sale.ts'
import type { Explored } from './explored.ts'
import type { Memories } from './memory.ts'
import type { Books, CallRow, Server, State } from './state.ts'

type Around = { readonly explored: Explored; readonly memories: Memories }

/**
 * Forgets what nobody can ask for again, so that states which differ only in how they came about are one. A server without work has
 * nothing on its mind. While all are idle nobody holds a version, a count of knocks or the id of a row; they begin anew.
 */
export function rebased(around: Around, state: State): State {
  const atRest = state.servers.every(server => server.memory.parked.length === 0)
  const books = atRest ? rested(state, around.explored.keepKeys ?? false) : state.books
  if (!atRest) return { ...state, servers: state.servers.map(server => emptied(around, server, books)) }
  const servers = state.servers.map(({ name }) => ({
    name,
    life: 0,
    memory: around.memories.blank(`${name}.0`),
  }))
  return {
    ...state,
    servers,
    books,
    stripe: around.explored.keepKeys ? state.stripe : withoutOldKeys(state.stripe, books),
  }
}

function emptied({ memories }: Around, server: Server, books: Books): Server {
  const { memory } = server
  if (memory.parked.length > 0) return server
  return { ...server, memory: memories.blank(memory.of, freshMarks(memory.of, books)) }
}

/** Ids begin with these, so that no row of an earlier moment has the same one. */
function freshMarks(serverId: string, books: Books): string {
  let nr = 0
  while (books.calls.some(call => call.id.startsWith(`call_${serverId}/${nr}-`))) nr++
  return `${serverId}/${nr}`
}

function rested({ books, stripe, servers }: State, keepKeys: boolean): Books {
  const pending = new Set(stripe.events.map(event => event.id))
  const travelling = stripe.travelling.map(request => request.key)
  const living = new Map(servers.map(({ name, memory }) => [memory.of, `${name}.0`]))
  return {
    ...books,
    sales: books.sales.map(row => (row.version === 1 ? row : { ...row, version: 1 })),
    plans: books.plans.map(plan => (plan.knocks === 0 ? plan : { ...plan, knocks: 0 })),
    calls: books.calls
      .filter(call => isNeeded(books, call))
      .map(call => sentByOneOf(living, named(call, travelling, keepKeys))),
    inbox: books.inbox.filter(id => pending.has(id)),
  }
}

/** The dead are all alike, and who is alive counts as if it had just started. */
function sentByOneOf(living: ReadonlyMap<string, string>, call: CallRow): CallRow {
  if (call.sentBy === undefined) return call
  const sentBy = living.get(call.sentBy) ?? 'gone'
  return sentBy === call.sentBy ? call : { ...call, sentBy }
}

/** Of answered calls only the last number of each step counts, and of a tender that has ended none does. */
function isNeeded(books: Books, call: CallRow): boolean {
  if (call.outcome === undefined) return true
  const later = books.calls.some(
    other => subjectOf(other) === subjectOf(call) && other.step === call.step && other.n > call.n,
  )
  const live = books.sales.some(row => liveCard(row.sale)?.id === call.tenderId)
  return !later && (live || call.step === 'cancel_action' || call.step === 'refund')
}

const subjectOf = (call: CallRow): string => call.subject ?? call.tenderId

/**
 * A call answered long ago is only a number, and whether it is the third or the fifth matters for no step but `create`: where
 * nothing of it travels any more it becomes the first.
 */
function named(call: CallRow, travelling: readonly string[], keepKeys: boolean): CallRow {
  const subject = `tapline:${call.subject ?? call.tenderId}:${call.step}:`
  const again = call.outcome !== undefined && call.step !== 'create' && !keepKeys
  const about = travelling
    .filter(key => key.startsWith(subject))
    .map(key => Number(key.slice(subject.length)))
  const n = again ? Math.min(call.n, Math.max(1, ...about)) : call.n
  const key = `${subject}${n}`
  return call.id === key && call.n === n ? call : { ...call, id: key, key, n }
}

function withoutOldKeys(stripe: State['stripe'], books: Books): State['stripe'] {
  const wanted = new Set([
    ...books.calls.filter(call => call.outcome === undefined).map(call => call.key),
    ...stripe.travelling.map(request => request.key),
  ])
  const keys = Object.entries(stripe.keys)
  if (keys.every(([key]) => wanted.has(key))) return stripe
  return { ...stripe, keys: Object.fromEntries(keys.filter(([key]) => wanted.has(key))) }
}
