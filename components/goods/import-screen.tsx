'use client'

import { type ReactNode, useState } from 'react'
import type { Column } from '#components/office/column.ts'
import { ConfirmDialog } from '#components/office/confirm-dialog.tsx'
import { DataTable } from '#components/office/data-table.tsx'
import { Card } from '#components/office/office-frame.tsx'
import { StateCell, TwoLines } from '#components/office/table-cells.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import type { GlyphName } from '#components/ui/glyph.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { useFormat } from '#lib/client/use-format.ts'
import type { ImportCounts, ImportLook } from '#lib/contracts/goods-import.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import { GOODS_COLUMNS } from '#lib/domain/goods-file.ts'
import type { Fate } from '#lib/domain/goods-import.ts'
import { GoodsFrame } from './goods-frame.tsx'
import type { ImportProblem } from './import-words.ts'
import { type ImportState, useImport } from './use-import.ts'

/** A file of goods: first what it would do, row by row, then the import, all of it or nothing. */
export function ImportScreen({ office }: { office: OfficeView }) {
  const { state, look, bringIn, stop, again } = useImport()
  return (
    <GoodsFrame here="import" office={office} title="Import and export">
      {state.at === 'start' ? <Start problem={state.problem} onPick={look} /> : null}
      {state.at === 'busy' ? <Busy state={state} onStop={stop} /> : null}
      {state.at === 'looked' ? (
        <Looked
          look={state.look}
          fileName={state.fileName}
          problem={state.problem}
          onImport={() => bringIn(state.look)}
          onAgain={again}
        />
      ) : null}
      {state.at === 'imported' ? (
        <Imported counts={state.counts} fileName={state.fileName} onAgain={again} />
      ) : null}
    </GoodsFrame>
  )
}

const OUTLINE =
  'flex h-14 items-center rounded-tile px-5 font-label text-[17px]/[22px] inset-ring-[1.5px] inset-ring-edge hover:bg-control/50 has-focus-visible:outline-3 has-focus-visible:outline-focus'

function Start({ problem, onPick }: { problem: ImportProblem | undefined; onPick: (file: File) => void }) {
  return (
    <div className="@container">
      <div className="grid grid-cols-2 items-stretch gap-5 @max-[760px]:grid-cols-1">
        <Card className="grid content-start gap-4 p-6 max-[719px]:p-4">
          <h2 className="font-strong text-title">Import</h2>
          <p className="text-ink-2">
            A CSV file in UTF-8 with a first line of column names. You see first what every row would do;
            nothing is written before you say so, and then all of it or nothing.
          </p>
          <p className="text-ink-2">
            A count is held against the stock at that look, and only the difference you see is written: goods
            sold before you say so stay sold.
          </p>
          {problem === undefined ? null : (
            <Banner tone="care" glyph="refused" strong={problem.strong} urgent>
              {problem.text}
            </Banner>
          )}
          <div>
            <label className="inline-flex h-14 cursor-pointer items-center rounded-tile bg-go px-6 font-label text-[17px]/[22px] text-on-go hover:bg-go-hover has-focus-visible:outline-3 has-focus-visible:outline-focus">
              <input
                type="file"
                accept=".csv,.tsv,.txt,text/csv"
                className="sr-only"
                onChange={event => {
                  const picked = event.target.files?.[0]
                  event.target.value = ''
                  if (picked) onPick(picked)
                }}
              />
              Choose a file
            </label>
          </div>
        </Card>
        <Card className="grid content-start gap-4 p-6 max-[719px]:p-4">
          <h2 className="font-strong text-title">Export</h2>
          <p className="text-ink-2">
            Everything the shop sells, archived goods too, as a file that imports again unchanged. It also
            shows how a file to import looks.
          </p>
          <div>
            <a href="/api/goods/export" download className={`${OUTLINE} inline-flex`}>
              Export all goods
            </a>
          </div>
          <p className="text-ink-2 text-small">
            Columns: {GOODS_COLUMNS.join(', ')}. Only the name is needed. “stock was” is the stock at the
            export: where “stock” still says the same, nobody counted, and the stock stays as it is by then.
          </p>
        </Card>
      </div>
    </div>
  )
}

function Busy({ state, onStop }: { state: Extract<ImportState, { at: 'busy' }>; onStop: () => void }) {
  const { doing, looks, fileName } = state
  const { number } = useFormat()
  const done = number(doing.done)
  const label =
    doing.phase === 'reading'
      ? `Reading ${fileName}: ${done} lines`
      : `Importing: ${done} of ${number(doing.of ?? doing.done)} goods`
  return (
    <Card className="p-6 max-[719px]:p-4">
      <Progress
        label={label}
        {...(doing.of === undefined ? {} : { value: doing.done, max: doing.of })}
        onCancel={onStop}
        cancel={looks ? 'Stop' : 'Stop the import'}
      />
    </Card>
  )
}

type LookedProps = {
  look: ImportLook
  fileName: string
  problem: ImportProblem | undefined
  onImport: () => void
  onAgain: () => void
}

function Looked({ look, fileName, problem, onImport, onAgain }: LookedProps) {
  const [asks, setAsks] = useState(false)
  const { counts, newCategories, endsOpen } = look
  const { number } = useFormat()
  const writes = counts.new + counts.changed
  const off =
    counts.wrong > 0 ? 'Put the wrong lines right first' : writes === 0 ? 'Nothing would change' : false
  return (
    <>
      <Card className="grid gap-4 p-6 max-[719px]:p-4">
        <h2 className="min-w-0 break-words font-strong text-title">What {fileName} would do</h2>
        <Counts counts={counts} />
        {newCategories.length === 0 ? null : (
          <p className="text-ink-2 text-small">
            New categories: {newCategories.slice(0, 12).join(', ')}
            {newCategories.length > 12 ? ` and ${newCategories.length - 12} more` : ''}.
          </p>
        )}
        {endsOpen && problem === undefined ? (
          <Banner tone="care" glyph="unknown" strong="The last line has no end. Is the file whole?">
            Many programs write none, and then all is well. Only look whether its last good and its price are
            right.
          </Banner>
        ) : null}
        {problem === undefined ? null : (
          <Banner tone="care" glyph="refused" strong={problem.strong} urgent>
            {problem.text}
          </Banner>
        )}
        <div className="flex flex-wrap gap-2.5">
          <Button variant="go" size={56} className="px-6" off={off} onClick={() => setAsks(true)}>
            {writes === 1 ? 'Import 1 good' : `Import ${number(writes)} goods`}
          </Button>
          <Button size={56} className="px-5" onClick={onAgain}>
            Choose another file
          </Button>
        </div>
      </Card>
      <DataTable
        rows={look.rows}
        columns={COLUMNS}
        rowKey={([line]) => String(line)}
        label="Lines"
        search={([, , name, note]) => `${name} ${note}`}
        filters={FILTERS}
        exportName="import"
        initialSort="fate"
        needsSomebody={([, fate]) => fate === 'wrong'}
        empty={{ title: 'No lines', line: 'The file has nothing in it.' }}
      />
      {asks ? (
        <ConfirmDialog
          question={`Import ${number(writes)} goods?`}
          body={`${number(counts.new)} are new and ${number(counts.changed)} change, on every till at once. Open sales keep the prices they have, and what is sold until then stays sold.`}
          confirm="Import"
          keep="Not yet"
          onConfirm={() => {
            setAsks(false)
            onImport()
          }}
          onKeep={() => setAsks(false)}
        />
      ) : null}
    </>
  )
}

type Row = ImportLook['rows'][number]

const FATES: Readonly<
  Record<Fate, { readonly glyph: GlyphName; readonly word: string; readonly order: number }>
> = {
  wrong: { glyph: 'refused', word: 'Wrong', order: 0 },
  new: { glyph: 'done', word: 'New', order: 1 },
  changed: { glyph: 'updating', word: 'Changes', order: 2 },
  unchanged: { glyph: 'cancelled', word: 'Unchanged', order: 3 },
}

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'fate',
    head: 'Fate',
    phone: 'state',
    cell: ([, fate]) => <StateCell glyph={FATES[fate].glyph} word={FATES[fate].word} />,
    sort: (a, b) => FATES[a[1]].order - FATES[b[1]].order || a[0] - b[0],
    export: ([, fate]) => FATES[fate].word,
  },
  {
    key: 'line',
    head: 'Line',
    align: 'end',
    cell: ([line]) => <Numbered>{line}</Numbered>,
    sort: (a, b) => a[0] - b[0],
    export: ([line]) => line,
  },
  {
    key: 'name',
    head: 'Good',
    phone: 'title',
    cell: ([, , name, note]) => <TwoLines strong first={name || 'Without a name'} line={note || undefined} />,
    sort: (a, b) => a[2].localeCompare(b[2]),
    export: ([, , name]) => name,
  },
  { key: 'note', head: '', phone: 'hidden', cell: () => null, export: ([, , , note]) => note },
]

const FILTERS = [
  {
    key: 'fate',
    label: 'Fate',
    options: (['wrong', 'new', 'changed', 'unchanged'] as const).map(fate => ({
      value: fate,
      label: FATES[fate].word,
    })),
    of: ([, fate]: Row) => fate,
  },
]

function Counts({ counts }: { counts: ImportCounts }) {
  const { number } = useFormat()
  return (
    <dl className="grid grid-cols-4 gap-2.5 max-[719px]:grid-cols-2">
      {(['new', 'changed', 'unchanged', 'wrong'] as const).map(fate => (
        <Count key={fate} word={FATES[fate].word} isBad={fate === 'wrong' && counts.wrong > 0}>
          {number(counts[fate])}
        </Count>
      ))}
    </dl>
  )
}

/** For a cell, which is drawn where no hook may be asked. */
const Numbered = ({ children }: { children: number }) => useFormat().number(children)

const Count = ({ word, isBad, children }: { word: string; isBad: boolean; children: ReactNode }) => (
  <div className={isBad ? 'rounded-tile bg-stop-soft p-4 text-stop-ink' : 'rounded-tile bg-control p-4'}>
    <dt className="text-small">{word}</dt>
    <dd className="font-strong text-[30px]/[36px]">{children}</dd>
  </div>
)

function Imported({
  counts,
  fileName,
  onAgain,
}: {
  counts: ImportCounts
  fileName: string
  onAgain: () => void
}) {
  return (
    <Card className="grid gap-4 p-6 max-[719px]:p-4">
      <h2 className="min-w-0 break-words font-strong text-title">{fileName} is imported</h2>
      <Counts counts={counts} />
      <p className="text-ink-2">Every till has the new goods by now.</p>
      <div>
        <Button size={56} className="px-5" onClick={onAgain}>
          Import or export more
        </Button>
      </div>
    </Card>
  )
}
