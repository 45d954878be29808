import type { Figures } from './figures.ts'
import type { Dice } from './random.ts'
import type { SimulatedStripe } from './simulated.ts'
import { wait } from './wait.ts'

/** How likely each failure is whenever its occasion comes: a call, an event, a command to a reader, a card. */
const CHANCES = {
  cut_before: 0.008,
  cut_after: 0.008,
  status: 0.01,
  slow: 0.005,
  timeout_delivered: 0.006,
  timeout_not_delivered: 0.004,
  connection_error: 0.01,
  disconnect: 0.001,
  hold_authorization: 0.005,
  customer_cancels: 0.005,
  other_integration: 0.003,
  hold_lapsed: 0.003,
  webhook_dropped: 0.04,
  webhook_doubled: 0.06,
  webhook_delayed: 0.03,
  webhook_shuffled: 0.1,
  webhook_forged: 0.02,
} as const

const STATUSES = [
  { status: 500, executed: true },
  { status: 500, executed: false },
  { status: 429 },
  { status: 'lock_timeout' },
] as const
/** A key that has run out, for a moment. Rare, and of writes alone: whoever reads then learns nothing anyway. */
const NO_KEY = { status: 401, method: 'POST' } as const
const CONDITIONS = ['reader_offline', 'reader_updating', 'hardware_fault'] as const

/** Everything that may come over the till. */
export const WEATHER: readonly string[] = [...Object.keys(CHANCES), ...CONDITIONS]

type Plan = {
  readonly happened: Readonly<Record<string, number>>
  readonly options: Options
}
type Options = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/**
 * Every fault of the simulator, by seed. A plan throws the dice for each call, event, command and card; every two seconds it is replaced by
 * one with other details. Beside it single readers fall silent, update or break for a while.
 */
export async function weather(needs: {
  readonly stripe: SimulatedStripe
  readonly readers: readonly string[]
  readonly dice: Dice
  readonly figures: Figures
  readonly isClosing: () => boolean
  /** One call so slow that the till gives it up after Stripe's 80 seconds. */
  readonly oneVerySlow: boolean
}): Promise<void> {
  const { stripe, readers, dice, figures } = needs
  if (needs.oneVerySlow) {
    await stripe.control('POST', 'faults', {
      kind: 'slow',
      ms: 82_000,
      method: 'POST',
      path: '/v1/terminal/readers/',
    })
    figures.count('faults slow beyond 80 s')
  }
  while (!needs.isClosing()) {
    const options = optionsFrom(dice)
    await stripe.control('POST', 'plan', { seed: dice.uuid(), chances: CHANCES, options })
    if (dice.chance(0.5)) {
      const kind = dice.pick(CONDITIONS)
      const until = Date.now() + dice.between(300, 3_000)
      await stripe.control('POST', 'faults', { kind, reader: dice.pick(readers), times: 0, until })
      figures.count(`faults ${kind}`)
    }
    await wait(2_000)
    await countHappened(stripe, figures)
  }
}

function optionsFrom(dice: Dice): Options {
  return {
    status: dice.chance(0.1) ? NO_KEY : dice.pick(STATUSES),
    slow: { ms: dice.pick([200, 800, 3_000]) },
    timeout_delivered: { delay_ms: dice.pick([0, 200, 1_500]) },
    connection_error: { authorized: dice.chance(0.5) },
    hold_lapsed: { delay_ms: dice.pick([0, 1_500]) },
    webhook_delayed: { delay_ms: dice.pick([300, 1_500, 6_000]) },
    webhook_shuffled: { delay_ms: 250 },
  }
}

/** The plan tells how often each kind came of it. */
async function countHappened(stripe: SimulatedStripe, figures: Figures): Promise<void> {
  // The control API's own answer.
  const { plan } = ((await stripe.control('GET', 'faults')) ?? {}) as { plan?: Plan | null }
  if (!plan) return
  for (const [kind, times] of Object.entries(plan.happened))
    figures.count(`faults ${kind}${detailOf(kind, plan.options)}`, times)
}

function detailOf(kind: string, options: Options): string {
  if (kind === 'connection_error') return options[kind]?.authorized ? ' authorized' : ' not authorized'
  if (kind !== 'status') return ''
  const { status, executed } = options.status ?? {}
  return ` ${status}${executed ? ' executed' : ''}`
}

/** Clear skies: nothing fails from now on, and what was armed is forgotten. */
export async function clearSkies(stripe: SimulatedStripe, figures: Figures): Promise<void> {
  await countHappened(stripe, figures)
  await stripe.control('DELETE', 'faults')
}
