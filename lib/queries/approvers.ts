import type { ApproversAnswer } from '#lib/contracts/approvals.ts'
import { consentedIn, wishTold } from '#lib/domain/consent.ts'
import { type Money, money } from '#lib/domain/money.ts'
import { may, type Permission } from '#lib/domain/permissions.ts'
import { liveCard, type Sale } from '#lib/domain/sale.ts'
import { heldBy } from '#lib/domain/tender.ts'
import type { World } from '#lib/ports/world.ts'

type Asking = { readonly permission: Permission; readonly about: string }

/** Who could consent to it at this counter, by name, and what it is: whoever types a PIN sees the sale and the amount. */
export async function approversOf(
  world: Pick<World, 'staff' | 'sales' | 'readers'>,
  { permission, about }: Asking,
): Promise<ApproversAnswer> {
  const [people, thing] = await Promise.all([world.staff.list(), thingOf(world, { permission, about })])
  return { people: people.filter(({ role }) => may(role, permission)), about: thing }
}

async function thingOf(
  { sales, readers }: Pick<World, 'sales' | 'readers'>,
  { permission, about }: Asking,
): Promise<ApproversAnswer['about']> {
  const meant = consentedIn(permission, about)
  if (!meant) return null
  if ('readerId' in meant) {
    const reader = await readers.find(meant.readerId)
    return reader ? { readerLabel: reader.label } : null
  }
  const loaded = 'saleId' in meant ? await sales.load(meant.saleId) : await sales.loadByTender(meant.tenderId)
  if (!loaded) return null
  const { number, rule } = loaded.sale
  const wish = wishTold(meant, loaded.sale) ?? null
  const amount =
    'amountMinor' in meant ? money(meant.amountMinor, rule.currency) : (amountOf(loaded.sale) ?? null)
  return { saleNumber: number, amount, wish }
}

/** What its card payment is about: all that is held, or what is asked for. */
function amountOf(sale: Sale): Money | undefined {
  const live = liveCard(sale)
  return live?.state === 'held' ? heldBy(live) : live?.amount
}
