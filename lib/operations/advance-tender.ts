import { CONFIRM_WITHIN_MS } from '#lib/domain/card-commands.ts'
import type { TenderId } from '#lib/domain/ids.ts'
import { type CallStep, type NextStep, nextStep } from '#lib/domain/payment-step.ts'
import { absorb } from '#lib/domain/sale-facts.ts'
import { type CardTender, refundAsked } from '#lib/domain/tender.ts'
import type { Loaded } from '#lib/ports/sale-store.ts'
import type { World } from '#lib/ports/world.ts'
import { clearReader, stillNotClear } from './payment/clear-reader.ts'
import { giveUpWhatWasLeft } from './payment/left-alone.ts'
import { look } from './payment/look.ts'
import { sendCall } from './payment/send-call.ts'
import type { Clear, Release } from './payment/settle.ts'
import {
  type After,
  numberOf,
  openCallOf,
  planned,
  planOf,
  type Standing,
  saved,
  standingOf,
  surroundingsOf,
} from './payment/standing.ts'
import { takeReader } from './payment/take-reader.ts'
import { watchHold } from './payment/watch-hold.ts'
import { type ShopOfCall, writeCall } from './payment/write-call.ts'

export type AdvancingWorld = Pick<
  World,
  'sales' | 'payments' | 'clock' | 'ids' | 'log' | 'pace' | 'serverId' | 'shops' | 'audit'
>

/** Which door it came through. Only the reconciler, whose time has come, looks without being asked to. */
export type Door = 'wish' | 'knock' | 'due'

/** More steps than any honest payment takes in one go; beyond them something turns in circles and must be seen. */
const MOST_STEPS = 30

type Run = { again?: Door; readonly done: Promise<void> }
type Running = WeakMap<World['sales'], Map<TenderId, Run>>
/** Next evaluates a module once per bundle: what is under way is known once per process. */
const here = globalThis as { taplineRunning?: Running }
const running = (): Running => {
  here.taplineRunning ??= new WeakMap()
  return here.taplineRunning
}

/**
 * The one engine behind the cashier's wish, Stripe's knock and the reconciler: read the row, decide the one next step, write it,
 * do it, record it, again, until there is nothing to do now. In one process it runs once per tender at a time; several servers
 * doing the same step use the same key, and one of their saves wins. A caller that dies loses only time.
 */
export function advanceTender(
  world: AdvancingWorld,
  tenderId: TenderId,
  door: Door,
  /** What the caller has just saved: then the row need not be read again to begin with. */
  known?: Loaded,
): Promise<void> {
  const runs = running().get(world.sales) ?? new Map<TenderId, Run>()
  running().set(world.sales, runs)
  const under = runs.get(tenderId)
  if (under) {
    // Who may look by right does not lose that because somebody else is waiting too.
    under.again = under.again === 'due' ? 'due' : door
    return under.done
  }
  const run: Run = {
    done: Promise.resolve()
      .then(() => keepRunning(world, tenderId, door, run, known))
      .finally(() => runs.delete(tenderId)),
  }
  runs.set(tenderId, run)
  return run.done
}

/** Resolves when no tender is under way in this process: for a server that ends, and for stories that want to look. */
export async function enginesAtRest(world: Pick<World, 'sales'>): Promise<void> {
  const runs = running().get(world.sales)
  while (runs?.size) await Promise.allSettled([...runs.values()].map(run => run.done))
}

async function keepRunning(
  world: AdvancingWorld,
  tenderId: TenderId,
  door: Door,
  run: Run,
  known: Loaded | undefined,
): Promise<void> {
  let next: Door | undefined = door
  let from = known
  while (next) {
    delete run.again
    await advance(world, tenderId, next, from)
    next = run.again
    from = undefined
  }
}

async function advance(
  world: AdvancingWorld,
  tenderId: TenderId,
  door: Door,
  known: Loaded | undefined,
): Promise<void> {
  const shop = await shopOf(world)
  if (!shop) return
  let mayLook = door === 'due'
  let standing = standingOf(known, tenderId)
  // A reader that does not obey now is left for later; money does not wait for it.
  let leaves = false
  const soFar = { hasCleared: false }
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    standing ??= standingOf(await world.sales.loadByTender(tenderId), tenderId)
    if (!standing) return
    const around = surroundingsOf(standing)
    const step = inTime(
      nextStep(standing.tender, leaves ? { ...around, leases: [] } : around),
      standing.tender,
      world.clock.now(),
    )
    if (step.do === 'clear' && !mayLook && !mayClear(standing, world.clock.now())) {
      leaves = true
      continue
    }
    if (leaves && step.do === 'rest') return
    const given = door === 'due' && step.do !== 'send' ? await giveUpWhatWasLeft(world, standing) : undefined
    if (given) {
      standing = given === 'again' || given === 'rest' ? undefined : given
      continue
    }
    if (step.do === 'rest' || (step.do === 'look' && !mayLook && !mustLook(standing, world.clock.now()))) {
      return restful(world, standing, step)
    }
    if (step.do === 'call' && !mayLook && !mayCall(standing, step.step, world.clock.now())) return
    const after = await perform(world, standing, step, shop, soFar)
    if (step.do !== 'send') mayLook = false
    if (after === 'rest') return
    if (after === 'later') leaves = true
    standing = after === 'again' || after === 'later' ? undefined : after
  }
  world.log.error({ tender: tenderId }, 'a tender does not come to rest')
}

/**
 * A yes that was written down and not sent, because a server died, is too old for the card after a while: the look that comes in its
 * place lets that card go, as the screen has said (`one-charge` §7).
 */
function inTime(step: NextStep, { attemptAt }: CardTender, now: number): NextStep {
  const tooLate = step.do === 'call' && step.step === 'confirm' && now - attemptAt > CONFIRM_WITHIN_MS
  return tooLate ? { do: 'look', at: 'reader_and_intent' } : step
}

/** A shop that takes payments keeps its id and its country for life, so a process reads them once. */
const knownShops = new WeakMap<World['shops'], ShopOfCall>()

export async function shopOf({ shops }: Pick<World, 'shops'>): Promise<ShopOfCall | undefined> {
  const known = knownShops.get(shops)
  if (known) return known
  const shop = await shops.shop()
  if (!shop) return undefined
  const found = { shopId: shop.id, country: shop.country }
  knownShops.set(shops, found)
  return found
}

const PATIENT: ReadonlySet<string> = new Set(['create', 'cancel', 'capture', 'refund'])

/** What Stripe has denied or failed before is asked for again when its time has come, not at once. */
function mayCall(standing: Standing, step: CallStep, now: number): boolean {
  const subject = step === 'refund' ? refundAsked(standing.tender)?.id : undefined
  return (
    !PATIENT.has(step) ||
    numberOf(standing, step, subject) === 0 ||
    (planOf(standing)?.nextLookAt ?? 0) <= now
  )
}

/** A reader that has not obeyed before is asked again when its time has come. */
function mayClear(standing: Standing, now: number): boolean {
  const plan = planOf(standing)
  return numberOf(standing, 'cancel_action') < 2 || plan?.lookDue === true || (plan?.nextLookAt ?? 0) <= now
}

/** A look that somebody needs: an answer without proof, a wish to take it off the reader, a receipt without its card. */
function mustLook(standing: Standing, now: number): boolean {
  const plan = planOf(standing)
  if (plan?.lookDue) return true
  const { state, wish, card } = standing.tender
  if (state === 'paid') return !card && (plan?.nextLookAt ?? 0) <= now
  return state === 'on_reader' && (wish === 'stop' || wish === 'take_off') && (plan?.nextLookAt ?? 0) <= now
}

/** A tender with nothing left to do goes off the list. */
async function restful(world: AdvancingWorld, standing: Standing, step: NextStep): Promise<void> {
  if (step.do === 'rest' && standing.tender.state === 'held') return watchHold(world, standing)
  const nothingLeft = step.do === 'rest' && planOf(standing)?.nextLookAt !== null
  if (nothingLeft) await planned(world, standing, { nextLookAt: null, lookDue: false })
}

async function perform(
  world: AdvancingWorld,
  standing: Standing,
  step: NextStep,
  shop: ShopOfCall,
  soFar: { hasCleared: boolean },
): Promise<After | 'later'> {
  const after = await performStep(world, standing, step, shop)
  if (typeof after === 'object' && 'release' in after) return writeCall(world, after.standing, 'cancel', shop)
  if (typeof after === 'object' && 'clear' in after) {
    if (soFar.hasCleared && numberOf(after.standing, 'cancel_action') > 1)
      return stillNotClear(world, after.standing)
    soFar.hasCleared = true
    return writeCall(world, after.standing, 'cancel_action', shop, after.clear)
  }
  return after
}

async function performStep(
  world: AdvancingWorld,
  standing: Standing,
  step: NextStep,
  shop: ShopOfCall,
): Promise<After | Clear | Release | 'later'> {
  switch (step.do) {
    case 'rest':
      return 'rest'
    case 'send': {
      const call = openCallOf(standing)
      return call ? sendCall(world, standing, call, shop) : 'again'
    }
    case 'close':
      return close(world, standing)
    case 'call':
      return step.step === 'process' || step.step === 'collect'
        ? takeReader(world, standing, shop, step.step, other => advanceTender(world, other, 'due'))
        : writeCall(world, standing, step.step, shop)
    case 'look':
      return look(world, standing, step.at)
    case 'clear':
      return clearReader(world, standing, step.readerId)
  }
}

/** Nothing was ever asked of Stripe, so the tender can end here and now. */
async function close(world: AdvancingWorld, standing: Standing): Promise<After> {
  const at = world.clock.now()
  const tenderId = standing.tender.id
  const { sale } = absorb(standing.sale, { type: 'never_created', tenderId, at })
  const journal = [{ kind: 'decision', tenderId, at, data: { closed: 'never created' } }] as const
  return (
    (await saved(world, standing, { sale, journal, looks: [{ tenderId, nextLookAt: null }] })).standing ??
    'again'
  )
}
