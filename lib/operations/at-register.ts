import type { SaleId } from '#lib/domain/ids.ts'
import { invariant, type Result, refuse } from '#lib/domain/result.ts'
import type { Sale } from '#lib/domain/sale.ts'
import type { AtRegister, Loaded, Saved } from '#lib/ports/sale-store.ts'
import type { World } from '#lib/ports/world.ts'

/** Who asks, by the hash of the session's token, and about which sale. */
export type Asked = {
  readonly sessionHash: string
  readonly saleId: SaleId
  /** The hash of a consent that was given to this one request. */
  readonly approval?: string | undefined
}

export type AtDoor =
  | { readonly kind: 'signed_out' }
  | { readonly kind: 'no_register' }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'too_busy' }

/** More often than two fingers and a webhook could ever collide. */
const MOST_TRIES = 12

/**
 * The frame of every write on a sale: one statement reads session, register, reader and sale; `write` decides and saves by
 * version; when the row has moved meanwhile it all starts over.
 */
export async function atRegister<T, R>(
  world: Pick<World, 'sales'>,
  asked: Asked,
  write: (at: AtRegister, loaded: Loaded | undefined) => Promise<Result<T, R> | 'stale'>,
): Promise<Result<T, R | AtDoor>> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const found = await world.sales.loadAt(asked.sessionHash, asked.saleId)
    if (!found) return refuse({ kind: 'signed_out' })
    const done = await write(found.at, found.loaded)
    if (done !== 'stale') return done
  }
  return refuse({ kind: 'too_busy' })
}

/** For the diary of a sale: the register that somebody stood at, where it was another than the sale's own. */
export const actedAt = (
  { registerId, registerName }: AtRegister,
  sale: Pick<Sale, 'registerId'>,
): { readonly register?: string } => (registerId === sale.registerId ? {} : { register: registerName })

/** Saved, or somebody was faster. A rule that two fingers can run into is read again as well; any other is our defect. */
export function wasSaved(saved: Saved): saved is Extract<Saved, { ok: true }> {
  if (saved.ok) return true
  const collides =
    saved.because === 'stale' ||
    saved.because === 'one_live_card_tender_per_sale' ||
    saved.because === 'one_tender_one_row'
  invariant(collides, `a decided sale broke ${saved.because}`)
  return false
}
