import { askingRule } from '#lib/domain/asks-about.ts'
import { decide } from '#lib/domain/decide-sale.ts'
import type { TenderId } from '#lib/domain/ids.ts'
import { money } from '#lib/domain/money.ts'
import { ok, type Result, refuse } from '#lib/domain/result.ts'
import { liveCard } from '#lib/domain/sale.ts'
import type { SaleRefusal } from '#lib/domain/sale-commands.ts'
import type { BusyWith } from '#lib/domain/tender.ts'
import type { AtRegister, Loaded, ReaderHeld } from '#lib/ports/sale-store.ts'
import type { World } from '#lib/ports/world.ts'
import { type AdvancingWorld, advanceTender, shopOf } from './advance-tender.ts'
import { type Asked, type AtDoor, actedAt, atRegister, wasSaved } from './at-register.ts'
import { busyWith } from './busy-with.ts'
import { withFirstCall } from './payment/first-call.ts'
import { type SaleNow, saleNow, withReader } from './sale-answer.ts'

type ReaderRefusal =
  | { readonly kind: 'stripe_unreachable' }
  | { readonly kind: 'no_reader' }
  | (BusyWith & {
      readonly kind: 'reader_busy'
      /** The one that was asked for, which need not be the register's own. */
      readonly readerId: string
    })

type ChargingWorld = AdvancingWorld & Pick<World, 'stripe'>

export type ChargeRefusal = SaleRefusal | AtDoor | ReaderRefusal

/**
 * The cashier pressed Charge, or *Try another card*. Writes the tender and its wish down and answers; the engine does the rest
 * and every screen hears of it. The same press twice is one wish. Refuses when the total on the button is not the server's.
 */
export async function chargeSale(
  world: ChargingWorld,
  input: Asked & {
    readonly press: string
    readonly tenderId: TenderId
    readonly shownMinor: number
    /** Another reader than the register's own. */
    readonly readerId?: string | undefined
  },
): Promise<Result<SaleNow, ChargeRefusal>> {
  let wished: { readonly tenderId: TenderId; readonly known: Loaded } | undefined
  const done = await atRegister<SaleNow, ChargeRefusal>(world, input, async (at, loaded) => {
    if (!loaded) return refuse({ kind: 'not_found' })
    const readerId = await readerFor(world, at, input.readerId)
    if (!readerId) return refuse({ kind: 'no_reader' })
    const now = world.clock.now()
    const shown = money(input.shownMinor, loaded.sale.rule.currency)
    const { press, tenderId } = input
    const decided = decide(loaded.sale, {
      type: 'charge',
      tenderId,
      press,
      readerId,
      holds: at.holds,
      twoSteps: at.twoSteps,
      asks: askingRule(at.asksAbout, at.country),
      shown,
      at: now,
    })
    if (!decided.ok) return decided
    if (decided.value === loaded.sale) return ok(withReader(saleNow(loaded), at))
    // Said before there is a payment that would have to wait for Stripe; cash goes on.
    if (!liveCard(loaded.sale) && (await world.stripe.isAway())) return refuse({ kind: 'stripe_unreachable' })
    const held = readerId === at.readerId ? at.readerHeld : await world.sales.readerHeld(readerId)
    const busy = await heldByOther(world, held ?? undefined, liveCard(loaded.sale)?.id)
    if (busy) return refuse({ ...busy, readerId })
    const live = liveCard(decided.value)?.id
    const data = { charge: shown.minor, press, ...actedAt(at, loaded.sale) }
    const wish = {
      sale: decided.value,
      ...(live ? { looks: [{ tenderId: live, lookDue: false, looks: 0, nextLookAt: now + 3_000 }] } : {}),
      journal: [
        {
          kind: 'wish' as const,
          staffId: at.session.staffId,
          at: now,
          data,
          ...(live ? { tenderId: live } : {}),
        },
      ],
    }
    const { save, committed } = withFirstCall(world, loaded, wish, live, await shopOf(world))
    const saved = await world.sales.save({ ...save, expected: loaded.version })
    if (!wasSaved(saved)) return 'stale'
    if (live) wished = { tenderId: live, known: committed(saved.version) }
    return ok(withReader(saleNow({ sale: decided.value, version: saved.version, leases: loaded.leases }), at))
  })
  if (done.ok && wished) inBackground(world, wished.tenderId, wished.known)
  return done
}

/** The register's own reader, or another one of the shop that the cashier chose. */
async function readerFor(
  world: AdvancingWorld,
  at: AtRegister,
  chosen: string | undefined,
): Promise<string | undefined> {
  if (!chosen || chosen === at.readerId) return at.readerId ?? undefined
  return (await world.shops.readers()).some(reader => reader.id === chosen) ? chosen : undefined
}

/** A reader of another living payment is refused with whose it is. One that only has not been let go of yet is helped along. */
async function heldByOther(world: AdvancingWorld, held: ReaderHeld | undefined, mine: TenderId | undefined) {
  if (!held || (held.holder.kind === 'tender' && held.holder.tenderId === mine)) return undefined
  const busy = { kind: 'reader_busy', ...busyWith(held) } as const
  if (held.holder.kind !== 'tender') return busy
  const other = await world.sales.loadByTender(held.holder.tenderId)
  return other && liveCard(other.sale)?.id === held.holder.tenderId ? busy : undefined
}

/** The cashier is not kept waiting. What goes wrong here is in the rows, and the reconciler finds it. */
export function inBackground(world: AdvancingWorld, tenderId: TenderId, known?: Loaded): void {
  advanceTender(world, tenderId, 'wish', known).catch(error =>
    world.log.error({ tender: tenderId, err: error }, 'the engine stopped'),
  )
}
