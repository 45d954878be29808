'use client'

import Link from 'next/link'
import type { Fact } from '#components/office/column.ts'
import { LocalTime } from '#components/office/local-time.tsx'
import { Card } from '#components/office/office-frame.tsx'
import { useCardList } from '#components/office/use-card-list.tsx'
import { amountFacts, WHOSE } from '#components/payments/lists.ts'
import { cx } from '#components/ui/cx.ts'
import { Glyph } from '#components/ui/glyph.tsx'
import { formatFor } from '#lib/client/format.ts'
import { useServersNow } from '#lib/client/now.ts'
import { byNumber } from '#lib/client/table/rows-shown.ts'
import { useHeldMoney } from '#lib/client/use-held-money.ts'
import type { HeldMoney as Held, HeldAnswer } from '#lib/contracts/payments.ts'
import { lapsesSoon, timeLeft } from './tender-words.ts'

type Props = { country: string; first: HeldAnswer }

/** Money the bank has promised and nobody has taken, the one that lapses first on top. Nothing while there is none. */
export function HeldMoney({ country, first }: Props) {
  const { held, now: serverNow } = useHeldMoney(first)
  const now = useServersNow(serverNow, 30_000) ?? serverNow
  const { shown, tools } = useCardList({ rows: held, ...HELD_LIST })
  if (held.length === 0) return null
  return (
    <Card className="overflow-hidden">
      <header className="px-5 pt-4 pb-2">
        <h2 className="font-strong text-title">Held money</h2>
        <p className="text-ink-2 text-small">
          Promised by the bank, not taken yet. Open the sale to take it or to let it go.
        </p>
      </header>
      {tools === null ? null : <div className="px-5 pt-1 pb-3">{tools}</div>}
      <ul>
        {shown.map(one => (
          <HeldRow key={one.tenderId} held={one} country={country} now={now} />
        ))}
      </ul>
    </Card>
  )
}

const HELD: readonly Fact<Held>[] = [
  {
    key: 'sale',
    head: 'Sale',
    sort: byNumber(({ saleNumber }) => saleNumber),
    export: ({ saleNumber }) => saleNumber,
  },
  ...amountFacts<Held>(),
  {
    key: 'until',
    head: 'Take it before',
    sort: byNumber(({ captureBefore, since }) => captureBefore ?? since),
    export: ({ captureBefore }) => (captureBefore === undefined ? '' : new Date(captureBefore).toISOString()),
  },
  ...WHOSE,
]

const HELD_LIST = {
  label: 'Held money',
  exportName: 'held-money',
  facts: HELD,
  search: ({ saleNumber, registerName, staffName }: Held) =>
    `Sale ${saleNumber} ${registerName} ${staffName}`,
}

const WISHED = { capture: 'being taken', stop: 'being released' } as const

function HeldRow({ held, country, now }: { held: Held; country: string; now: number }) {
  const { saleId, saleNumber, amount, captureBefore, registerName, staffName, wish } = held
  const format = formatFor(country, amount.currency)
  const isSoon = wish === 'none' && lapsesSoon(captureBefore, now)
  return (
    <li className={cx('border-line border-t', isSoon && 'bg-care-soft')}>
      <Link
        href={`/sales/${saleId}`}
        prefetch={false}
        className="grid min-h-[68px] grid-cols-[28px_1fr_auto] items-center gap-4 px-5 py-2 hover:bg-ink/4"
      >
        <Glyph name={isSoon ? 'unknown' : wish === 'none' ? 'waiting' : 'checking'} className="size-6" />
        <span className="flex min-w-0 flex-col">
          <span className="font-name text-row">
            Sale {saleNumber}{' '}
            <span className="text-ink-2 text-small">
              {registerName}, {staffName}
            </span>
          </span>
          <span className={cx('text-small', isSoon ? 'font-label text-care-ink' : 'text-ink-2')}>
            {wish !== 'none' ? (
              WISHED[wish]
            ) : captureBefore === undefined ? (
              'Stripe has not told the deadline yet'
            ) : (
              <>
                Take it before <LocalTime at={captureBefore} write={format.moment} />,{' '}
                {timeLeft(captureBefore, now)} left
              </>
            )}
          </span>
        </span>
        <span className="font-strong text-title">{format.money(amount)}</span>
      </Link>
    </li>
  )
}
