import type { Figures } from './figures.ts'
import type { Dice } from './random.ts'
import type { TillServer } from './till-server.ts'
import { wait, waitUntil } from './wait.ts'

/** kill −9 at random moments, and a start some moments later. With two servers, one at a time and sometimes both. */
export async function killer(needs: {
  readonly servers: readonly [TillServer, ...TillServer[]]
  readonly dice: Dice
  readonly figures: Figures
  readonly everySeconds: number
  readonly isClosing: () => boolean
}): Promise<void> {
  const { servers, dice, figures, everySeconds, isClosing } = needs
  if (everySeconds <= 0) return
  for (;;) {
    const rest = everySeconds * 1000 * (0.4 + dice.next() * 1.2)
    if (await waitUntil(isClosing, { withinMs: rest, everyMs: 200 })) return
    const all = dice.chance(0.2) ? servers : [dice.pick(servers)]
    await Promise.all(
      all.map(async server => {
        await server.kill()
        figures.count('kills')
        await wait(dice.pick([0, 0, 500, 2_000]))
        await server.start()
        figures.count('restarts')
      }),
    )
  }
}
