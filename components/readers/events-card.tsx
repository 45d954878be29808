import Link from 'next/link'
import { Card } from '#components/office/office-frame.tsx'
import { Glyph } from '#components/ui/glyph.tsx'
import { eventWords } from '#components/words/reader-events.ts'
import type { Format } from '#lib/client/format.ts'
import type { ReaderDetail, ReaderEventAnswer } from '#lib/contracts/readers.ts'
import type { Currency } from '#lib/domain/currencies.ts'
import { money } from '#lib/domain/money.ts'
import { Moment } from './times.tsx'

type Props = { detail: ReaderDetail; format: Format; currency: Currency }

/** What it has been through, newest first. */
export function EventsCard({ detail, format, currency }: Props) {
  const { events } = detail.history
  return (
    <Card>
      <h2 className="px-5 pt-4 pb-2 font-strong text-[20px]/[26px]">Last events</h2>
      {events.length === 0 ? (
        <p className="px-5 pb-5 text-ink-2">
          Nothing in 30 days. A payment on this reader, or a test payment, shows here at once.
        </p>
      ) : (
        <ul>
          {events.map(event => (
            <EventRow
              key={`${event.at}${event.kind}${event.what ?? ''}${event.saleId ?? ''}`}
              event={event}
              now={detail.now}
              sum={minor => format.money(money(minor, currency))}
            />
          ))}
        </ul>
      )}
    </Card>
  )
}

type RowProps = { event: ReaderEventAnswer; now: number; sum: (minor: number) => string }

function EventRow({ event, now, sum }: RowProps) {
  const { glyph, title, text } = eventWords(event, sum)
  return (
    <li className="grid min-h-12 grid-cols-[24px_minmax(0,1fr)_minmax(0,1.4fr)_auto] items-center gap-x-3 border-line border-t px-5 py-2 max-[719px]:grid-cols-[24px_minmax(0,1fr)_auto]">
      <Glyph name={glyph} className="size-5.5" />
      <b className="min-w-0 break-words font-label">{title}</b>
      <span className="min-w-0 break-words max-[719px]:col-span-2 max-[719px]:col-start-2 max-[719px]:row-start-2 max-[719px]:text-ink-2">
        {event.saleId === undefined ? (
          text
        ) : (
          <Link
            href={`/sales/${event.saleId}`}
            prefetch={false}
            className="underline decoration-line underline-offset-4 hover:decoration-edge"
          >
            {text}
          </Link>
        )}
      </span>
      <span className="text-right tabular-nums">
        <Moment at={event.at} now={now} />
      </span>
    </li>
  )
}
