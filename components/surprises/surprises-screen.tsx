'use client'

import Link from 'next/link'
import { useState } from 'react'
import { LocalTime } from '#components/office/local-time.tsx'
import { Card, OfficeFrame, OfficeTitle } from '#components/office/office-frame.tsx'
import { useSurprises } from '#components/office/use-office.ts'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Glyph } from '#components/ui/glyph.tsx'
import { GoLink } from '#components/ui/go-link.tsx'
import { surpriseWords } from '#components/words/surprises.ts'
import { formatFor } from '#lib/client/format.ts'
import type { DealtAnswer } from '#lib/contracts/dealt-list.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import type { SurpriseAnswer } from '#lib/contracts/surprises.ts'
import { may } from '#lib/domain/permissions.ts'
import { DealSheet, type DealtWith } from './deal-sheet.tsx'
import { DealtList } from './dealt-list.tsx'
import { OldestAlone } from './oldest-alone.tsx'
import { UnknownPayments } from './unknown-payments.tsx'

type Props = { country: string; dealt: DealtAnswer; office: OfficeView }

/** Facts that fitted nowhere: what, how much, since when, and what somebody did about them. */
export function SurprisesScreen({ country, dealt, office }: Props) {
  const canDeal = may(office.who.role, 'surprises.deal')
  const { open, openWaiting, unknown, unknownWaiting, hasDealt } = useSurprises(office.surprises)
  const [asked, setAsked] = useState<DealtWith>()
  return (
    <OfficeFrame here="surprises" office={office} title={<OfficeTitle>Surprises</OfficeTitle>}>
      <p className="-mt-2 max-w-[70ch] text-ink-2">
        Money or news that fits no sale as it stands is kept here until somebody has seen to it. Nothing in
        this list is ever dropped.
      </p>
      <UnknownPayments
        unknown={unknown}
        waiting={unknownWaiting}
        country={country}
        canDeal={canDeal}
        onDeal={one => setAsked({ kind: 'unknown', one })}
      />
      {open.length > 0 || unknownWaiting > 0 ? null : (
        <Card className="flex min-h-72">
          <EmptyState
            picture="line"
            title="Nothing waits for a manager"
            action={<GoLink href="/sales">See what was sold</GoLink>}
          >
            Every payment is where it belongs. Should one not be, it shows here and in every page’s menu.
          </EmptyState>
        </Card>
      )}
      {open.length === 0 ? null : (
        <section>
          <OldestAlone listed={open.length} waiting={openWaiting} />
          <Card className="overflow-hidden">
            <ul>
              {open.map(one => (
                <OpenRow
                  key={one.id}
                  one={one}
                  country={country}
                  canDeal={canDeal}
                  onDeal={() => setAsked({ kind: 'surprise', one })}
                />
              ))}
            </ul>
          </Card>
        </section>
      )}
      <DealtList first={dealt} country={country} isHidden={!hasDealt} />
      {asked === undefined ? null : (
        <DealSheet asked={asked} country={country} onClose={() => setAsked(undefined)} />
      )}
    </OfficeFrame>
  )
}

type RowProps = { one: SurpriseAnswer; country: string; canDeal: boolean; onDeal: () => void }

function OpenRow({ one, country, canDeal, onDeal }: RowProps) {
  const words = surpriseWords(one.kind)
  const format = formatFor(country, one.amount.currency)
  return (
    <li className="grid grid-cols-[32px_minmax(0,1fr)_auto] items-start gap-x-4 gap-y-3 border-line border-b bg-care-soft px-5 py-4 last:border-b-0 max-[719px]:grid-cols-[32px_minmax(0,1fr)]">
      <Glyph name="unknown" className="mt-0.5 size-7" />
      <div className="min-w-0">
        <h2 className="font-strong text-[19px]/[25px]">
          {words.title}: {format.money(one.amount)}
        </h2>
        <p className="mt-0.5">
          {words.text} {words.todo}
        </p>
        <p className="mt-1 text-ink-2 text-small">
          <SaleLink one={one} />, since <LocalTime at={one.at} write={format.moment} />
        </p>
      </div>
      <div className="max-[719px]:col-start-2">
        <Button size={48} onClick={onDeal} off={canDeal ? false : 'Needs a manager'} className="px-5">
          Dealt with
        </Button>
      </div>
    </li>
  )
}

const SaleLink = ({ one }: { one: SurpriseAnswer }) => (
  <Link href={`/sales/${one.saleId}`} className="font-label underline underline-offset-4">
    Sale {one.saleNumber}
  </Link>
)
