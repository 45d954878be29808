import type { AsksAbout } from '#lib/domain/asks-about.ts'
import type { Currency } from '#lib/domain/currencies.ts'
import type { RegisterId, ShopId, StaffId } from '#lib/domain/ids.ts'
import type { AuditBy } from './audit.ts'

/** `automatic`: a card is charged as soon as the bank says yes. `manual`: the money is held until somebody takes it. */
export type CaptureMode = 'automatic' | 'manual'

/** There is one shop per database in this version. `ready` once it has its location, its reader and its first register. */
export type Shop = {
  readonly id: ShopId
  readonly name: string
  readonly country: string
  readonly currency: Currency
  readonly taxIncluded: boolean
  readonly customTaxRateBp: number
  readonly address: Readonly<Record<string, string>>
  readonly locationId: string | null
  readonly readerId: string | null
  readonly readerLabel: string | null
  readonly withSamples: boolean
  readonly captureMode: CaptureMode
  /** Where cards are read first: those that need somebody's yes. */
  readonly asksAbout: AsksAbout
  readonly ready: boolean
  readonly phone: string
  readonly taxId: string
  /** Lines above the goods and below the code of every receipt. */
  readonly receiptHeader: string
  readonly receiptFooter: string
  /** Written before the number of the sales that open from now on. */
  readonly receiptPrefix: string
  /** Minor units that cash is rounded to; 0 is to the cent. */
  readonly cashRounding: number
  /** Where Stripe reaches this till. */
  readonly publicUrl: string | null
  /** Counts the changes of the shop's settings. */
  readonly settingsVersion: number
}

/** What set-up asks for. Everything else begins as the tables say. */
export type FoundedShop = Pick<
  Shop,
  'id' | 'name' | 'country' | 'currency' | 'taxIncluded' | 'customTaxRateBp' | 'address' | 'withSamples'
>

export type Register = {
  readonly id: RegisterId
  readonly name: string
  readonly readerId: string | null
  readonly readerLabel: string | null
  /** Cards are read first, shown, and charged only when somebody confirms. */
  readonly twoSteps: boolean
}

export type Shops = {
  shop(): Promise<Shop | undefined>
  /** Writes shop, owner and register, and who founded them, in one transaction. False when a shop is already there (`one_shop`). */
  found(input: {
    readonly shop: FoundedShop
    readonly owner: { readonly id: StaffId; readonly name: string; readonly pinHash: string }
    readonly register: { readonly id: RegisterId; readonly name: string }
  }): Promise<boolean>
  /** Takes a shop, with its owner and register, off the books again: Stripe surely refused its location. Nothing happens once it has one. */
  takeBack(shopId: ShopId): Promise<void>
  /** Each is kept the first time and left alone afterwards. The reader becomes the first register's too. */
  keepLocation(locationId: string): Promise<void>
  keepReader(readerId: string, label: string, deviceType: string): Promise<void>
  keepSamples(currency: Currency): Promise<void>
  finish(): Promise<void>
  /** Those that have not been revoked. */
  registers(): Promise<readonly Register[]>
  /** Every card reader that is there, at all places. */
  readers(): Promise<readonly { readonly id: string; readonly label: string; readonly locationId: string }[]>
  /** What the shop's readers are, by Stripe's names of models. */
  readerModels(): Promise<readonly string[]>
  /** Makes a browser a register: the cookie's token is stored as its hash. */
  bindBrowser(registerId: RegisterId, tokenHash: string): Promise<void>
  registerOf(tokenHash: string): Promise<Register | undefined>
  /** How cards are taken from the next Charge on; payments that have begun end as they began. */
  setCaptureMode(mode: CaptureMode, by: AuditBy): Promise<void>
  setAsksAbout(asksAbout: AsksAbout, by: AuditBy): Promise<void>
  /** False when there is no such register. */
  setTwoSteps(registerId: RegisterId, twoSteps: boolean, by: AuditBy): Promise<boolean>
}
