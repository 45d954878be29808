import type { SaleAnswer } from '#lib/contracts/sale-answer.ts'
import { idOf, type SaleId } from '#lib/domain/ids.ts'
import type { PaymentButton, PaymentMood } from '#lib/domain/payment-view.ts'
import type { Figures } from './figures.ts'
import type { Memory } from './memory.ts'
import type { Dice } from './random.ts'
import type { Hand } from './till-hand.ts'
import type { TillLine } from './till-line.ts'
import { wait } from './wait.ts'

export type CashierNeeds = {
  readonly hand: Hand
  readonly line: TillLine
  readonly dice: Dice
  readonly memory: Memory
  readonly figures: Figures
  readonly goods: readonly string[]
  /** Closing time: what is begun is put down where it stands. */
  readonly isClosing: () => boolean
}

/** A robot at a register: rings up, takes cards and cash, is impatient, changes its mind. Ends at closing time. */
export async function cashier(needs: CashierNeeds): Promise<void> {
  let saleId: SaleId | undefined
  while (!needs.isClosing()) {
    saleId = await ringUp(needs, saleId ?? idOf('sale', needs.dice.uuid()))
    if (saleId && (await takePayment(needs, saleId))) {
      needs.figures.count('sales paid')
      saleId = undefined
    }
  }
}

/** Puts one to three goods on the sale, sometimes takes one off again. Answers the sale that the register has open. */
async function ringUp(needs: CashierNeeds, saleId: SaleId): Promise<SaleId | undefined> {
  const { dice } = needs
  let at = saleId
  for (let left = dice.between(1, 2); left > 0; left--) {
    const done = await putOne(needs, at)
    // Another sale is open at this register: one whose first answer was lost.
    if (done === 'payment_waiting' || done === 'sale_not_open') return at
    if (done !== 'ok') at = done
  }
  return at
}

async function putOne(
  needs: CashierNeeds,
  saleId: SaleId,
): Promise<'ok' | 'payment_waiting' | 'sale_not_open' | SaleId> {
  const { dice, goods, hand, memory } = needs
  const lineId = idOf('line', dice.uuid())
  const quantity = dice.between(1, 3)
  const productId = goods[dice.between(0, Math.min(goods.length, 24) - 1)]
  const edits = [{ type: 'put', lineId, productId, quantity }]
  const done = await hand.press(`/api/sales/${saleId}/edits`, { edits })
  if (!done.ok) {
    if (done.saleId) return done.saleId
    if (done.kind === 'payment_waiting' || done.kind === 'sale_not_open') return done.kind
    throw new Error(`An edit was refused: ${done.kind}`)
  }
  memory.lines.set(lineId, { saleId, quantities: new Set([quantity]) })
  if (dice.chance(0.05)) await takeOff(needs, saleId, lineId)
  return 'ok'
}

async function takeOff({ hand, memory }: CashierNeeds, saleId: SaleId, lineId: string): Promise<void> {
  const done = await hand.press(`/api/sales/${saleId}/edits`, { edits: [{ type: 'remove', lineId }] })
  if (!done.ok) return
  memory.lines.delete(lineId)
  memory.removed.set(lineId, saleId)
}

/** Card first, mostly; cash when the card will not do. True when the sale is paid, false when it wants goods or the shop closes. */
async function takePayment(needs: CashierNeeds, saleId: SaleId): Promise<boolean> {
  const { dice, hand, line, isClosing } = needs
  const prefersCash = dice.chance(0.12)
  let cardTries = 0
  let now: SaleAnswer | undefined = await hand.look(saleId)
  const patience = newPatience(dice)
  while (!isClosing()) {
    if (!now) {
      await wait(100)
    } else if (now.sale.status !== 'open') {
      return true
    } else if (!now.payment || now.payment.mood === 'refused') {
      if (toPay(now) <= 0) return false
      if (prefersCash || cardTries >= 3) await takeCash(needs, now)
      else cardTries += (await charge(needs, now)) ? 1 : 0
      patience.again()
    } else {
      const wish = patience.with(now.payment.mood, now.payment.buttons)
      if (wish === 'try_again') await charge(needs, now)
      else if (wish === 'add_goods') await putOne(needs, saleId)
      else if (wish) await steer(needs, saleId, wish)
      else await line.changed(`/api/sales/${saleId}`, 1_000)
    }
    now = await hand.look(saleId)
  }
  return false
}

const toPay = ({ sale }: SaleAnswer): number => sale.wantedTotal.minor - sale.received.minor

async function charge({ hand, dice, memory, figures }: CashierNeeds, now: SaleAnswer): Promise<boolean> {
  const press = dice.uuid()
  const tenderId =
    now.payment && now.payment.mood !== 'refused' ? now.payment.tenderId : idOf('tender', dice.uuid())
  const path = `/api/sales/${now.sale.id}/charge`
  const body = { press, tenderId, shownMinor: toPay(now) }
  // Two tabs, two fingers: another press for another tender at the same moment.
  const rival = dice.chance(0.01)
    ? hand.press(path, { ...body, press: dice.uuid(), tenderId: idOf('tender', dice.uuid()) })
    : undefined
  if (rival) figures.count('robots charged from two tabs')
  const [done] = await Promise.all([hand.press(path, body), rival])
  if (done.ok) memory.charges.set(press, now.sale.id)
  else figures.count(`refusals ${done.kind}`)
  if (!done.ok && done.kind === 'reader_busy') await wait(dice.between(100, 400))
  return done.ok || done.kind === 'reader_busy'
}

async function takeCash({ hand, dice, memory, figures }: CashierNeeds, now: SaleAnswer): Promise<void> {
  const tenderId = idOf('tender', dice.uuid())
  const minor = toPay(now)
  const handedMinor = minor + (dice.chance(0.5) ? 500 : 0)
  const done = await hand.press(`/api/sales/${now.sale.id}/cash`, {
    tenderId,
    handedMinor,
    shownMinor: minor,
  })
  if (done.ok) memory.cash.set(tenderId, { saleId: now.sale.id, minor })
  else figures.count(`refusals ${done.kind}`)
}

type Steer = 'cancel' | 'change_sale' | 'check_status'

async function steer({ hand, memory, figures }: CashierNeeds, saleId: SaleId, wish: Steer): Promise<void> {
  const done = await hand.press(`/api/sales/${saleId}/payment`, { wish })
  if (done.ok && wish !== 'check_status') memory.steered.push({ saleId, wish })
  if (!done.ok) figures.count(`refusals ${done.kind}`)
}

/** What the cashier does about a mood; nothing means waiting on. */
type Wish = Steer | 'try_again' | 'add_goods' | undefined

/** Each mood is met once when it appears, and once more when it has lasted for too long. */
function newPatience(dice: Dice) {
  let mood: PaymentMood | undefined
  let since = performance.now()
  let begun = since
  let long = dice.between(2_500, 6_000)
  return {
    again() {
      mood = undefined
      begun = performance.now()
      long = dice.between(2_500, 6_000)
    },
    with(now: PaymentMood, buttons: readonly PaymentButton[]): Wish {
      const isNew = now !== mood
      if (isNew) since = performance.now()
      mood = now
      if (isNew) return atFirst(now, buttons, dice)
      if (performance.now() - since < 1_500 && performance.now() - begun < long) return undefined
      since = performance.now()
      return tiredOf(buttons, dice)
    },
  }
}

function atFirst(mood: PaymentMood, buttons: readonly PaymentButton[], dice: Dice): Wish {
  if (buttons.includes('try_again')) {
    if (mood === 'ready' && dice.chance(0.5)) return 'add_goods'
    return dice.chance(0.7) ? 'try_again' : 'cancel'
  }
  if (dice.chance(0.03)) return 'cancel'
  if (dice.chance(0.02) && mood === 'waiting') return 'change_sale'
  return dice.chance(0.02) ? 'check_status' : undefined
}

function tiredOf(buttons: readonly PaymentButton[], dice: Dice): Wish {
  // Somebody else's screen may still show a Cancel that is grey by now.
  if (buttons.includes('cancel') || dice.chance(0.2)) return dice.chance(0.8) ? 'cancel' : 'check_status'
  return 'check_status'
}
