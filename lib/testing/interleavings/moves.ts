import { answer } from './answer.ts'
import { type Budget, spend } from './budget.ts'
import { inputOf } from './counter.ts'
import type { Explored } from './explored.ts'
import { wordsOf } from './jobs.ts'
import type { Memories } from './memory.ts'
import type { How } from './network.ts'
import { presses } from './presses.ts'
import { rebased } from './rest.ts'
import { type Job, type Memory, must, type Parked, type Server, type State } from './state.ts'
import { stripeMoves } from './street.ts'

/** One thing that may happen next. `go` may have to run real code that has not run before. */
export type Move = { readonly name: string; go(): State | Promise<State> }

type Around = { readonly explored: Explored; readonly memories: Memories }

/** Whether a server is in the middle of an operation. */
export const isBusy = ({ memory }: Server): boolean => memory.parked.length > 0

/** Everything that may happen next: servers, the network, people, devices, Stripe. Turning away from work begun is a switch. */
export function movesOf(around: Around, state: State): readonly Move[] {
  const running = state.servers.find(server => server.name === state.running && isBusy(server))
  const counted = Number.isFinite(state.left.switches)
  const stays = running && counted ? serverMoves(around, state, running) : []
  if (running && counted && state.left.switches === 0) return stays
  const now = running && counted ? { ...state, left: spend(state.left, 'switches') } : state
  const servers = state.servers.filter(server => !(running && counted) || server !== running)
  return [
    ...stays,
    ...servers.flatMap(server => serverMoves(around, now, server)),
    ...jobMoves(around, now),
    ...stripeMoves(around.explored, now),
  ]
}

/** A server goes on with one of the calls it waits for, or dies. */
function serverMoves(around: Around, state: State, server: Server): readonly Move[] {
  const moves = server.memory.parked.flatMap(parked =>
    waysOf(around, state, parked).map(({ how, words, cost }) => ({
      name: `${server.name}: ${askWords(parked)}${words}`,
      go: () => answered(around, { ...state, left: spend(state.left, ...cost) }, server, parked, how),
    })),
  )
  if (!isBusy(server) || state.left.kill === 0) return moves
  const dies = {
    name: `${server.name} dies`,
    go: () => {
      const life = server.life + 1
      const memory = around.memories.blank(`${server.name}.${life}`)
      return rebased(
        around,
        withServer({ ...state, left: spend(state.left, 'kill') }, { name: server.name, life, memory }),
      )
    },
  }
  return [...moves, dies]
}

function answered(
  around: Around,
  state: State,
  server: Server,
  parked: Parked,
  how: How,
): State | Promise<State> {
  const { state: next, value } = answer(around.explored, state, parked.ask, how)
  const memory = around.memories.after(server.memory, { kind: 'answer', to: parked.nr, value })
  return memory instanceof Promise
    ? memory.then(after => lived(around, next, server, after))
    : lived(around, next, server, memory)
}

/** The server has gone on. What it told browsers is compared with the books at that very moment. */
function lived(around: Around, state: State, server: Server, memory: Memory): State {
  must(memory.troubles.length === 0, 'I4', `${server.name}: ${memory.troubles.join('; ')}`)
  const acknowledged = [...state.acknowledged]
  for (const { job, value } of memory.ended.slice(server.memory.ended.length))
    acknowledged.push(...acknowledgedBy(state, job, value))
  const next = withServer({ ...state, acknowledged }, { ...server, memory })
  return rebased(around, Number.isFinite(state.left.switches) ? { ...next, running: server.name } : next)
}

function acknowledgedBy(state: State, job: Job, value: unknown): State['acknowledged'] {
  if (job.do === 'knock' || job.do === 'reconcile' || job.do === 'sweep') return []
  // True because every operation at the counter answers with a `Result` of a `SaleNow`.
  const done = value as { ok: boolean; value: { sale: State['books']['sales'][number]['sale'] } }
  if (!done.ok) return []
  return done.value.sale.tenders.map(tender => tender.id).filter(id => !state.acknowledged.includes(id))
}

function withServer(state: State, server: Server): State {
  return { ...state, servers: state.servers.map(one => (one.name === server.name ? server : one)) }
}

type Way = { readonly how: How; readonly words: string; readonly cost: readonly (keyof Budget)[] }

/** How a call may go, within what is left of each fault. */
function waysOf({ explored }: Around, state: State, { ask }: Parked): readonly Way[] {
  const { left } = state
  const ways: Way[] = [{ how: 'fine', words: '', cost: [] }]
  const may = (how: How, words: string, ...cost: readonly (keyof Budget)[]) => {
    if (cost.every(one => left[one] > 0)) ways.push({ how, words: ` → ${words}`, cost })
  }
  if (ask.port === 'lookAtReader' || ask.port === 'lookAtIntent') may('never_arrived', 'no answer', 'unread')
  if (ask.port === 'livingServers') may('thought_gone', 'the others seem gone', 'takeOver')
  if (ask.port !== 'send') return ways
  const [request, key] = ask.args
  may('reply_lost', 'executed, reply lost', 'lost')
  may('never_arrived', 'never arrives', 'lost')
  may('still_travelling', 'caller gives up, still travelling', 'lost', 'late')
  may('told_to_wait', '429', 'busy')
  if ((explored.keyOf?.(key, state.stripe) ?? key) in state.stripe.keys) return ways
  if (key.includes(':create:')) {
    may('refused', 'refused', 'createError')
    may('failed_yet_done', '500, yet created', 'createError')
  }
  if (key.includes(':process:') || key.includes(':collect:')) {
    may('timeout_dark', 'reader_timeout, not shown', 'timeout')
    may('timeout_shown', 'reader_timeout, yet shown', 'timeout')
    may('timeout_late', 'reader_timeout, shown later', 'timeout', 'lateShown')
    may('offline', 'reader_offline', 'offline')
  }
  return request ? ways : []
}

function askWords({ ask, nr }: Parked): string {
  switch (ask.port) {
    case 'send':
      return ask.args[1].replace(/^tapline:(?:tender|ref)_\S{36}:/, 'POST ')
    case 'save': {
      const { write, answer: answers, sale } = ask.args[0]
      const states = sale.tenders.map(tender => tender.state).join(', ')
      return `commit ${nr}${write ? ` (${write.step}#${write.n})` : ''}${answers ? ` (${answers.outcome})` : ''}: ${sale.status}, ${states || 'no tender'}`
    }
    case 'lookAtReader':
      return `GET ${ask.args[0]}`
    case 'lookAtIntent':
      return `GET ${ask.args[0]}`
    default:
      return `${ask.port} ${nr}`
  }
}

/**
 * Work that may begin: a press, a knock, a round of the reconciler. It begins on the first server that has nothing to do, for servers
 * are alike; where `sameServer` is set, also on one in the middle of something.
 */
function jobMoves(around: Around, state: State): readonly Move[] {
  const { explored } = around
  const underWay = state.servers.reduce((sum, server) => sum + server.memory.parked.length, 0)
  const idle = state.servers.find(server => !isBusy(server))
  const server = explored.sameServer ? (state.servers[0] ?? idle) : idle
  if (!server || underWay >= (explored.sameServer ?? Number.POSITIVE_INFINITY)) return []
  const moves: Move[] = []
  const may = (job: Job, next: State, words = '') =>
    moves.push({
      name: `${server.name}: ${wordsOf(job)}${words}`,
      go: () => begun(around, next, server, job),
    })
  if (state.books.plans.some(plan => plan.nextLookAt !== null)) may({ do: 'reconcile' }, state)
  if (state.left.sweep > 0) may({ do: 'sweep' }, { ...state, left: spend(state.left, 'sweep') })
  for (const till of explored.tills.keys())
    for (const [job, cost] of presses(explored, state, till))
      may(job, { ...state, left: spend(state.left, cost) })
  const { events } = state.stripe
  for (const event of new Map(events.map(one => [one.id, one])).values()) {
    const stripe = { ...state.stripe, events: events.filter(one => one !== event) }
    may({ do: 'knock', event }, { ...state, stripe })
    if (state.left.double > 0)
      may({ do: 'knock', event }, { ...state, left: spend(state.left, 'double') }, ', and will again')
  }
  return moves
}

function begun(around: Around, state: State, server: Server, job: Job): State | Promise<State> {
  const input = inputOf(around.explored, state, job)
  const memory = around.memories.after(server.memory, { kind: 'job', job, input })
  return memory instanceof Promise
    ? memory.then(after => lived(around, state, server, after))
    : lived(around, state, server, memory)
}
