'use client'

import Link from 'next/link'
import { type ReactNode, useEffect, useState } from 'react'
import { Card, OfficeFrame, OfficeTitle } from '#components/office/office-frame.tsx'
import { useCardList } from '#components/office/use-card-list.tsx'
import { useIsHere, usePayments } from '#components/office/use-office.ts'
import { SurprisesBanner } from '#components/surprises/surprises-banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { cx } from '#components/ui/cx.ts'
import { Elapsed } from '#components/ui/elapsed.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Glyph, type GlyphName } from '#components/ui/glyph.tsx'
import { GoLink } from '#components/ui/go-link.tsx'
import { deedWords } from '#components/words/deeds.ts'
import { moodLine } from '#components/words/mood-line.ts'
import { notYours } from '#components/words/not-yours.tsx'
import { readerName } from '#components/words/readers.ts'
import { stepWords } from '#components/words/steps.ts'
import { formatFor, timesOf } from '#lib/client/format.ts'
import { now } from '#lib/client/now.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import {
  type DeedTold,
  type LivePayment,
  MOST_DEEDS_TOLD,
  type OpenCall,
  type PaymentsAnswer,
} from '#lib/contracts/payments.ts'
import { verdictOf } from '#lib/domain/permissions.ts'
import { DEED_LIST, LEFT_LIST, LIVE_LIST, OPEN_LIST } from './lists.ts'
import { type Asked, StopDialog } from './stop-dialog.tsx'
import { useSteering } from './use-steering.ts'

type Props = { country: string; payments: PaymentsAnswer; office: OfficeView }

/** What moves right now, on every register: payments, readers that ended ones still hold, calls nobody has answered. */
export function PaymentsScreen({ country, payments: first, office }: Props) {
  const payments = usePayments(first)
  const offset = useClockOffset(payments.now)
  const { check, stop, complaint, checking } = useSteering()
  const [asked, setAsked] = useState<Asked>()
  const { live, left, open, deeds } = payments
  const actions = (one: Asked, isStoppable: boolean, words: string) => (
    <Actions
      isChecking={checking === one.tenderId}
      onCheck={() => check(one.tenderId)}
      words={words}
      off={notYours(verdictOf(office.who.role, 'payments.stop')) ?? false}
      onStop={isStoppable ? () => setAsked(one) : undefined}
    />
  )
  return (
    <OfficeFrame here="payments" office={office} title={<OfficeTitle>Payments in flight</OfficeTitle>}>
      <SurprisesBanner first={office.surprises} />
      <p role="alert" className={cx('text-stop-ink', complaint === undefined && 'sr-only')}>
        {complaint}
      </p>
      {live.length + left.length + open.length === 0 ? (
        <Card className="flex min-h-96">
          <EmptyState
            picture="line"
            title="No payment is under way"
            action={<GoLink href="/register">Ring something up</GoLink>}
          >
            Every reader is free. What begins on any register shows here at once.
          </EmptyState>
        </Card>
      ) : null}
      <Section title="Payments" list={{ rows: live, ...LIVE_LIST }}>
        {one => (
          <LiveRow key={one.tenderId} one={one} country={country} offset={offset}>
            {actions({ ...one, kind: 'live' }, one.canStop, 'Stop and release reader')}
          </LiveRow>
        )}
      </Section>
      <Section title="Readers still held by payments that ended" list={{ rows: left, ...LEFT_LIST }}>
        {one => (
          <Row key={one.readerId} glyph="busy" needsSomebody>
            <Cell strong={capital(readerName(one.reader))}>
              held for <Elapsed sinceMs={one.since + offset} />
            </Cell>
            <Cell strong={<SaleLink {...one} />}>the payment has ended</Cell>
            <Cell />
            {actions({ ...one, kind: 'left' }, true, 'Release reader')}
          </Row>
        )}
      </Section>
      <Section title="Waiting for Stripe’s answer" list={{ rows: open, ...OPEN_LIST }}>
        {one => (
          <OpenRow key={`${one.tenderId}${one.step}`} one={one} offset={offset}>
            {actions({ ...one, kind: 'live', reader: one.reader ?? '' }, false, '')}
          </OpenRow>
        )}
      </Section>
      <Section
        title={`Done by the till itself${deeds.length < MOST_DEEDS_TOLD ? '' : `, the last ${MOST_DEEDS_TOLD}`}`}
        list={{ rows: deeds, ...DEED_LIST }}
      >
        {one => <DeedRow key={one.id} one={one} offset={offset} />}
      </Section>
      {asked === undefined ? null : (
        <StopDialog
          asked={asked}
          onClose={() => setAsked(undefined)}
          onStop={() => {
            setAsked(undefined)
            stop(asked.tenderId)
          }}
        />
      )}
    </OfficeFrame>
  )
}

/** What to add to the server's times to have them by this browser's clock. */
function useClockOffset(serverNow: number): number {
  const [offset, setOffset] = useState(0)
  useEffect(() => setOffset(now() - serverNow), [serverNow])
  return offset
}

type SectionProps<Row> = {
  title: string
  list: Parameters<typeof useCardList<Row>>[0]
  children: (row: Row) => ReactNode
}

function Section<Row>({ title, list, children }: SectionProps<Row>) {
  const { shown, tools } = useCardList(list)
  if (list.rows.length === 0) return null
  return (
    <section className="grid gap-3">
      <h2 className="font-strong text-[20px]/[26px]">{title}</h2>
      {tools}
      {shown.length === 0 ? null : (
        <Card className="overflow-hidden">
          {/* One grid for all rows: what stands in a column is in line, however many buttons a row has. Its first column has a row's edge in it. */}
          <ul className="grid grid-cols-[48px_minmax(0,1.3fr)_minmax(0,.8fr)_minmax(0,1.1fr)_auto] gap-x-4 max-[999px]:block">
            {shown.map(children)}
          </ul>
        </Card>
      )}
    </section>
  )
}

type LiveProps = { one: LivePayment; country: string; offset: number; children: ReactNode }

function LiveRow({ one, country, offset, children }: LiveProps) {
  const format = formatFor(country, one.amount.currency)
  const { mood, doubtful, captureBefore } = one
  const { moment } = timesOf(format, useIsHere())
  const heldUntil = captureBefore === undefined ? {} : { heldUntil: moment(captureBefore) }
  const { glyph, words, needsSomebody } = moodLine(mood, { doubtful, ...heldUntil })
  return (
    <Row glyph={glyph} needsSomebody={needsSomebody}>
      <Cell strong={words}>
        since <Elapsed sinceMs={one.since + offset} />
      </Cell>
      <Cell strong={<SaleLink {...one} />}>{format.money(one.amount)}</Cell>
      <Cell strong={capital(readerName(one.reader))}>
        {one.registerName}, {one.staffName}
      </Cell>
      {children}
    </Row>
  )
}

function OpenRow({ one, offset, children }: { one: OpenCall; offset: number; children: ReactNode }) {
  return (
    <Row glyph="unknown" needsSomebody>
      <Cell
        strong={capital(
          stepWords(one.step, one.reader === undefined ? 'the reader' : `the ${readerName(one.reader)}`)
            .wanted,
        )}
      >
        asked <Elapsed sinceMs={one.since + offset} /> ago, will be sent again under the same key
      </Cell>
      <Cell strong={<SaleLink {...one} />}>nobody pays twice</Cell>
      <Cell />
      {children}
    </Row>
  )
}

/** What nobody was asked about and nobody need do anything about, for a day. */
function DeedRow({ one, offset }: { one: DeedTold; offset: number }) {
  const { strong, text } = deedWords(one)
  return (
    <Row glyph="done" needsSomebody={false}>
      <Cell strong={strong}>{text}</Cell>
      <Cell strong={<SaleLink {...one} />}>
        <Elapsed sinceMs={one.at + offset} /> ago
      </Cell>
      <Cell strong={one.registerName}>by itself</Cell>
    </Row>
  )
}

type RowProps = { glyph: GlyphName; needsSomebody: boolean; children: ReactNode }

const Row = ({ glyph, needsSomebody, children }: RowProps) => (
  <li
    className={cx(
      'col-span-5 grid grid-cols-subgrid items-center gap-x-4 gap-y-2 border-line border-b px-5 py-3 last:border-b-0 max-[999px]:grid-cols-[28px_minmax(0,1fr)_minmax(0,1fr)] max-[719px]:grid-cols-[28px_minmax(0,1fr)]',
      needsSomebody && 'bg-care-soft',
    )}
  >
    <Glyph
      name={glyph}
      className="size-6 max-[999px]:row-span-3 max-[999px]:self-start max-[719px]:row-span-4"
    />
    {children}
  </li>
)

function Cell({ strong, children }: { strong?: ReactNode; children?: ReactNode }) {
  if (strong === undefined) return <span className="max-[999px]:hidden" />
  return (
    <p className="min-w-0">
      <b className="block font-label">{strong}</b>
      <span className="block text-ink-2 text-small">{children}</span>
    </p>
  )
}

const SaleLink = ({ saleId, saleNumber }: { saleId: string; saleNumber: number }) => (
  <Link href={`/sales/${saleId}`} className="underline decoration-edge underline-offset-4">
    Sale {saleNumber}
  </Link>
)

type ActionsProps = {
  isChecking: boolean
  onCheck: () => void
  words: string
  off: false | string
  onStop: (() => void) | undefined
}

function Actions({ isChecking, onCheck, words, off, onStop }: ActionsProps) {
  return (
    <div className="flex flex-wrap justify-end gap-2 max-[999px]:col-span-2 max-[999px]:justify-start max-[719px]:col-span-1">
      <Button size={48} onClick={onCheck} off={isChecking}>
        {isChecking ? 'Asking Stripe' : 'Check now'}
      </Button>
      {onStop === undefined ? null : (
        <Button size={48} variant="danger-outline" onClick={onStop} off={off}>
          {words}
        </Button>
      )}
    </div>
  )
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
