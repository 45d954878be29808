import type { PricingRule } from '#lib/domain/cart.ts'
import type { EditStorage, Shelf } from './edit-storage.ts'
import { openPresses, type Presses } from './presses.ts'
import { openCart, type TillCart } from './till-cart.ts'
import { type FirstSale, openStore, type TillStore } from './till-store.ts'
import { openSync, type SyncDeps, type TillSync } from './till-sync.ts'

export type TillDeps = SyncDeps & {
  readonly rule: PricingRule
  readonly disk: Shelf
  readonly storage: EditStorage
  readonly uuid: () => string
}

/** The sale on one tab's screen: a store outside React, so that a press paints before anything is awaited. */
export type Till = Presses &
  TillCart &
  Pick<
    TillStore,
    | 'state'
    | 'firstState'
    | 'subscribe'
    | 'onEvent'
    | 'setRule'
    | 'setGoods'
    | 'emit'
    | 'dismiss'
    | 'heardRefused'
  > &
  Pick<TillSync, 'adopt' | 'refresh' | 'follow' | 'hear' | 'heardStorage'> & {
    readonly heardNextSale: (value: string | null) => void
    /** Stripe is away, or does not answer: this payment is stopped, whatever Stripe says about it counts, and the counter is free. */
    readonly serveNext: () => void
    /** Sends what an earlier page left unsent. */
    readonly resume: () => void
  }

export function openTill(deps: TillDeps, first: FirstSale): Till {
  const store = openStore(deps, first)
  const sync = openSync(store, deps)
  const cart = openCart(store, sync.send)
  const presses = openPresses({ ...deps, ...store, adopt: sync.adopt, drain: sync.drain })
  const { state, firstState, subscribe, onEvent, setRule, setGoods, emit, dismiss, heardRefused } = store
  const { adopt, refresh, follow, hear, heardStorage } = sync
  return {
    ...presses,
    ...cart,
    state,
    firstState,
    subscribe,
    onEvent,
    setRule,
    setGoods,
    emit,
    dismiss,
    heardRefused,
    adopt,
    refresh,
    follow,
    hear,
    heardStorage,
    heardNextSale: value => sync.heardNextSale(value, cart.startNext),
    serveNext: () => presses.stopThen(cart.startNext),
    resume: () => {
      const { nextSaleId } = state()
      for (const saleId of deps.storage.sales()) if (saleId !== nextSaleId) sync.send(saleId)
    },
  }
}
