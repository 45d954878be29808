'use client'

import { Plus } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useMemo, useState } from 'react'
import { DataTable } from '#components/office/data-table.tsx'
import { OfficeFrame, OfficeTitle } from '#components/office/office-frame.tsx'
import { useTableQuery } from '#components/office/use-table-query.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { groupOf } from '#components/words/reader-states.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import type { ReaderAnswer, ReadersAnswer } from '#lib/contracts/readers.ts'
import { may, verdictOf } from '#lib/domain/permissions.ts'
import { needsSomebody } from '#lib/domain/reader-state.ts'
import type { Stuck } from './clear-dialog.tsx'
import { Freshness } from './freshness.tsx'
import { PlaceTree, placesOf } from './place-tree.tsx'
import { ALSO_IN_FILE, COLUMNS, type ReaderRow, STATE_OPTIONS, searchText } from './reader-columns.tsx'
import { StateChips } from './state-chips.tsx'
import { useClockOffset, useReaders } from './use-readers.ts'

const AddReader = dynamic(async () => (await import('./add-reader.tsx')).AddReader)
const ClearDialog = dynamic(async () => (await import('./clear-dialog.tsx')).ClearDialog)
const ChecklistSheet = dynamic(async () => (await import('./network-checklist.tsx')).ChecklistSheet)

type Props = { office: OfficeView; first: ReadersAnswer }
type Asked =
  | { readonly what: 'add' | 'checklist' }
  | { readonly what: 'clear'; readonly reader: ReaderAnswer; readonly stuck: Stuck }

const FILTER_KEYS = ['state', 'place']

/** The fleet: every reader of every place, what it does, and what to do about it. Live. */
export function ReadersScreen({ office, first }: Props) {
  const answer = useReaders(first)
  const offset = useClockOffset(answer.now)
  const [asked, setAsked] = useState<Asked>()
  const { query, setFilter } = useTableQuery(FILTER_KEYS, {})
  const { role } = office.who
  const mayManage = may(role, 'readers.manage')
  const places = useMemo(() => placesOf(answer.readers), [answer.readers])
  const mayClear = verdictOf(role, 'readers.clear') !== 'no'
  const rows = useMemo(
    () =>
      answer.readers.map(reader => ({
        ...reader,
        now: answer.now,
        offset,
        action: actionFor(reader, mayClear, setAsked),
      })),
    [answer.readers, answer.now, offset, mayClear],
  )
  const filters = useMemo(
    () => [
      {
        key: 'state',
        label: 'State',
        options: STATE_OPTIONS,
        of: ({ state }: ReaderRow) => groupOf(state),
      },
      {
        key: 'place',
        label: 'Place',
        options: places.map(({ id, name }) => ({ value: id, label: name })),
        of: ({ locationId }: ReaderRow) => locationId,
      },
    ],
    [places],
  )
  const close = () => setAsked(undefined)
  const add = (
    <Button
      size={48}
      variant="go"
      className="px-5"
      icon={<Plus className="size-5.5" aria-hidden="true" />}
      off={mayManage ? false : 'Needs a manager'}
      onClick={() => setAsked({ what: 'add' })}
    >
      Add a reader
    </Button>
  )
  const chosenPlace = query.filters.place
  return (
    <OfficeFrame
      here="readers"
      office={office}
      title={<OfficeTitle>Readers</OfficeTitle>}
      actions={
        <>
          <Button size={48} className="px-4" onClick={() => setAsked({ what: 'checklist' })}>
            Network checklist
          </Button>
          {answer.readers.length > 0 ? add : null}
        </>
      }
    >
      {answer.problem === null ? null : (
        <Banner tone="care" glyph="unknown" strong="Stripe did not answer.">
          What you see of the readers is what it last told. It is asked again by itself.
        </Banner>
      )}
      {answer.readers.length === 0 ? null : (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <StateChips
            readers={answer.readers}
            chosen={query.filters.state}
            onChoose={group => setFilter('state', group)}
          />
          <Freshness checkedAt={answer.checkedAt} offset={offset} />
        </div>
      )}
      <div className="@container/readers">
        <div className="grid grid-cols-[226px_minmax(0,1fr)] gap-4 @max-[900px]/readers:grid-cols-1">
          {answer.readers.length === 0 ? null : (
            <div className="@max-[900px]/readers:hidden">
              <PlaceTree
                places={places}
                chosen={chosenPlace}
                onChoose={id => setFilter('place', id)}
                mayAdd={may(role, 'locations.view')}
              />
            </div>
          )}
          <div className={answer.readers.length === 0 ? 'col-span-full' : 'min-w-0'}>
            <DataTable
              rows={rows}
              columns={COLUMNS}
              rowKey={({ id }) => id}
              rowHref={({ id }) => `/readers/${id}`}
              label="Readers"
              search={searchText}
              filters={filters}
              exportName="readers"
              alsoInFile={ALSO_IN_FILE}
              needsSomebody={({ state }) => needsSomebody(state)}
              empty={{
                title: 'No reader yet',
                line: 'Have it switched on, on the network, and its pairing code on the screen.',
                action: add,
              }}
            />
          </div>
        </div>
      </div>
      {asked?.what === 'add' ? <AddReader mode={answer.mode} onClose={close} /> : null}
      {asked?.what === 'checklist' ? <ChecklistSheet onClose={close} /> : null}
      {asked?.what === 'clear' ? (
        <ClearDialog reader={asked.reader} stuck={asked.stuck} onClose={close} />
      ) : null}
    </OfficeFrame>
  )
}

function actionFor(reader: ReaderAnswer, mayClear: boolean, ask: (asked: Asked) => void) {
  const { state } = reader
  if (state.kind === 'stuck')
    return (
      <Button
        size={48}
        off={mayClear ? false : 'Needs a manager'}
        onClick={() => ask({ what: 'clear', reader, stuck: state })}
      >
        Clear it
      </Button>
    )
  if (state.kind === 'offline')
    return (
      <Button size={48} onClick={() => ask({ what: 'checklist' })}>
        Checklist
      </Button>
    )
  return undefined
}
