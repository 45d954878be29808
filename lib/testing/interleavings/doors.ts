import type { Fleet } from '#lib/ports/fleet.ts'
import type { Payments } from '#lib/ports/payments.ts'
import type { SaleStore } from '#lib/ports/sale-store.ts'

/** The ports at which a server waits for the world. Everywhere here the explorer decides who goes on next. */
export type Doors = Pick<
  SaleStore,
  | 'load'
  | 'loadByTender'
  | 'loadByIntent'
  | 'loadAt'
  | 'save'
  | 'markSent'
  | 'receive'
  | 'plan'
  | 'due'
  | 'readerHeld'
  | 'livingServers'
  | 'hasSurprise'
  | 'strayIntents'
  | 'takeForClearing'
  | 'clearingCompared'
  | 'endClearing'
> &
  Pick<Payments, 'send' | 'lookAtReader' | 'lookAtIntent' | 'refundsOf' | 'intentsSince'> &
  Pick<Fleet, 'readers'>

/** One call of one port, as plain data: the world can answer it without the server. */
export type Ask =
  | { [Port in keyof Doors]: { readonly port: Port; readonly args: Parameters<Doors[Port]> } }[keyof Doors]
  | { readonly port: 'announce'; readonly args: readonly [saleId: string] }

/** Who answers: a promise that the explorer keeps, or the world at once. */
export type Answerer = (ask: Ask) => Promise<unknown>
