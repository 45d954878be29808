import type { TenderId } from '#lib/domain/ids.ts'
import { nextStep } from '#lib/domain/payment-step.ts'
import type { Call, Loaded, Save } from '#lib/ports/sale-store.ts'
import { type EngineWorld, loadedAfter, type Standing, standingOf, surroundingsOf } from './standing.ts'
import { inHand, nextCall, type ShopOfCall } from './write-call.ts'

/** What a wish changes. Where it makes a tender, the row of the tender's first call is part of the same commit. */
type Wish = Omit<Save, 'expected' | 'write'>

export type Wished = {
  readonly save: Wish & { readonly write?: Call }
  /** Once it has been committed at this version: what the engine goes on from. */
  committed(version: number): Loaded
}

/**
 * A new tender asks Stripe for its intent, whatever else happens, so the wish and the row of that call are durable at once: one commit
 * less before the reader lights up.
 */
export function withFirstCall(
  world: EngineWorld,
  loaded: Loaded,
  wish: Wish,
  tenderId: TenderId | undefined,
  shop: ShopOfCall | undefined,
): Wished {
  const standing = tenderId && standingOf({ ...loaded, sale: wish.sale }, tenderId)
  const first = standing && shop && isNew(standing) ? nextCall(world, standing, 'create', shop) : undefined
  const journal = [...(wish.journal ?? []), ...(first?.change.journal ?? [])]
  const save = first ? { ...wish, write: first.call, journal } : wish
  return {
    save,
    committed(version) {
      if (first) inHand(first.call)
      return loadedAfter({ ...loaded, sale: wish.sale, version }, save)
    },
  }
}

function isNew(standing: Standing): boolean {
  const around = surroundingsOf(standing)
  const step = nextStep(standing.tender, around)
  return step.do === 'call' && step.step === 'create' && !around.createWritten
}
