import { requestFor } from '#lib/adapters/stripe/request.ts'
import { BrokenInvariant } from '#lib/domain/result.ts'
import type { HearingWorld } from '#lib/operations/receive-knock.ts'
import type { Shops } from '#lib/ports/shops.ts'
import type { World } from '#lib/ports/world.ts'
import { shopId } from './counter.ts'
import type { Answerer, Ask, Doors } from './doors.ts'
import type { AllDoors, Explored } from './explored.ts'

export type ServerWorld = HearingWorld & Pick<World, 'allowance' | 'books' | 'catalogue' | 'fleet' | 'stripe'>

const unasked = (): never => {
  throw new BrokenInvariant('the explored world has no such door')
}

/** One server process as the operations see it. Its `sales` is its own object: engines run once per tender and process. */
export function serverWorld(
  explored: Explored,
  ask: Answerer,
  about: {
    readonly serverId: string
    readonly marks: string
    now(): number
    readonly trouble: (what: string) => void
  },
): ServerWorld {
  const doors = doorsTo(ask)
  const { send, lookAtReader, lookAtIntent, refundsOf, intentsSince, readers, ...books } =
    explored.wrap?.(doors) ?? doors
  let made = 0
  return {
    sales: {
      ...books,
      // Somebody always stands at the till: what happens when nobody does begins like a press of Cancel, which is explored.
      tillOf: async () => ({ heardAt: about.now(), isCurrent: true }),
      page: unasked,
      nextDueAt: unasked,
      beat: unasked,
      clearings: unasked,
    },
    payments: {
      write: requestFor,
      writeTest: unasked,
      send,
      lookAtReader,
      lookAtIntent,
      intentOfOurs: unasked,
      refundsOf,
      intentsSince,
    },
    // No reader is tested here.
    readerTests: { lookAgain: async () => {} },
    fleet: {
      readers,
      createLocation: unasked,
      registerReader: unasked,
      reader: unasked,
      renameReader: unasked,
      deleteReader: unasked,
      presentCard: unasked,
    },
    // Nobody asks before a payment begins: that Stripe is away is met at every call.
    stripe: { reach: unasked, isAway: async () => false },
    shops,
    // Every intent here is of a tender that is known.
    books: {
      ofCards: unasked,
      keepUnknown: unasked,
      announceUnknown: unasked,
      unknown: unasked,
      dealWithUnknown: unasked,
      sweptUntil: unasked,
      sweptTo: unasked,
      heardUntil: unasked,
      heardTo: unasked,
    },
    // Everybody here is the owner, who needs nobody's consent.
    audit: {
      write: unasked,
      // Entries of the audit are no part of what is explored: nothing is decided by them.
      wished: async () => undefined,
      lastOf: unasked,
      page: unasked,
      occurring: unasked,
      seal: unasked,
      verify: unasked,
      keepApproval: unasked,
      spendApproval: unasked,
    },
    catalogue: {
      goods: async () => new Map(),
      all: unasked,
      since: unasked,
      version: unasked,
      favouritesAt: unasked,
    },
    // While orders of things are explored nobody counts requests.
    allowance: { left: () => 1_000, turn: async () => {}, shareAmong: () => {} },
    clock: { now: about.now },
    ids: { uuid: () => `${about.marks}-${++made}` },
    log: {
      info: () => {},
      warn: () => {},
      error: (fields, message) => about.trouble(`${message} ${JSON.stringify(fields)}`),
    },
    pace: { watchAfterMs: 2_000, reconcileEveryMs: 15_000 },
    serverId: about.serverId,
  }
}

/** It never changes, so asking for it is no point at which the order of things matters. */
const shop = async () => ({ id: shopId, country: 'US' })
// True because the operations of this world ask for the shop's id and country and for nothing else.
const shops = { shop } as unknown as Shops

const PORTS = [
  'load',
  'loadByTender',
  'loadByIntent',
  'loadAt',
  'save',
  'markSent',
  'receive',
  'plan',
  'due',
  'readerHeld',
  'livingServers',
  'send',
  'lookAtReader',
  'lookAtIntent',
  'refundsOf',
  'intentsSince',
  'hasSurprise',
  'strayIntents',
  'takeForClearing',
  'clearingCompared',
  'endClearing',
  'readers',
  'announce',
] as const satisfies readonly (keyof AllDoors)[]

function doorsTo(ask: Answerer): AllDoors {
  const door = (port: Ask['port']) => [port, (...args: unknown[]) => ask({ port, args } as Ask)] as const
  // True because every port is listed, and `answer` returns for each what its port promises.
  return Object.fromEntries(PORTS.map(door)) as unknown as AllDoors & Doors
}
