import Link from 'next/link'
import type { ReactNode } from 'react'
import { LocalTime } from '#components/office/local-time.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { changesIn } from '#components/words/audit.ts'
import { type Format, moneyIn } from '#lib/client/format.ts'
import type { AuditRow } from '#lib/contracts/audit.ts'
import { auditWords } from '#lib/domain/audit-words.ts'
import { isId } from '#lib/domain/ids.ts'

type Props = { entry: AuditRow | undefined; format: Format; country: string; onClose: () => void }

/** One entry with everything that was written, and its hash. */
export function EntryDialog({ entry, format, country, onClose }: Props) {
  return (
    <Dialog
      open={entry !== undefined}
      title={entry ? auditWords(entry.what) : ''}
      onClose={onClose}
      width="wide"
      actions={
        <Button size={56} autoFocus onClick={onClose}>
          Close
        </Button>
      }
    >
      {entry === undefined ? null : (
        <>
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5">
            <Fact name="When">
              <LocalTime at={entry.at} write={format.second} />
            </Fact>
            <Fact name="Who">{entry.staffName}</Fact>
            {entry.approverName === null ? null : <Fact name="Approved by">{entry.approverName}</Fact>}
            <Fact name="Where">{entry.registerName ?? 'Office'}</Fact>
            <Fact name="What">
              <Subject entry={entry} />
            </Fact>
            {entry.readerLabel === null ? null : <Fact name="Reader">{entry.readerLabel}</Fact>}
            {entry.requestId === null ? null : (
              <Fact name="Stripe’s request">
                <code className="font-mono text-small">{entry.requestId}</code>
              </Fact>
            )}
          </dl>
          <Changes entry={entry} country={country} />
          <p className="mt-4 break-all font-mono text-ink-3 text-label">
            No. {entry.seq} · {entry.subject} · {entry.hash}
          </p>
        </>
      )}
    </Dialog>
  )
}

/** A sale is told further on its own page, with what Stripe answered. */
function Subject({ entry: { named, subject } }: { entry: AuditRow }) {
  const words = named ?? subject
  if (!isId('sale', subject)) return words
  return (
    <Link href={`/sales/${subject}`} className="font-label underline underline-offset-4">
      {words}
    </Link>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt className="text-ink-2">{name}</dt>
    <dd className="min-w-0 break-words">{children}</dd>
  </>
)

function Changes({ entry, country }: { entry: AuditRow; country: string }) {
  const changes = changesIn(entry.before, entry.after, moneyIn(country))
  if (changes.length === 0) return null
  return (
    <table className="mt-5 w-full table-fixed text-left">
      <thead className="text-ink-2 text-label">
        <tr>
          <th scope="col" className="w-1/3 py-1.5 pr-3 min-[720px]:w-1/4">
            Part
          </th>
          <th scope="col" className="py-1.5 pr-3">
            Before
          </th>
          <th scope="col" className="py-1.5">
            After
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ part, before, after }) => (
          <tr key={part} className="border-line border-t align-top">
            <th scope="row" className="break-words py-2 pr-3 font-label">
              {part}
            </th>
            <td className="break-words py-2 pr-3 text-ink-2">{before || '–'}</td>
            <td className="break-words py-2">{after || '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
