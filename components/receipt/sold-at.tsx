'use client'

import { LocalTime } from '#components/office/local-time.tsx'
import { formatFor } from '#lib/client/format.ts'
import type { Currency } from '#lib/domain/currencies.ts'

type Props = { at: number; country: string; currency: Currency }

/** A moment on a receipt, in the zone of whoever prints it: the page of a receipt is drawn by the server alone, and that may be in another. */
export const SoldAt = ({ at, country, currency }: Props) => (
  <LocalTime at={at} write={formatFor(country, currency).moment} />
)
