import type { BackupsAnswer, HealthAnswer } from '#lib/contracts/health.ts'
import { backupsKey, healthKey, shopSettingsKey, stripeSettingsKey } from '#lib/contracts/keys.ts'
import type { ShopSettingsAnswer } from '#lib/contracts/shop-settings.ts'
import type { StripeSettingsAnswer } from '#lib/contracts/stripe-settings.ts'
import { useRead } from './use-read.ts'

const has =
  <T>(field: string) =>
  (body: unknown): T | undefined =>
    // True because each URL answers with one type, shared by both sides; the field tells it from a proxy's page.
    typeof body === 'object' && body !== null && field in body ? (body as T) : undefined

const readShop = has<ShopSettingsAnswer>('receiptFooter')
const readStripe = has<StripeSettingsAnswer>('webhooks')
const readHealth = has<HealthAnswer>('parts')
const readBackups = has<BackupsAnswer>('backups')

const HALF_A_MINUTE_MS = 30_000

/** The shop as it is stored, live. `first` is what the server rendered. Asked now and then, because a sale that takes a number has no signal for it. */
export const useShopSettings = (first: ShopSettingsAnswer): ShopSettingsAnswer =>
  useRead(shopSettingsKey, readShop, { first, everyMs: HALF_A_MINUTE_MS }).data ?? first

/** Asked now and then, because what Stripe says has no signal. */
export function useStripeSettings(first: StripeSettingsAnswer) {
  const { data, isValidating, mutate } = useRead(stripeSettingsKey, readStripe, {
    first,
    everyMs: HALF_A_MINUTE_MS,
  })
  return { now: data ?? first, isAsking: isValidating, askAgain: () => void mutate() }
}

/** `isAway`: the till's server does not answer, and what is shown is what it last told. */
export function useHealth(first: HealthAnswer) {
  const { data, error } = useRead(healthKey, readHealth, { first, everyMs: HALF_A_MINUTE_MS })
  return { day: data ?? first, isAway: error?.because.kind === 'away' }
}

export const useBackups = (first: BackupsAnswer): BackupsAnswer =>
  useRead(backupsKey, readBackups, { first, everyMs: HALF_A_MINUTE_MS }).data ?? first
