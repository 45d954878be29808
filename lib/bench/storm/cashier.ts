import type { SaleAnswer } from '#lib/contracts/sale-answer.ts'
import { idOf, type SaleId } from '#lib/domain/ids.ts'
import type { PaymentButton, PaymentMood } from '#lib/domain/payment-view.ts'
import { liveCard } from '#lib/domain/sale.ts'
import type { Figures } from './figures.ts'
import { type Memory, rememberHeard } from './memory.ts'
import type { Dice } from './random.ts'
import type { Hand, Pressed } from './till-hand.ts'
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
  let at: SaleId | undefined
  while (!needs.isClosing()) {
    const now = await ringUp(needs, at ?? idOf('sale', needs.dice.uuid()))
    at = now?.sale.id ?? at
    if (now && (await takePayment(needs, now))) {
      needs.figures.count('sales paid')
      if (needs.dice.chance(0.04)) await giveBack(needs, now.sale.id)
      at = undefined
    }
  }
}

/** Puts one or two goods on the sale, sometimes takes one off again. Answers the sale that the register has open. */
async function ringUp(needs: CashierNeeds, saleId: SaleId): Promise<SaleAnswer | undefined> {
  const { dice } = needs
  let at = saleId
  let now: SaleAnswer | undefined
  for (let left = dice.between(1, 2); left > 0; left--) {
    const done = await putOne(needs, at)
    if (done.ok) now = done.now
    // Another sale is open at this register: one whose first answer was lost.
    else if (done.saleId) at = done.saleId
    else return done.now ?? needs.hand.look(at)
  }
  return now ?? needs.hand.look(at)
}

const EXPECTED: ReadonlySet<string> = new Set(['other_draft', 'payment_waiting', 'sale_not_open'])

async function putOne(needs: CashierNeeds, saleId: SaleId): Promise<Pressed> {
  const { dice, goods, hand, memory } = needs
  const lineId = idOf('line', dice.uuid())
  const quantity = dice.between(1, 3)
  const productId = goods[dice.between(0, Math.min(goods.length, 24) - 1)]
  const edits = [{ type: 'put', key: dice.uuid(), lineId, productId, quantity }]
  const done = await hand.press(`/api/sales/${saleId}/edits`, { edits })
  if (!done.ok) {
    if (EXPECTED.has(done.kind)) return done
    throw new Error(`An edit was refused: ${done.kind}`)
  }
  memory.lines.set(lineId, { saleId, quantities: new Set([quantity]) })
  return dice.chance(0.05) ? takeOff(needs, saleId, lineId) : done
}

async function takeOff(
  { dice, hand, memory }: CashierNeeds,
  saleId: SaleId,
  lineId: string,
): Promise<Pressed> {
  const edits = [{ type: 'remove', key: dice.uuid(), lineId }]
  const done = await hand.press(`/api/sales/${saleId}/edits`, { edits })
  if (!done.ok) return done
  memory.lines.delete(lineId)
  memory.removed.set(lineId, saleId)
  return done
}

/** Card first, mostly; cash when the card will not do. True when the sale is paid, false when it wants goods or the shop closes. */
async function takePayment(needs: CashierNeeds, rungUp: SaleAnswer): Promise<boolean> {
  const { dice, hand, line, isClosing } = needs
  const { id: saleId } = rungUp.sale
  const prefersCash = dice.chance(0.12)
  let cardTries = 0
  let now: SaleAnswer | undefined = rungUp
  const patience = newPatience(dice)
  while (!isClosing()) {
    if (now?.sale.status === 'paid') return true
    if (now && !now.payment && toPay(now) <= 0) return false
    const done: Pressed | undefined = now && (await next(now))
    now = done?.now ?? (await hand.look(saleId))
    if (!now) await wait(100)
  }
  return false

  async function next(now: SaleAnswer): Promise<Pressed | undefined> {
    if (!now.payment || now.payment.mood === 'refused') {
      patience.again()
      if (prefersCash || cardTries >= 3) return takeCash(needs, now)
      cardTries++
      return charge(needs, now)
    }
    const wish = patience.with(now.payment.mood, now.payment.buttons)
    if (wish === 'try_again') return charge(needs, now)
    if (wish === 'add_goods') return putOne(needs, saleId)
    if (wish) return steer(needs, saleId, wish)
    // Long enough that a line that is cut does not leave the cashier waiting, and no screen asks every second.
    const heard = await line.changed(`/api/sales/${saleId}`, 3_000)
    if (heard !== undefined && dice.chance(0.15)) return lookAtOnce(needs, saleId, heard)
    // The screen fetches what changed; what changes within a moment is fetched once.
    await wait(dice.between(40, 160))
    return undefined
  }
}

/** The line has just told of this version. Whoever asks at once must find it: what is announced is committed. */
async function lookAtOnce({ hand, memory }: CashierNeeds, saleId: SaleId, heard: number) {
  const now = await hand.look(saleId)
  if (now) rememberHeard(memory, saleId, heard, now)
  return now && { ok: true as const, now }
}

const toPay = ({ sale }: SaleAnswer): number => sale.wantedTotal.minor - sale.received.minor

async function charge({ hand, dice, memory, figures }: CashierNeeds, now: SaleAnswer): Promise<Pressed> {
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
  return done
}

async function takeCash({ hand, dice, memory, figures }: CashierNeeds, now: SaleAnswer): Promise<Pressed> {
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
  return done
}

/** A customer comes back: all of the card's money, or half of it, now and then both halves at once. */
async function giveBack({ hand, dice, memory, figures }: CashierNeeds, saleId: SaleId): Promise<void> {
  const now = await hand.look(saleId)
  const tender = now?.sale.tenders.find(one => one.kind === 'card' && one.state === 'paid')
  if (!tender) return
  const half = Math.ceil(tender.amount.minor / 2)
  const amounts = dice.chance(0.5) ? [tender.amount.minor] : dice.chance(0.5) ? [half] : [half, half]
  await Promise.all(
    amounts.map(async amountMinor => {
      const refundId = idOf('ref', dice.uuid())
      const body = { tenderId: tender.id, refundId, amountMinor, reason: 'requested_by_customer' }
      const done = await hand.press(`/api/sales/${saleId}/refunds`, body)
      if (done.ok) memory.refunds.set(refundId, { saleId, minor: amountMinor })
      else figures.count(`refusals ${done.kind}`)
    }),
  )
}

type Steer = 'cancel' | 'change_sale' | 'check_status' | 'confirm' | 'capture'

const WISH_OF = {
  cancel: 'stop',
  change_sale: 'take_off',
  check_status: undefined,
  confirm: 'confirm',
  capture: 'capture',
} as const

async function steer({ hand, memory, figures }: CashierNeeds, saleId: SaleId, wish: Steer): Promise<Pressed> {
  const done = await hand.press(`/api/sales/${saleId}/payment`, { wish })
  // One that had nothing left to do is answered as well, and is no wish.
  if (done.ok && liveCard(done.now.sale)?.wish === WISH_OF[wish]) memory.steered.push({ saleId, wish })
  if (!done.ok) figures.count(`refusals ${done.kind}`)
  return done
}

/** What the cashier does about a mood; nothing means waiting on. */
type Wish = Steer | 'try_again' | 'add_goods' | undefined

/** Each mood is met once when it appears, and once more when it has lasted for too long. */
function newPatience(dice: Dice) {
  let mood: PaymentMood | undefined
  let since = performance.now()
  let begun = since
  let long = dice.between(5_000, 12_000)
  return {
    again() {
      mood = undefined
      begun = performance.now()
      long = dice.between(5_000, 12_000)
    },
    with(now: PaymentMood, buttons: readonly PaymentButton[]): Wish {
      const isNew = now !== mood
      if (isNew) since = performance.now()
      mood = now
      if (isNew) return atFirst(now, buttons, dice)
      if (performance.now() - since < 3_000 && performance.now() - begun < long) return undefined
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
  if (buttons.includes('confirm'))
    return dice.chance(0.85) ? 'confirm' : dice.chance(0.7) ? 'cancel' : undefined
  if (buttons.includes('capture')) return dice.chance(0.8) ? 'capture' : 'cancel'
  if (dice.chance(0.03)) return 'cancel'
  if (dice.chance(0.02) && mood === 'waiting') return 'change_sale'
  return dice.chance(0.02) ? 'check_status' : undefined
}

function tiredOf(buttons: readonly PaymentButton[], dice: Dice): Wish {
  if (buttons.includes('capture')) return 'capture'
  // Somebody else's screen may still show a Cancel that is grey by now.
  if (buttons.includes('cancel') || dice.chance(0.2)) return dice.chance(0.8) ? 'cancel' : 'check_status'
  return 'check_status'
}
