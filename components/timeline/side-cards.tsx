import type { ReactNode } from 'react'
import { LocalTime } from '#components/office/local-time.tsx'
import { Card } from '#components/office/office-frame.tsx'
import { lineDetails } from '#components/receipt/receipt-words.ts'
import { arrived, givenBack, howPaid } from '#components/sales/how-paid.ts'
import { cx } from '#components/ui/cx.ts'
import { Glyph, type GlyphName } from '#components/ui/glyph.tsx'
import { duration } from '#components/words/diary.ts'
import { MOODS } from '#components/words/moods.ts'
import type { Format } from '#lib/client/format.ts'
import type { TimelineAnswer } from '#lib/contracts/timeline.ts'
import { countOf } from '#lib/domain/cart.ts'
import { paymentOf } from '#lib/domain/payment-view.ts'
import { returnedOn } from '#lib/domain/sale.ts'
import { type Charged, chargedHow, whereTimeWent } from './figures.ts'

type Props = { answer: TimelineAnswer; format: Format }

/** What was sold, for how much, how it was paid, and where. */
export function SaleCard({ answer, format }: Props) {
  const { sale, registerName, staffName } = answer
  const count = countOf(sale.lines)
  return (
    <Card className="p-5">
      <p className="text-ink-2">Total</p>
      <p className="font-strong text-[40px]/[46px] tracking-[-.03em]">{format.money(sale.wantedTotal)}</p>
      <ul className="mt-3 grid gap-1 border-line border-y py-3">
        {sale.lines.map(line => (
          <li key={line.id} className="flex gap-2 text-small">
            <span className="w-6 flex-none text-ink-2">{line.quantity}</span>
            <span className="min-w-0 flex-1 break-words">
              {line.name}
              {lineDetails(line, format).map(detail => (
                <span key={detail} className="block text-ink-2">
                  {detail}
                </span>
              ))}
            </span>
            <span>{format.plain(line.amount)}</span>
          </li>
        ))}
      </ul>
      <p className="mt-3 text-ink-2 text-small">
        {count} {count === 1 ? 'item' : 'items'}, tax {format.money(sale.tax)}
        <br />
        {capital(howPaid(arrived(sale.tenders), format))}
        {givenBack(returnedOn(sale), format)}
        <br />
        <LocalTime at={sale.paidAt ?? sale.openedAt} write={format.moment} />
        <br />
        {registerName}, {staffName}
      </p>
    </Card>
  )
}

/** Whether the card was charged, and how often: the question this page is opened for. */
export function ChargedCard({ answer, format }: Props) {
  const charged = chargedHow(answer)
  switch (charged.kind) {
    case 'no_card':
      return null
    case 'moving':
      return (
        <Verdict tone="go" title="A payment is under way">
          <Fact glyph="waiting">{moodSentence(answer, format)}</Fact>
        </Verdict>
      )
    case 'not_charged':
      return (
        <Verdict tone="plain" title="The card was not charged">
          <Fact glyph="cancelled">No money was taken by card for this sale</Fact>
        </Verdict>
      )
    case 'needs_manager':
      return (
        <Verdict tone="care" title="Something needs a manager">
          <Fact glyph="unknown">See the amber line, and deal with it under Surprises</Fact>
        </Verdict>
      )
    case 'once':
      return <ChargedOnce charged={charged} format={format} />
  }
}

function ChargedOnce({ charged, format }: { charged: Extract<Charged, { kind: 'once' }>; format: Format }) {
  const { tenders, others, askedAt } = charged
  return (
    <Verdict
      tone="done"
      title={tenders.length === 1 ? 'Charged exactly once' : `Charged ${tenders.length} times, as meant`}
    >
      {tenders.map(tender => (
        <Fact key={tender.id} glyph="done">
          One charge of {format.money(tender.received ?? tender.amount)}
          {tender.card ? `, card ending ${tender.card.last4}` : ''}
        </Fact>
      ))}
      {others > 0 ? (
        <Fact glyph="done">
          {others === 1 ? 'The other attempt was' : `The other ${others} attempts were`} cancelled at Stripe
        </Fact>
      ) : (
        <Fact glyph="done">No other payment for this sale</Fact>
      )}
      {askedAt === undefined ? null : (
        <p className="mt-2.5 text-label">
          Stripe’s word, last heard at <LocalTime at={askedAt} write={format.clock} />
        </p>
      )}
    </Verdict>
  )
}

function moodSentence({ mood, sale }: TimelineAnswer, format: Format): string {
  if (!mood) return 'Waiting'
  const blank = {
    // Only the sentence is shown, which does not speak of what was charged.
    doubtful: false,
    reader: 'the reader',
    declined: 'The bank said no',
    say: '',
    problem: '',
    at: '',
    card: 'A card was read',
  }
  return MOODS[mood]({ ...blank, amount: format.money(paymentOf(sale, [])?.amount ?? sale.wantedTotal) })
    .sentence
}

const TONES = {
  go: 'bg-go-soft text-go-ink',
  done: 'bg-done-soft text-done-ink',
  care: 'bg-care-soft text-care-ink',
  plain: 'bg-surface shadow-card',
} as const

function Verdict({
  tone,
  title,
  children,
}: {
  tone: keyof typeof TONES
  title: string
  children: ReactNode
}) {
  return (
    <section className={cx('rounded-card p-5 forced-colors:border', TONES[tone])}>
      <h2 className="font-strong text-[20px]/[26px] tracking-[-.01em]">{title}</h2>
      <div className="text-ink">{children}</div>
    </section>
  )
}

const Fact = ({ glyph, children }: { glyph: GlyphName; children: ReactNode }) => (
  <p className="mt-2 flex items-start gap-2.5 text-small">
    <Glyph name={glyph} className="mt-px size-5" />
    <span className="min-w-0">{children}</span>
  </p>
)

/** How long the customer waited, and for whom. */
export function TimeCard({ answer }: { answer: TimelineAnswer }) {
  const went = whereTimeWent(answer)
  if (!went) return null
  const { till, making, sending, customer, bank } = went
  const total = Math.max(1, till + making + sending + customer + (bank ?? 0))
  const rows: readonly (readonly [name: string, ms: number])[] = [
    ['Our server', till],
    ['Making the payment at Stripe', making],
    ['Sending it to the reader', sending],
    ...(bank === undefined
      ? ([['Customer, card, bank', customer]] as const)
      : ([
          ['Customer, and the yes to the card', customer],
          ['Bank', bank],
        ] as const)),
  ]
  return (
    <Card className="p-5">
      <h2 className="font-strong text-[18px]/[24px]">Where the time went</h2>
      {rows.map(([name, ms]) => (
        <div key={name} className="mt-2.5">
          <p className="flex justify-between gap-3 text-small">
            {name}
            <b className="font-label">{duration(ms)}</b>
          </p>
          <svg
            width="100%"
            height="8"
            aria-hidden="true"
            className="mt-1 block overflow-hidden rounded-[4px] bg-control"
          >
            <rect
              width={`${Math.max(1.5, (ms / total) * 100)}%`}
              height="8"
              rx="4"
              className="fill-go-mark"
            />
          </svg>
        </div>
      ))}
    </Card>
  )
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
