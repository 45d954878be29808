'use client'

import { Printer } from 'lucide-react'
import Link from 'next/link'
import { Card, OfficeFrame, OfficeTitle } from '#components/office/office-frame.tsx'
import { useTimeline } from '#components/office/use-office.ts'
import { TenderActions } from '#components/sales/tender-actions.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Glyph } from '#components/ui/glyph.tsx'
import { readerName } from '#components/words/readers.ts'
import { saleStateWords } from '#components/words/sale-state.ts'
import { formatFor } from '#lib/client/format.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import type { TimelineAnswer } from '#lib/contracts/timeline.ts'
import { returnedOn, type Sale } from '#lib/domain/sale.ts'
import { CopyButton } from './copy-button.tsx'
import { DiaryList } from './diary-list.tsx'
import { ChargedCard, SaleCard, TimeCard } from './side-cards.tsx'
import { supportCopy } from './support-copy.ts'

type Props = {
  country: string
  timeline: TimelineAnswer
  office: OfficeView
}

/** One sale and everything that happened to its payments, as it happens. */
export function TimelineScreen({ country, timeline: first, office }: Props) {
  const answer = useTimeline(first)
  const { sale, entries, readers } = answer
  const format = formatFor(country, sale.rule.currency)
  const readerOf = (readerId: string) => {
    const label = readers[readerId]
    return label === undefined ? 'the reader' : `the ${readerName(label)}`
  }
  return (
    <OfficeFrame
      here="sales"
      office={office}
      above={
        <Link href="/sales" className="underline decoration-line underline-offset-4 hover:decoration-edge">
          Sales
        </Link>
      }
      title={
        <OfficeTitle>
          Sale {sale.number}
          <Badge sale={sale} />
        </OfficeTitle>
      }
      actions={
        <>
          <Link
            href={`/receipts/${sale.id}`}
            className="flex h-12 items-center gap-2 rounded-[13px] bg-surface px-4 font-label text-[17px]/[22px] inset-ring-[1.5px] inset-ring-edge hover:bg-control/50"
          >
            <Printer className="size-5" aria-hidden="true" />
            Receipt
          </Link>
          <CopyButton words="Copy for Stripe support" copy={() => supportCopy(answer)} />
        </>
      }
    >
      <div className="grid items-start gap-5 min-[1000px]:grid-cols-[minmax(0,1fr)_300px]">
        <Card>
          {entries.length === 0 ? (
            <div className="flex min-h-80">
              <EmptyState picture="line" title="No payment has been asked for yet">
                Charge or cash at the register begins the diary.
              </EmptyState>
            </div>
          ) : (
            <>
              <h2 className="sr-only">What happened</h2>
              <DiaryList
                entries={entries}
                facts={{ format, currency: sale.rule.currency, readerOf }}
                isEnded={sale.status === 'paid'}
              />
            </>
          )}
        </Card>
        <div className="grid gap-3.5 max-[999px]:order-first max-[999px]:grid-cols-2 max-[719px]:grid-cols-1">
          <SaleCard answer={answer} format={format} />
          <div className="grid content-start gap-3.5">
            <TenderActions sale={sale} format={format} now={answer.now} role={office.who.role} />
            <ChargedCard answer={answer} format={format} />
            <TimeCard answer={answer} />
          </div>
        </div>
      </div>
    </OfficeFrame>
  )
}

function Badge({ sale }: { sale: Sale }) {
  const { glyph, words, tone } = saleStateWords(sale.status, sale.wantedTotal, returnedOn(sale))
  const kinds = new Set(sale.tenders.filter(tender => tender.state === 'paid').map(tender => tender.kind))
  const by =
    sale.status !== 'paid' || returnedOn(sale).minor > 0
      ? ''
      : kinds.size > 1
        ? ' by card and cash'
        : kinds.has('card')
          ? ' by card'
          : ' in cash'
  return (
    <span
      className={`flex items-center gap-2 rounded-[9px] px-2.5 py-1 font-label text-[15px]/[18px] tracking-normal ${tone}`}
    >
      <Glyph name={glyph} className="size-4.5" />
      {words}
      {by}
    </span>
  )
}
