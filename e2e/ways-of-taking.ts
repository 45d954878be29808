import type { Counter } from './counter.ts'
import { expect } from './fixtures.ts'

/** How cards are taken is a setting of the shop and of its register; whoever changes it puts it back. */
export async function takeCards(
  { request, post }: Counter,
  how: { readonly captureMode?: 'automatic' | 'manual'; readonly twoSteps?: boolean },
): Promise<void> {
  const { registers } = await (await request.get('/api/settings/cards')).json()
  const set = async (data: object) => expect((await post('/api/settings/cards', data)).status()).toBe(200)
  await set({ set: 'capture_mode', captureMode: how.captureMode ?? 'automatic' })
  await set({ set: 'two_steps', registerId: registers[0].id, twoSteps: how.twoSteps ?? false })
}
export const twoSteps = (counter: Counter) => takeCards(counter, { twoSteps: true })
export const holds = (counter: Counter) => takeCards(counter, { captureMode: 'manual' })

/** The card is held to the reader and waits for a yes. */
export async function read({ waiting, tap, register }: Counter, card?: string): Promise<string> {
  const sale = await waiting()
  await tap(card)
  await register.says('Charge this card, or let it go.')
  return sale
}

export async function yes({ register }: Counter): Promise<void> {
  await register.press('Charge this card')
}

/** From a reader that waits for a card to a paid sale. */
export async function readAndCharged(counter: Counter): Promise<void> {
  await counter.register.waitsForCard()
  await counter.tap()
  await yes(counter)
  await counter.register.approved()
}
