'use client'

import { ArrowRightLeft, ChevronRight, CreditCard, Pencil, Trash2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useState } from 'react'
import { OfficeFrame, OfficeTitle } from '#components/office/office-frame.tsx'
import { Button } from '#components/ui/button.tsx'
import { Glyph } from '#components/ui/glyph.tsx'
import { GONE_WORDS, stateWords } from '#components/words/reader-states.ts'
import { readerName } from '#components/words/readers.ts'
import { formatFor } from '#lib/client/format.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import type { ReaderDetail } from '#lib/contracts/readers.ts'
import { may, verdictOf } from '#lib/domain/permissions.ts'
import { needsSomebody, type ReaderState } from '#lib/domain/reader-state.ts'
import { EventsCard } from './events-card.tsx'
import { Freshness } from './freshness.tsx'
import { ReaderFacts } from './reader-facts.tsx'
import { ReaderPicture } from './reader-picture.tsx'
import { SpeedCard } from './speed-card.tsx'
import { StateBanner } from './state-banner.tsx'
import { TestCard } from './test-card.tsx'
import { StateLine } from './times.tsx'
import { useClockOffset, useReader } from './use-readers.ts'

const MoveSheet = dynamic(async () => (await import('./move-sheet.tsx')).MoveSheet)
const RenameSheet = dynamic(async () => (await import('./reader-dialogs.tsx')).RenameSheet)
const DeleteDialog = dynamic(async () => (await import('./reader-dialogs.tsx')).DeleteDialog)
const ClearDialog = dynamic(async () => (await import('./clear-dialog.tsx')).ClearDialog)
const ChecklistSheet = dynamic(async () => (await import('./network-checklist.tsx')).ChecklistSheet)

type Asked = 'rename' | 'move' | 'delete' | 'clear' | 'checklist' | 'test'

/** One reader: what it does, what it is, how it has done, and what can be done with it. Live. */
export function ReaderScreen({ office, first }: { office: OfficeView; first: ReaderDetail }) {
  const detail = useReader(first)
  const { reader, now } = detail
  const offset = useClockOffset(now)
  const [asked, setAsked] = useState<Asked>()
  const close = () => setAsked(undefined)
  const { role } = office.who
  const mayManage = may(role, 'readers.manage')
  const { country, currency, name: shopName } = office.shop
  const format = formatFor(country, currency)
  const { state } = reader
  const off = mayManage ? offReason(state) : 'Needs a manager'
  const leaves = off === false && state.kind === 'stuck' ? 'Clear it first' : off
  const isLost = state.kind === 'gone' && state.by === undefined
  return (
    <OfficeFrame
      here="readers"
      office={office}
      above={
        <span className="flex flex-wrap items-center gap-1.5">
          <Link
            href="/readers"
            className="underline decoration-line underline-offset-4 hover:decoration-edge"
          >
            Readers
          </Link>
          <ChevronRight className="size-4" aria-hidden="true" />
          {reader.locationName}
        </span>
      }
      title={
        <OfficeTitle>
          <span className="min-w-0 break-words">{capital(readerName(reader.label))}</span>
          <StateBadge detail={detail} offset={offset} />
        </OfficeTitle>
      }
      actions={
        <>
          <Tool name="Rename" Icon={Pencil} off={off} onPress={() => setAsked('rename')} />
          <Tool name="Move" Icon={ArrowRightLeft} off={leaves} onPress={() => setAsked('move')} />
          <Tool
            name="Delete"
            Icon={Trash2}
            off={mayManage && isLost ? false : leaves}
            onPress={() => setAsked('delete')}
          />
        </>
      }
    >
      <StateBanner
        reader={reader}
        now={now}
        mayClear={verdictOf(role, 'readers.clear') !== 'no'}
        mayManage={mayManage}
        onClear={() => setAsked('clear')}
        onChecklist={() => setAsked('checklist')}
      />
      <div className="@container/reader">
        <div className="grid grid-cols-[295px_minmax(0,1fr)] items-start gap-5 @max-[860px]/reader:grid-cols-1">
          <ReaderPicture reader={reader} shopName={shopName} drawnAt={detail.drawnAt} />
          <div className="grid min-w-0 gap-4">
            <div className="grid grid-cols-2 items-start gap-4 @max-[860px]/reader:grid-cols-1">
              <div className="grid gap-4">
                <ReaderFacts reader={reader} offset={offset} />
                <TestCard
                  detail={detail}
                  format={format}
                  mayTest={may(role, 'readers.test')}
                  asked={asked === 'test'}
                  onAsked={isAsked => setAsked(isAsked ? 'test' : undefined)}
                />
              </div>
              <SpeedCard history={detail.history} />
            </div>
            <EventsCard detail={detail} format={format} currency={currency} />
            <div className="flex flex-wrap items-center justify-between gap-3">
              <Button
                size={48}
                icon={<CreditCard className="size-5" aria-hidden="true" />}
                className="px-4"
                onClick={() => setAsked('checklist')}
              >
                Network checklist
              </Button>
              <Freshness checkedAt={reader.checkedAt} offset={offset} />
            </div>
          </div>
        </div>
      </div>
      {asked === 'rename' ? <RenameSheet reader={reader} onClose={close} /> : null}
      {asked === 'move' ? <MoveSheet reader={reader} mode={detail.mode} onClose={close} /> : null}
      {asked === 'delete' ? <DeleteDialog reader={reader} onClose={close} /> : null}
      {asked === 'clear' && state.kind === 'stuck' ? (
        <ClearDialog reader={reader} stuck={state} onClose={close} />
      ) : null}
      {asked === 'checklist' ? <ChecklistSheet onClose={close} /> : null}
    </OfficeFrame>
  )
}

/** What a reader is doing keeps it where it is. */
function offReason(state: ReaderState): false | string {
  if (state.kind === 'gone') return GONE_WORDS[state.by?.how ?? 'elsewhere']
  if (state.kind === 'moving') return 'On its way'
  return ['taking', 'letting_go', 'testing', 'clearing', 'office'].includes(state.kind)
    ? 'The reader is busy'
    : false
}

type ToolProps = { name: string; Icon: typeof Pencil; off: false | string; onPress: () => void }

const Tool = ({ name, Icon, off, onPress }: ToolProps) => (
  <Button
    size={off === false ? 48 : 56}
    className="px-4"
    icon={off === false ? <Icon className="size-5" aria-hidden="true" /> : undefined}
    off={off}
    onClick={onPress}
  >
    {name}
  </Button>
)

function StateBadge({ detail: { reader, now }, offset }: { detail: ReaderDetail; offset: number }) {
  const words = stateWords(reader.state)
  const tone = needsSomebody(reader.state) ? 'bg-care-soft text-care-ink' : 'bg-control text-ink'
  return (
    <span
      className={`flex items-center gap-2 rounded-chip px-3 py-1 font-label text-small tracking-normal ${tone}`}
    >
      <Glyph name={words.glyph} className="size-5" />
      <span>
        {words.word}{' '}
        <StateLine
          words={{ ...words, line: words.time?.as === 'moment' ? 'since' : '' }}
          offset={offset}
          now={now}
        />
      </span>
    </span>
  )
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
