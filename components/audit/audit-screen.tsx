'use client'

import { useState } from 'react'
import type { Column } from '#components/office/column.ts'
import { DAYS_FILTER } from '#components/office/days-filter.ts'
import { LocalTime } from '#components/office/local-time.tsx'
import { OfficeFrame, OfficeTitle } from '#components/office/office-frame.tsx'
import { ServerTable } from '#components/office/server-table.tsx'
import { TwoLines } from '#components/office/table-cells.tsx'
import { changesIn } from '#components/words/audit.ts'
import { type Format, formatFor, moneyIn } from '#lib/client/format.ts'
import { type AuditAnswer, type AuditRow, MOST_ENTRIES_EXPORTED } from '#lib/contracts/audit.ts'
import { auditKey } from '#lib/contracts/keys.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import { tableQueryString } from '#lib/contracts/table-query.ts'
import { ALL_BUT_SIGNING, auditWords } from '#lib/domain/audit-words.ts'
import { ChainCheck } from './chain-check.tsx'
import { EntryDialog } from './entry-dialog.tsx'

type Props = { first: AuditAnswer; office: OfficeView }

/** Who did what, when and where, with what it was before. Nothing here can be changed, and a press proves it. */
export function AuditScreen({ first, office }: Props) {
  const [open, setOpen] = useState<AuditRow>()
  const { country, currency } = office.shop
  const format = formatFor(country, currency)
  return (
    <OfficeFrame
      here="audit"
      office={office}
      title={<OfficeTitle>Audit</OfficeTitle>}
      actions={<ChainCheck />}
    >
      <p className="text-ink-2 text-small">
        Every change made in the office, all money moved by hand, every PIN that was blocked, every list taken
        away as a file, and who came to the counter and left it.
      </p>
      <ServerTable
        load={query => `${auditKey}${tableQueryString(query)}`}
        reading={readAudit}
        first={first}
        columns={columnsFor(format, country)}
        rowKey={row => String(row.seq)}
        label="Entries"
        onOpen={setOpen}
        filters={[
          {
            key: 'what',
            label: 'What',
            options: [ALL_BUT_SIGNING, ...first.whats].map(value => ({ value, label: auditWords(value) })),
          },
          {
            key: 'who',
            label: 'Who',
            options: first.people.map(({ staffId, name }) => ({ value: staffId, label: name })),
          },
          {
            key: 'where',
            label: 'Register',
            options: first.places.map(({ id, name }) => ({ value: id, label: name })),
          },
          DAYS_FILTER,
        ]}
        initialSort="-when"
        exportHref={query => `${auditKey}/export${tableQueryString({ ...query, page: 1 })}`}
        exportMost={MOST_ENTRIES_EXPORTED}
        empty={{
          title: 'Nothing has been changed yet',
          line: 'Every change made in the office and all money given back is written here, with what it was before. Nothing has to be switched on.',
        }}
      />
      <EntryDialog entry={open} format={format} country={country} onClose={() => setOpen(undefined)} />
    </OfficeFrame>
  )
}

const readAudit = (body: unknown): AuditAnswer | undefined =>
  // True because this URL answers with one type, shared by both sides; the field tells it from a proxy's page.
  typeof body === 'object' && body !== null && 'whats' in body ? (body as AuditAnswer) : undefined

const columnsFor = (format: Format, country: string): readonly Column<AuditRow>[] => [
  {
    key: 'when',
    head: 'When',
    sort: 'server',
    cell: ({ at, seq }) => (
      <TwoLines first={<LocalTime at={at} write={format.moment} />} line={`No. ${seq}`} />
    ),
  },
  {
    key: 'what',
    head: 'What',
    phone: 'title',
    cell: row => <TwoLines strong first={auditWords(row.what)} line={row.named ?? row.subject} />,
  },
  { key: 'change', head: 'Change', cell: row => <ChangeInShort row={row} country={country} /> },
  {
    key: 'who',
    head: 'Who',
    sort: 'server',
    cell: ({ staffName, approverName, registerName }) => (
      <TwoLines
        first={
          <>
            <span className="whitespace-nowrap">{staffName}</span>
            {approverName ? `, approved by ${approverName}` : null}
          </>
        }
        line={registerName ?? 'Office'}
      />
    ),
  },
]

function ChangeInShort({ row, country }: { row: AuditRow; country: string }) {
  const changes = changesIn(row.before, row.after, moneyIn(country))
  const [first] = changes
  if (!first) return null
  const more = changes.length === 1 ? undefined : `and ${changes.length - 1} more`
  return (
    <TwoLines
      first={`${first.part}: ${first.before || 'nothing'} → ${first.after || 'nothing'}`}
      line={more}
    />
  )
}
