import type { PricingRule } from '#lib/domain/cart.ts'
import type { SaleId } from '#lib/domain/ids.ts'
import { now } from '../now.ts'
import { uuid } from '../uuid.ts'
import { askServer } from './ask.ts'
import { openEditStorage, type Shelf } from './edit-storage.ts'
import { saleOfKey } from './pending.ts'
import { isRefusedKey } from './refused.ts'
import type { Pass } from './sender.ts'
import { openTill, type Till } from './till.ts'
import { type FirstSale, NEXT_SALE_KEY } from './till-store.ts'
import type { TabMessage } from './till-sync.ts'

const CHANNEL = 'tapline:draft'

/**
 * The till of this tab on the browser's own localStorage, locks and channel. On the server and before hydration there is none
 * of them: then it is a till without a past, good for one paint. `listen` connects it and returns the way to stop.
 */
export function openBrowserTill(
  rule: PricingRule,
  first: FirstSale,
): Till & { readonly listen: () => () => void } {
  const inBrowser = typeof window !== 'undefined'
  const disk: Shelf = inBrowser ? localStorage : nothingStored
  const channel = inBrowser && 'BroadcastChannel' in window ? new BroadcastChannel(CHANNEL) : undefined
  const storage = openEditStorage(disk, now, uuid)
  const till = openTill(
    {
      rule,
      disk,
      storage,
      ask: askServer,
      alone,
      pause,
      tell: message => channel?.postMessage(message),
      now,
      uuid,
    },
    first,
  )
  return { ...till, listen: () => listen(till, channel) }
}

function listen(till: Till, channel: BroadcastChannel | undefined): () => void {
  const stored = (event: StorageEvent) => {
    if (event.storageArea !== localStorage || event.key === null) return
    const saleId = saleOfKey(event.key)
    if (saleId) till.heardStorage(saleId)
    else if (isRefusedKey(event.key)) till.heardRefused()
    else if (event.key === NEXT_SALE_KEY) till.heardNextSale(event.newValue)
  }
  // True because only tabs of this origin speak on the channel, and they run this file.
  const heard = (event: MessageEvent) => till.hear(event.data as TabMessage)
  const back = () => wakeAll()
  window.addEventListener('storage', stored)
  window.addEventListener('online', back)
  channel?.addEventListener('message', heard)
  till.resume()
  return () => {
    window.removeEventListener('storage', stored)
    window.removeEventListener('online', back)
    channel?.removeEventListener('message', heard)
  }
}

/** Without Web Locks (plain http in a shop's network) two tabs may send the same edits; applied twice they are applied once. */
async function alone(saleId: SaleId, work: () => Promise<Pass>): Promise<Pass> {
  if (!navigator.locks) return work()
  return navigator.locks.request(`tapline:send:${saleId}`, work)
}

const sleepers = new Set<() => void>()

/** Ends early when the network, or the live line, has come back. */
function pause(ms: number): Promise<void> {
  return new Promise(resolve => {
    const wake = () => {
      clearTimeout(timer)
      sleepers.delete(wake)
      resolve()
    }
    const timer = setTimeout(wake, ms)
    sleepers.add(wake)
  })
}

/** There is reason to believe that the server answers again: whoever waits asks now. */
export function wakeAll(): void {
  for (const wake of [...sleepers]) wake()
}

const nothingStored: Shelf = {
  length: 0,
  key: () => null,
  getItem: () => null,
  setItem: () => undefined,
  removeItem: () => undefined,
}
