import type Stripe from 'stripe'
import type { Account } from '../account.ts'
import { settingsAt } from './configurations.ts'
import type { Action, Intent, Reader } from './objects.ts'

/** What the tip screen offers; `amount_eligible` is what a percentage is of. */
export type TipOffer = { percentages?: number[]; fixed_amounts?: number[]; amount_eligible: number }

type Config = { skip_tipping?: boolean; tipping?: { amount_eligible?: number } }
type Currency = Stripe.Terminal.Configuration.Tipping.Usd

/**
 * The tip screen of an action, or undefined when the customer is not asked: no configuration for the currency,
 * `skip_tipping`, or nothing eligible. Stripe's page: https://docs.stripe.com/terminal/features/collecting-tips/on-reader
 */
export function tipOffer(
  account: Account,
  reader: Reader,
  intent: Intent,
  config: Config,
): TipOffer | undefined {
  const { tipping } = settingsAt(account, reader.location)
  const found = Object.entries(tipping ?? {}).find(([currency]) => currency === intent.currency)
  // Every entry of the tipping hash has the same three optional fields.
  const set = found?.[1] as Currency | undefined
  const eligible = config.tipping?.amount_eligible ?? intent.amount
  if (!set || config.skip_tipping || eligible === 0) return undefined
  return { ...choices(set, intent.amount), amount_eligible: eligible }
}

/** Below the threshold the fixed amounts show, from it on the percentages. */
function choices(set: Currency, amount: number): Omit<TipOffer, 'amount_eligible'> {
  const { fixed_amounts, percentages, smart_tip_threshold } = set
  const small = smart_tip_threshold !== undefined && amount < smart_tip_threshold
  if (fixed_amounts && (small || !percentages)) return { fixed_amounts }
  return percentages ? { percentages } : {}
}

/** The part of an action's configuration that is about tips. */
export function tipConfig(action: Action | null): Config {
  return (
    action?.process_payment_intent?.process_config ?? action?.collect_payment_method?.collect_config ?? {}
  )
}
