import type { Currency } from '#lib/domain/currencies.ts'
import type { StaffId } from '#lib/domain/ids.ts'
import type { Role } from '#lib/domain/permissions.ts'
import type { SurprisesAnswer } from './surprises.ts'

/** What every page behind the counter is drawn with: who looks, which shop it is, and what waits for a manager. */
export type OfficeView = {
  readonly who: { readonly staffId: StaffId; readonly name: string; readonly role: Role }
  readonly shop: { readonly name: string; readonly country: string; readonly currency: Currency }
  readonly surprises: SurprisesAnswer
}
