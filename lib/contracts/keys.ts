import type { ProductId, RegisterId, SaleId } from '#lib/domain/ids.ts'

/**
 * SWR keys are the URLs that answer them, and signals carry the same strings: the announcer and the hooks share this file. Keys of lists are
 * announced without their query; `touches` knows that.
 */
export const saleKey = (saleId: SaleId): string => `/api/sales/${saleId}`

/** A sale with its payments' diary: the sale's own URL with a question, so that whatever touches the sale touches it. */
export const timelineKey = (saleId: SaleId): string => `${saleKey(saleId)}?with=diary`

/** Every payment under way, on all registers. */
export const paymentsKey = '/api/payments'

/** Money that is held on purpose and not taken yet. */
export const heldKey = `${paymentsKey}/held`

/** Facts that fitted nowhere. */
export const surprisesKey = '/api/surprises'

/** Of them the one that has waited longest: the list's own URL with a question, so that whatever touches the list touches it. */
export const oldestSurpriseKey = `${surprisesKey}?which=oldest`

/** Those of them that somebody has dealt with. */
export const dealtKey = `${surprisesKey}/dealt`

/** The list of sales, whatever its filter. */
export const salesKey = '/api/sales'

/** What a till needs to open: the register this browser is bound to, by its cookie. A change of any register is announced under this one key. */
export const registerKey = '/api/registers/current'

/** How the shop and its registers take cards. */
export const cardSettingsKey = '/api/settings/cards'

/** The shop, its receipts, its money. */
export const shopSettingsKey = '/api/settings/shop'

/** The wiring to Stripe, and its webhooks. */
export const stripeSettingsKey = '/api/settings/stripe'

/** How every part has been for a day. */
export const healthKey = '/api/health/day'

/** Copies of the database in the data folder. */
export const backupsKey = '/api/backups'

export const catalogueKey = '/api/catalogue'

/** The goods as the office keeps them. Announced under the catalogue's key, for whatever changes them changes it; `touches` knows that. */
export const goodsKey = '/api/goods'
export const goodKey = (id: ProductId): string => `${goodsKey}/${id}`
/** Where a good's picture is written, and read by its version: another picture has another address, so a browser may keep each for ever. */
export const goodPictureKey = (id: ProductId, version?: string): string =>
  `${goodKey(id)}/picture${version === undefined ? '' : `?v=${version}`}`
/** Categories, tax classes and questions. */
export const goodsSharedKey = `${goodsKey}/shared`
/** Announced under the register's key. */
export const favouritesKey = (registerId: RegisterId): string => `${goodsKey}/favourites/${registerId}`

/** The people of the shop, those who have left too. */
export const peopleKey = '/api/people'

/** Who is signed in, and where. */
export const sessionsKey = '/api/sessions'

/** The session of the browser that asks. Announced when any session has begun, ended or become another: whose it was hears no. */
export const ownSessionKey = `${sessionsKey}/own`

/** Every register, as a manager sees it. */
export const registersKey = '/api/registers'

/** When registers lock themselves, and how large a discount needs nobody's consent. */
export const counterSettingsKey = '/api/settings/counter'

/** All readers of all places. What changes a reader is announced under its own key or this one; `touches` knows both. */
export const readersKey = '/api/readers'

/** A reader: what Stripe says of it, and which sale waits there. */
export const readerKey = (readerId: string): string => `${readersKey}/${readerId}`
/** What it has been through before an event of that moment. */
export const readerEventsKey = (
  readerId: string,
  { at, id }: { readonly at: number; readonly id: string },
): string => `${readerKey(readerId)}/events?before=${at}:${id}`

/** The places readers stand at, and what they are set to there. */
export const locationsKey = '/api/locations'
/** A picture that was sent to Stripe from here, by its file; what is under one id never changes. */
export const pictureUrl = (fileId: string): string => `/api/pictures/${encodeURIComponent(fileId)}`
export const locationKey = (locationId: string): string => `${locationsKey}/${encodeURIComponent(locationId)}`

/** Who did what. */
export const auditKey = '/api/audit'

/** The lamps: till, Stripe, reader. */
export const lampsKey = '/api/status'

/**
 * Whether a signal for `changed` concerns what was read from `key`: the same path, whatever the query. The lists of payments under way have no
 * signal of their own, which every save of a cart would have to carry: they follow the sales and readers they are made of. The list of readers
 * and each of them follow one another, and locations follow the readers and registers that are there. What was dealt with follows the surprises.
 */
export const touches = (changed: string, key: string): boolean =>
  key === changed ||
  (changed === catalogueKey && key.startsWith(goodsKey)) ||
  (changed === registerKey && (key === registersKey || key.startsWith(`${goodsKey}/favourites/`))) ||
  key.startsWith(`${changed}?`) ||
  (ABOVE.has(changed) && key.startsWith(`${changed}/`)) ||
  (key === readersKey && changed.startsWith(`${key}/`)) ||
  ((changed === readersKey || changed === registersKey) && isOfLocations(key)) ||
  (PAYMENTS.has(key) && PARTS_OF_PAYMENTS.test(changed))

/** What changes under these changes what is read from below them. */
const ABOVE: ReadonlySet<string> = new Set([locationsKey, readersKey, surprisesKey])

const isOfLocations = (key: string): boolean => key === locationsKey || key.startsWith(`${locationsKey}/`)

const PAYMENTS: ReadonlySet<string> = new Set([paymentsKey, heldKey])
const PARTS_OF_PAYMENTS = /^\/api\/(sales|readers)\//
