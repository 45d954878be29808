import type { RegisterAnswer } from '#lib/contracts/sale-answer.ts'
import { idOf, type SaleId } from '#lib/domain/ids.ts'
import type { AtRegister } from '#lib/ports/sale-store.ts'
import type { World } from '#lib/ports/world.ts'
import { receiptDetails } from './shop-settings.ts'

/** Which Stripe the till speaks to, and where its readers can be looked at when they are drawn. */
export type StripeSide = {
  readonly mode: RegisterAnswer['mode']
  readonly simulatorOrigin: string | undefined
}

/** A verdict is news for so long; a browser that opens the register later begins with an empty counter. */
const NEWS_MS = 120_000
/** What the till did by itself is told for so long. */
const DEEDS_MS = 900_000

/** Belongs to no sale: the one load of the hot path brings the register, whatever the sale. */
const NO_SALE = idOf('sale', '00000000-0000-4000-8000-000000000000')

/** What a till needs to open. Undefined when nobody is signed in at a register with this session. */
export async function registerAnswer(
  { sales, shops, catalogue, diary, clock }: Pick<World, 'sales' | 'shops' | 'catalogue' | 'diary' | 'clock'>,
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
  const now = clock.now()
  const [currentSaleId, deeds] = await Promise.all([
    onTheCounter(sales, at, now),
    diary.deeds(now - DEEDS_MS, at.registerId),
  ])
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
    otherReaders: readersBeside(readers, at),
    staff: { id: staffId, name: staffName, role },
    locationId: at.locationId,
    favourites,
    currentSaleId,
    deeds,
    simulatorReaderUrl:
      simulatorOrigin && at.readerId ? `${simulatorOrigin}/simulator/readers/${at.readerId}` : null,
    testCards: mode === 'test',
    mode,
  }
}

/** A sale that ended long ago is nobody's on the counter any more, though it was the last one there. */
async function onTheCounter(
  sales: World['sales'],
  { currentSaleId, currentSaleStatus }: AtRegister,
  now: number,
): Promise<SaleId | null> {
  if (!currentSaleId || currentSaleStatus === 'open') return currentSaleId
  const paidAt = (await sales.load(currentSaleId))?.sale.paidAt
  return paidAt !== undefined && now - paidAt <= NEWS_MS ? currentSaleId : null
}

type Beside = { readonly id: string; readonly label: string; readonly locationId: string }

/** Only those of the same place: nobody hands a customer a reader in another town. */
function readersBeside(
  readers: readonly Beside[],
  { readerId, locationId }: Pick<AtRegister, 'readerId' | 'locationId'>,
): readonly Pick<Beside, 'id' | 'label'>[] {
  const here = readers.find(reader => reader.id === readerId)?.locationId ?? locationId
  return readers
    .filter(reader => reader.id !== readerId && reader.locationId === here)
    .map(({ id, label }) => ({ id, label }))
}
