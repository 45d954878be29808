import { liveCard, type Sale } from '#lib/domain/sale.ts'
import { enginesAtRest } from '#lib/operations/advance-tender.ts'
import { sweep } from '#lib/operations/sweep.ts'
import { answer } from './answer.ts'
import { mustBeOver } from './at-the-end.ts'
import { rowOf } from './books.ts'
import { nothing } from './budget.ts'
import { inputOf, readerName, saleIdOf } from './counter.ts'
import type { Explored } from './explored.ts'
import { check } from './invariants.ts'
import { doJob } from './jobs.ts'
import { serverWorld } from './server-world.ts'
import { type Job, must, type State, type Stripe } from './state.ts'
import { approved, arrives, lateArrives, taken, tapped } from './street.ts'

/** How the day ends: the cashiers cancel what is unpaid, or they try again and customers tap. */
export type Ending = 'cancel' | 'pay'

/** More rounds than any honest day needs to come to rest. */
const MOST_ROUNDS = 120

/** Looked at every five minutes for ever: nothing changes there any more. */
const QUIET_MS = 400_000

/**
 * Faults are over and no webhook ever comes. One fresh server runs the reconciler on its own clock; what it finds was left behind by
 * any that died. Then what §11 promises for the end must hold.
 */
export async function closeShop(explored: Explored, start: State, ending: Ending): Promise<void> {
  const day = openLastServer(explored, { ...start, left: nothing })
  await rest(day, ending)
  if (ending === 'pay') await everybodyPays(day)
  for (const till of explored.tills.keys())
    if (liveOf(day.state, till)) await press(day, { do: 'cancel', till })
  await rest(day, 'cancel')
  whatStillTravels(day)
  check(day.explored, day.state)
  mustBeOver(day.state)
}

type Day = {
  readonly explored: Explored
  state: State
  readonly world: ReturnType<typeof serverWorld>
  readonly troubles: string[]
  /** The first thing that must never happen and has, even where an engine caught and logged it. */
  broken?: unknown
}

function openLastServer(plain: Explored, start: State): Day {
  const explored = { ...plain, exactTimes: true }
  const troubles: string[] = []
  const world = serverWorld(
    explored,
    async ask => {
      try {
        const { state, value } = answer(explored, day.state, ask)
        day.state = state
        check(explored, state)
        return value
      } catch (error) {
        day.broken ??= error
        throw error
      }
    },
    {
      serverId: 'last server',
      marks: 'last',
      now: () => day.state.now,
      trouble: what => void troubles.push(what),
    },
  )
  const idle = { of: 'last server', marks: 'last', history: [], parked: [], ended: [], troubles: [], nr: 0 }
  const day: Day = {
    explored,
    world,
    troubles,
    state: { ...start, servers: [{ name: 'last server', life: 0, memory: idle }] },
  }
  return day
}

async function press(day: Day, job: Job): Promise<unknown> {
  const input = inputOf(day.explored, day.state, job)
  const done = await doJob(day.world, job, input)
  await enginesAtRest(day.world)
  if (day.broken) throw day.broken
  return done
}

/** Rounds of the reconciler until nothing changes. */
async function rest(day: Day, ending: Ending): Promise<void> {
  let quietSince = day.state.now
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = day.state
    moveDevices(day, ending)
    await doJob(day.world, { do: 'reconcile' }, undefined)
    await enginesAtRest(day.world)
    if (round === 0 && !day.explored.noSweep) await sweep(day.world, 0)
    await enginesAtRest(day.world)
    if (ending === 'pay') await sayYes(day)
    if (day.broken) throw day.broken
    must(day.troubles.length === 0, 'I4', day.troubles.join('; '))
    if (changed(before, day.state)) quietSince = day.state.now
    const next = Math.min(...day.state.books.plans.map(plan => plan.nextLookAt ?? Number.POSITIVE_INFINITY))
    if (next > quietSince + QUIET_MS) return
    if (next > day.state.now) day.state = { ...day.state, now: next }
  }
  must(false, 'I4', 'the engine never comes to rest')
}

function changed(before: State, after: State): boolean {
  const { sales, leases, calls } = after.books
  return (
    before.stripe !== after.stripe ||
    before.books.sales !== sales ||
    before.books.leases !== leases ||
    before.books.calls.filter(call => !call.outcome).length !== calls.filter(call => !call.outcome).length
  )
}

/** Banks answer; with customers about, waiting readers are tapped. */
function moveDevices(day: Day, ending: Ending): void {
  const { explored } = day
  const move = (next: Stripe) => {
    day.state = { ...day.state, stripe: next }
    check(day.explored, day.state)
  }
  for (const { id } of day.state.stripe.devices) {
    const device = () => day.state.stripe.devices.find(one => one.id === id)
    const now = device()
    if (now && ending === 'pay' && now.action?.status === 'waiting') move(tapped(day.state.stripe, now))
    const card = device()
    if (card?.action?.status === 'authorising') move(approved(day.state.stripe, card, explored))
  }
  for (const intent of day.state.stripe.intents)
    if (intent.auth === 'unseen') move(taken(day.state.stripe, intent, explored))
}

const liveOf = (state: State, till: number) => {
  const sale = rowOf(state.books, saleIdOf(till))?.sale
  return sale && liveCard(sale)
}

/**
 * Everything is in order now, so trying again must take the money. A reader in doubt belongs to its tender until that has ended, so
 * whose it is tries first, and who found none free tries again afterwards.
 */
async function everybodyPays(day: Day): Promise<void> {
  const tills = [...day.explored.tills.keys()]
  for (const till of [...tills, ...tills]) {
    const sale = rowOf(day.state.books, saleIdOf(till))?.sale
    const reader = sale && readerFor(day, sale)
    if (sale?.status !== 'open' || !reader) continue
    await press(day, { do: 'charge', till, reader, press: `press 9${till}` })
    await rest(day, 'pay')
  }
  for (const { sale } of day.state.books.sales)
    must(
      sale.status === 'paid',
      'I4',
      `sale ${sale.number}: tried again with everything in order, and not paid`,
    )
}

/** The reader that its living payment holds already, or one that nobody holds. */
function readerFor({ state, explored }: Day, sale: Sale): string | undefined {
  const mine = liveCard(sale)?.id
  const held = state.books.leases.find(({ holder }) => holder.kind === 'tender' && holder.tenderId === mine)
  const names = Array.from({ length: explored.readers }, (_, nr) => readerName(nr))
  return held?.readerId ?? names.find(name => !state.books.leases.some(lease => lease.readerId === name))
}

/** Two steps: somebody looks at the card and confirms. Held money: somebody takes it. */
async function sayYes(day: Day): Promise<void> {
  for (const till of day.explored.tills.keys()) {
    const live = liveOf(day.state, till)
    if (live?.state === 'on_reader' && live.attempt === 'collected') await press(day, { do: 'confirm', till })
    if (live?.state === 'held' && live.wish === 'none') await press(day, { do: 'capture', till })
  }
}

/** What nobody waits for any more comes in at the very end, and does no harm. */
function whatStillTravels(day: Day): void {
  while (day.state.stripe.travelling.length > 0) {
    day.state = { ...day.state, stripe: arrives(day.state.stripe, 0) }
    check(day.explored, day.state)
  }
  for (const device of day.state.stripe.devices)
    if (device.late !== undefined) day.state = { ...day.state, stripe: lateArrives(day.state.stripe, device) }
  check(day.explored, day.state)
}
