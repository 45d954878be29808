'use client'

import { useId, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConsentLine, notYours } from '#components/words/not-yours.tsx'
import type { Format } from '#lib/client/format.ts'
import { useServersNow } from '#lib/client/now.ts'
import { type SaleWishes, useSaleWish } from '#lib/client/use-sale-wish.ts'
import { type Role, type Verdict, verdictOf } from '#lib/domain/permissions.ts'
import type { Sale } from '#lib/domain/sale.ts'
import {
  type CardTender,
  heldBy,
  leftToRefund,
  refundAsked,
  type Tender,
  takenBy,
} from '#lib/domain/tender.ts'
import { EndedBanner } from './ended-banner.tsx'
import { MoneyLine } from './money-line.tsx'
import { RefundDialog } from './refund-dialog.tsx'
import { ReleaseDialog } from './release-dialog.tsx'
import { cardName, elsewhereWords, refundWords, tenderWords } from './tender-words.ts'

type Props = {
  /** Kept fresh by whoever shows it: every press here makes the sale's keys be read again. */
  sale: Sale
  format: Format
  /** By the server's clock, for the first paint. */
  now: number
  /** Who may not see the buttons greyed, with the reason. */
  role: Role
}

/** Each card payment of a sale: where its money is, and what a manager may do with it. Nothing for a sale without cards. */
export function TenderActions({ sale, format, now, role }: Props) {
  return sale.tenders
    .filter(isCard)
    .toSorted(endedLast)
    .map(tender => (
      <OneTender key={tender.id} tender={tender} sale={sale} format={format} now={now} role={role} />
    ))
}

const isCard = (tender: Tender): tender is CardTender => tender.kind === 'card'

/** Where money is or may come first; what came to nothing last. */
const endedLast = (a: CardTender, b: CardTender): number =>
  Number(a.state === 'canceled') - Number(b.state === 'canceled')

function OneTender({ tender, sale, format, now: serverNow, role }: Props & { tender: CardTender }) {
  const title = useId()
  const wishes = useSaleWish(sale.id)
  const now = useServersNow(serverNow, 30_000) ?? serverNow
  const { refunds = [], refundedElsewhere } = tender
  return (
    <article aria-labelledby={title} className="grid gap-3.5 rounded-card bg-surface p-5 shadow-card">
      <h2 id={title} className="flex flex-wrap items-baseline justify-between gap-x-3 font-label text-body">
        <span>{cardName(tender)}</span>
        <span className="font-strong">
          {format.money(tender.state === 'held' ? heldBy(tender) : tender.amount)}
        </span>
      </h2>
      <div role="status" className="grid gap-2.5">
        <MoneyLine words={tenderWords(tender, format, now)} />
        {refunds.map(refund => (
          <MoneyLine key={refund.id} words={refundWords(refund, format)} />
        ))}
        {refundedElsewhere ? <MoneyLine words={elsewhereWords(format.money(refundedElsewhere))} /> : null}
      </div>
      {tender.state === 'held' ? (
        <Held {...{ tender, format, wishes }} verdict={verdictOf(role, 'sale.settle_hold')} />
      ) : null}
      {tender.state === 'paid' ? (
        <Paid {...{ tender, format, wishes }} verdict={verdictOf(role, 'sale.refund')} />
      ) : null}
    </article>
  )
}

type ActionsProps = { tender: CardTender; format: Format; wishes: SaleWishes; verdict: Verdict }

/** Held on purpose: taken, or let go. Once either is wished there is nothing more to press. */
function Held({ tender, format, wishes, verdict }: ActionsProps) {
  const [isOpen, open] = useState(false)
  const [wished, setWished] = useState<'capture' | 'cancel'>('capture')
  const { ask, isAsking, ended } = wishes
  if (!tender.holds || tender.wish !== 'none') return null
  const steer = (wish: 'capture' | 'cancel') => {
    setWished(wish)
    void ask({ what: 'payment', body: { wish } })
  }
  const off = notYours(verdict) ?? isAsking
  const title = isAsking ? 'Asking Stripe' : undefined
  return (
    <div className="grid gap-2.5">
      <EndedBanner ended={ended} format={format} away={PRESS_AGAIN[wished]} />
      <Button variant="go" size={64} off={off} title={title} onClick={() => steer('capture')}>
        Take the money
      </Button>
      <Button size={64} off={off} title={title} onClick={() => open(true)}>
        Release the hold
      </Button>
      <ConsentLine verdict={verdict} />
      {isOpen ? (
        <ReleaseDialog
          amount={format.money(heldBy(tender))}
          onClose={() => open(false)}
          onRelease={() => {
            open(false)
            steer('cancel')
          }}
        />
      ) : null}
    </div>
  )
}

/** Which of the two opposite presses it was whose answer is missing. */
const PRESS_AGAIN = {
  capture: 'Press Take the money again: it is taken once.',
  cancel: 'Press Release the hold again: it is released once.',
} as const

/** Paid: what is left of it goes back. */
function Paid({ tender, format, wishes, verdict }: ActionsProps) {
  const [isOpen, open] = useState(false)
  const left = leftToRefund(tender)
  // Open as long as its own refund is not told: then nothing is left, and the button goes with it.
  if (left.minor <= 0 && !isOpen) return null
  const isAll = left.minor === takenBy(tender).minor
  const close = () => {
    wishes.forget()
    open(false)
  }
  return (
    <>
      {left.minor > 0 ? (
        <Button size={64} off={notYours(verdict) ?? whyNot(tender)} onClick={() => open(true)}>
          {isAll ? 'Refund all' : 'Refund the rest'}, {format.money(left)}
        </Button>
      ) : null}
      <ConsentLine verdict={verdict} />
      {isOpen ? <RefundDialog tender={tender} format={format} wishes={wishes} onClose={close} /> : null}
    </>
  )
}

/** What stands against a refund now, as the server would say it. */
function whyNot(tender: CardTender): string | false {
  if (tender.card?.brand === 'interac' || tender.card?.network === 'interac')
    return 'Interac cannot go back from here: give cash'
  return refundAsked(tender) ? 'Stripe has not answered the last one' : false
}
