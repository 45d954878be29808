import type { HeldAnswer, HeldMoney } from '#lib/contracts/payments.ts'
import { liveCard } from '#lib/domain/sale.ts'
import { heldBy, takeBefore } from '#lib/domain/tender.ts'
import type { InFlight } from '#lib/ports/diary.ts'
import type { World } from '#lib/ports/world.ts'

/** Money that is held on purpose and not taken yet, the one that lapses first on top. */
export async function heldMoney({ diary, clock }: Pick<World, 'diary' | 'clock'>): Promise<HeldAnswer> {
  const held = (await diary.inFlight()).flatMap(heldOf)
  return { held: held.sort((a, b) => deadlineOf(a) - deadlineOf(b)), now: clock.now() }
}

const deadlineOf = ({ captureBefore, since }: HeldMoney): number => captureBefore ?? since

function heldOf({ sale, registerName, staffName }: InFlight): readonly HeldMoney[] {
  const tender = liveCard(sale)
  if (tender?.state !== 'held' || !tender.holds) return []
  const { id, attemptAt, wish } = tender
  return [
    {
      saleId: sale.id,
      saleNumber: sale.number,
      tenderId: id,
      amount: heldBy(tender),
      since: attemptAt,
      registerName,
      staffName,
      wish: wish === 'capture' || wish === 'stop' ? wish : 'none',
      ...(tender.captureBefore === undefined ? {} : { captureBefore: takeBefore(tender) }),
    },
  ]
}
