import type { RegisterAnswer } from '#lib/contracts/sale-answer.ts'
import { idOf } from '#lib/domain/ids.ts'
import type { World } from '#lib/ports/world.ts'
import { receiptDetails } from './shop-settings.ts'

/** Which Stripe the till speaks to, and where its readers can be looked at when they are drawn. */
export type StripeSide = {
  readonly mode: RegisterAnswer['mode']
  readonly simulatorOrigin: string | undefined
}

/** Belongs to no sale: the one load of the hot path brings the register, whatever the sale. */
const NO_SALE = idOf('sale', '00000000-0000-4000-8000-000000000000')

/** What a till needs to open. Undefined when nobody is signed in at a register with this session. */
export async function registerAnswer(
  { sales, shops, catalogue }: Pick<World, 'sales' | 'shops' | 'catalogue'>,
  sessionHash: string,
  { mode, simulatorOrigin }: StripeSide,
): Promise<RegisterAnswer | undefined> {
  const [found, readers, shop, favourites] = await Promise.all([
    sales.loadAt(sessionHash, NO_SALE),
    shops.readers(),
    shops.shop(),
    catalogue.favouritesAt(sessionHash),
  ])
  if (!found || !shop) return undefined
  const { at } = found
  const { staffId, staffName, role } = at.session
  return {
    shop: {
      name: at.shopName,
      country: at.country,
      currency: at.rule.currency,
      taxIncluded: at.rule.taxIncluded,
      receipt: receiptDetails(shop),
    },
    rule: at.rule,
    register: { id: at.registerId, name: at.registerName },
    reader: at.readerId ? { id: at.readerId, label: at.readerLabel ?? 'Reader' } : null,
    otherReaders: readers.filter(reader => reader.id !== at.readerId),
    staff: { id: staffId, name: staffName, role },
    currentSaleId: at.currentSaleId,
    locationId: at.locationId,
    favourites,
    simulatorReaderUrl:
      simulatorOrigin && at.readerId ? `${simulatorOrigin}/simulator/readers/${at.readerId}` : null,
    testCards: mode === 'test',
    mode,
  }
}
