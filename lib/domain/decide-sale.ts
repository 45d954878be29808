import { capture, charge, confirm, refund, wish } from './card-commands.ts'
import { applyWithinStock, type Short, totalOf } from './cart.ts'
import { inCoins, roundingOf } from './cash-rounding.ts'
import type { LineId, RefundId } from './ids.ts'
import { minus, plus, sameMoney } from './money.ts'
import { impossible, ok, refuse } from './result.ts'
import { hasMoneyGoingBack, liveCard, type Sale, settled, toPay, withSums, withTender } from './sale.ts'
import type { Decided, SaleCommand } from './sale-commands.ts'
import { changeFor, type Tender } from './tender.ts'

/** A wish. It may be refused, and the same function greys the button. */
export function decide(sale: Sale, command: SaleCommand): Decided {
  if (isRepeated(sale, command)) return ok(sale)
  if (command.type === 'refund') return refund(sale, command)
  if (sale.status !== 'open') return refuse({ kind: 'sale_not_open', status: sale.status })
  switch (command.type) {
    case 'edit':
      return edit(sale, command)
    case 'charge':
      return charge(sale, command)
    case 'cash':
      return cash(sale, command)
    case 'stop':
    case 'take_off':
      return wish(sale, command.type, command.at)
    case 'confirm':
      return confirm(sale, command.at)
    case 'capture':
      return capture(sale, command.at)
    case 'void':
      if (liveCard(sale)) return refuse({ kind: 'payment_waiting' })
      if (sale.received.minor > 0) return refuse({ kind: 'money_received' })
      return ok({ ...sale, status: 'voided' })
    default:
      return impossible(command)
  }
}

/** The same press, delivered twice, is one press: its tender (or its second try) is already there. */
function isRepeated(sale: Sale, command: SaleCommand): boolean {
  if (command.type === 'cash') return sale.tenders.some(tender => tender.id === command.tenderId)
  if (command.type === 'refund') return sale.tenders.some(tender => hasRefund(tender, command.refundId))
  if (command.type !== 'charge') return false
  return sale.tenders.some(tender => tender.kind === 'card' && tender.presses.includes(command.press))
}

const hasRefund = (tender: Tender, id: RefundId): boolean =>
  tender.kind === 'card' && (tender.refunds?.some(one => one.id === id) ?? false)

function edit(sale: Sale, { edits, goods, at }: Extract<SaleCommand, { type: 'edit' }>): Decided {
  const live = liveCard(sale)
  if (live && (live.state !== 'ready' || live.wish !== 'none')) return refuse({ kind: 'payment_waiting' })
  const unknown: LineId[] = []
  const short: Short[] = []
  const heard = new Set(sale.heard)
  let lines = sale.lines
  for (const one of edits) {
    if (one.key !== undefined && heard.has(one.key)) continue
    const next = applyWithinStock(lines, one, goods, sale.rule)
    lines = next.lines
    if (next.unknown) unknown.push(next.unknown)
    else if (next.short) short.push(next.short)
    else if (one.key !== undefined) heard.add(one.key)
  }
  const { total, tax } = totalOf(lines, sale.rule)
  if (total.minor < sale.received.minor) return refuse({ kind: 'money_received' })
  const latest = heard.size === 0 ? {} : { heard: [...heard].slice(-MOST_HEARD) }
  const edited = withSums({ ...sale, ...latest, lines, wantedTotal: total, tax })
  return { ...ok(settled(edited, at)), unknown, short }
}

/** As many as a browser sends in one go. */
const MOST_HEARD = 200

function cash(sale: Sale, command: Extract<SaleCommand, { type: 'cash' }>): Decided {
  if (liveCard(sale)) return refuse({ kind: 'payment_waiting' })
  if (hasMoneyGoingBack(sale)) return refuse({ kind: 'money_going_back' })
  const amount = toPay(sale)
  if (amount.minor <= 0) return refuse({ kind: 'nothing_to_charge' })
  if (!sameMoney(amount, command.shown))
    return refuse({ kind: 'total_changed', shown: command.shown, now: amount })
  const due = inCoins(amount, sale.rule.cashRounding)
  const change = changeFor(due, command.handed)
  if (change.minor < 0) return refuse({ kind: 'handed_too_little', missing: minus(due, command.handed) })
  const rounding = roundingOf(amount, sale.rule.cashRounding)
  const tender: Tender = {
    kind: 'cash',
    id: command.tenderId,
    state: 'paid',
    amount,
    handed: command.handed,
    change,
    ...(rounding ? { rounding } : {}),
    createdAt: command.at,
  }
  const received = plus(sale.received, amount)
  return ok(settled(withTender({ ...sale, received }, tender), command.at))
}
