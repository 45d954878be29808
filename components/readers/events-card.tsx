import { ChevronLeft, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Card } from '#components/office/office-frame.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Glyph } from '#components/ui/glyph.tsx'
import { eventWords } from '#components/words/reader-events.ts'
import type { Format } from '#lib/client/format.ts'
import type { ReaderDetail, ReaderEventAnswer } from '#lib/contracts/readers.ts'
import type { Currency } from '#lib/domain/currencies.ts'
import { money } from '#lib/domain/money.ts'
import { Moment } from './times.tsx'
import { useReaderEvents } from './use-readers.ts'

type Props = { detail: ReaderDetail; format: Format; currency: Currency }

/** What it has been through, newest first, a page at a time. What happens meanwhile stands on the first page and moves nobody from theirs. */
export function EventsCard({ detail, format, currency }: Props) {
  /** The last event of each page before this one. */
  const [turned, setTurned] = useState<readonly ReaderEventAnswer[]>([])
  const { page, isOnItsWay, isAway } = useReaderEvents(detail, turned.at(-1))
  const { events, older } = page
  const last = events.at(-1)
  return (
    <Card>
      <h2 className="px-5 pt-4 pb-2 font-strong text-[20px]/[26px]">Last events</h2>
      {isAway ? (
        <div className="px-5 pb-3">
          <Banner tone="care" glyph="unknown" strong="The till’s server did not answer.">
            What you see is what it last told.
          </Banner>
        </div>
      ) : null}
      {events.length === 0 ? (
        <p className="px-5 pb-5 text-ink-2">
          Nothing yet. A payment on this reader, or a test payment, shows here at once.
        </p>
      ) : (
        <ul aria-busy={isOnItsWay || undefined}>
          {events.map(event => (
            <EventRow
              key={event.id}
              event={event}
              now={detail.now}
              sum={minor => format.money(money(minor, currency))}
            />
          ))}
        </ul>
      )}
      {turned.length === 0 && !older ? null : (
        <Pages
          page={format.number(turned.length + 1)}
          newer={turned.length > 0}
          older={older && !isOnItsWay && !isAway}
          onNewer={() => setTurned(turned.slice(0, -1))}
          onOlder={() => setTurned(last ? [...turned, last] : turned)}
        />
      )}
    </Card>
  )
}

type PagesProps = { page: string; newer: boolean; older: boolean; onNewer: () => void; onOlder: () => void }

const Pages = ({ page, newer, older, onNewer, onOlder }: PagesProps) => (
  <nav
    aria-label="Pages of events"
    className="flex flex-wrap items-center justify-end gap-2.5 border-line border-t px-5 py-3"
  >
    <p role="status" className="mr-auto text-ink-2 text-small">
      Page {page}
    </p>
    <Button
      size={48}
      off={!newer}
      title={newer ? undefined : 'These are the newest'}
      onClick={onNewer}
      icon={<ChevronLeft className="size-5" />}
    >
      Newer
    </Button>
    <Button size={48} off={!older} onClick={onOlder}>
      Older
      <ChevronRight className="size-5" aria-hidden="true" />
    </Button>
  </nav>
)

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
