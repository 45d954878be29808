import type pg from 'pg'
import type { Figures } from './figures.ts'
import type { Dice } from './random.ts'
import { wait } from './wait.ts'

/**
 * Somebody changes how the shop takes cards, now and then, in the middle of everything: held until captured, or captured at once. What has
 * begun ends as it began.
 */
export async function shopKeeper(needs: {
  readonly pool: pg.Pool
  readonly dice: Dice
  readonly figures: Figures
  readonly isClosing: () => boolean
}): Promise<void> {
  const { pool, dice, figures, isClosing } = needs
  while (!isClosing()) {
    const mode = dice.chance(0.2) ? 'manual' : 'automatic'
    await pool.query('update shop set capture_mode = $1', [mode])
    figures.count(`settings capture ${mode}`)
    for (let seconds = dice.between(5, 15); seconds > 0 && !isClosing(); seconds--) await wait(1_000)
  }
  await pool.query("update shop set capture_mode = 'automatic'")
}
