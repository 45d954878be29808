import { testCards } from '#lib/test-cards/test-cards.ts'
import type { Figures } from './figures.ts'
import type { Memory } from './memory.ts'
import type { Dice } from './random.ts'
import { intentOn, type ReaderRecord, type Screen, type SimulatedStripe } from './simulated.ts'
import { wait } from './wait.ts'

/** Each look brings every screen of the shop, so looking too often is most of what the simulator and the robots would do. */
const EVERY_MS = 150
const HELD_TOO_LONG_MS = 400

const usable = testCards.filter(card => card.type === 'card_present')
const good = usable.filter(card => card.outcome === 'approved')
const bad = usable.filter(card => card.outcome === 'declined')

/**
 * Everybody who stands before a reader. They see only its screen: an amount comes up, and they hold a card against it, a good one or a bad
 * one, at once or after a while, some with a tip; or press Cancel; or walk away.
 */
export async function customers(needs: {
  readonly stripe: SimulatedStripe
  readonly dice: Dice
  readonly memory: Memory
  readonly figures: Figures
  readonly isClosing: () => boolean
}): Promise<void> {
  const seen = new Map<string, string>()
  while (!needs.isClosing()) {
    for (const { reader, screen } of await needs.stripe.screens()) {
      if (screen.name === 'processing') void release(needs.stripe, reader.id, screen)
      if (screen.name !== 'present_card') continue
      const shown = `${screen.payment_intent} ${screen.since}`
      if (seen.get(reader.id) === shown) continue
      seen.set(reader.id, shown)
      void standBefore(needs, reader.id, screen)
    }
    await wait(EVERY_MS)
  }
}

/** The bank has kept somebody waiting. */
async function release(stripe: SimulatedStripe, readerId: string, screen: Screen['screen']): Promise<void> {
  if (Date.now() - screen.since > HELD_TOO_LONG_MS)
    await stripe.control('POST', `readers/${readerId}/release_authorization`)
}

async function standBefore(
  { stripe, dice, memory, figures }: Parameters<typeof customers>[0],
  readerId: string,
  screen: Screen['screen'],
): Promise<void> {
  const roll = dice.next()
  if (roll < 0.02) return figures.count('customers walked away')
  await wait(roll < 0.06 ? dice.between(800, 3_000) : dice.between(0, 150))
  if (roll > 0.97 && screen.can_cancel) {
    figures.count('customers pressed Cancel')
    await stripe.control('POST', `readers/${readerId}/cancel`)
    return
  }
  const { number, outcome } = dice.pick(dice.chance(0.12) ? bad : good)
  // Whole dollars on top, so that the ending of the amount, by which the simulator declines, stays what it was.
  const tip = dice.chance(0.15) ? { amount_tip: 100 * dice.between(1, 30) } : {}
  const at = Date.now()
  const answer = await stripe.control('POST', `readers/${readerId}/present`, { number, ...tip })
  // Between the look and the hand the screen may have gone dark, or shown another amount: then that is what is paid.
  const action = actionIn(answer)
  if (!action) return
  figures.count(`customers held a card that is ${outcome}`)
  if (tip.amount_tip) figures.count('customers gave a tip')
  memory.presented.push({ readerId, paymentIntent: action, at })
}

/** What a card was held against. */
function actionIn(answer: unknown): string | undefined {
  // The control API answers the reader it was asked about, or an error.
  const { reader } = (answer ?? {}) as { reader?: ReaderRecord }
  return reader && intentOn(reader)
}
