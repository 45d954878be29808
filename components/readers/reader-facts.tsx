import Link from 'next/link'
import type { ReactNode } from 'react'
import { Card } from '#components/office/office-frame.tsx'
import { shortModel, shortVersion } from '#components/words/reader-states.ts'
import type { ReaderAnswer } from '#lib/contracts/readers.ts'
import { isSimulated, isTooOld } from '#lib/domain/reader-models.ts'
import { Ago } from './times.tsx'

/** What it is and where it belongs. */
export function ReaderFacts({ reader, offset }: { reader: ReaderAnswer; offset: number }) {
  const { deviceType, locationId, locationName, registers, lastSeenAt, softwareVersion } = reader
  const tooOld = isTooOld(softwareVersion)
  return (
    <Card className="p-5">
      <dl className="divide-y divide-line">
        <Fact name="Model">
          {shortModel(deviceType)}
          {isSimulated(deviceType) ? ', simulated' : ''}
        </Fact>
        <Fact name="Place">
          <Link
            href={`/locations/${locationId}`}
            prefetch={false}
            className="underline decoration-line underline-offset-4 hover:decoration-edge"
          >
            {locationName ?? 'without a name'}
          </Link>
        </Fact>
        <Fact name={registers.length > 1 ? 'Registers, in turn' : 'Register'}>
          {registers.map(({ name }) => name).join(', ') || 'none'}
        </Fact>
        <Fact name="Last seen">
          {lastSeenAt === null ? 'never' : <Ago at={lastSeenAt} offset={offset} />}
        </Fact>
        <Fact name="Software">
          {softwareVersion === null ? 'not told' : shortVersion(softwareVersion)}
          {tooOld ? (
            <span className="ml-2 rounded-chip bg-care-soft px-2 py-0.5 text-care-ink">too old</span>
          ) : null}
        </Fact>
        <Fact name="Serial">
          <span className="break-all font-mono text-small">{reader.serialNumber || '–'}</span>
        </Fact>
        <Fact name="Address">
          <span className="break-all font-mono text-small">{reader.ipAddress ?? '–'}</span>
        </Fact>
      </dl>
      {tooOld ? (
        <p className="mt-3 text-care-ink text-small">
          Older than 2.28.3: it falls asleep and misses what it is sent. Leave it on power and on the network
          over night; it updates by itself, or at once under Settings on the reader.
        </p>
      ) : null}
    </Card>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="flex min-h-9.5 flex-wrap items-center justify-between gap-x-4 py-1.5">
    <dt className="text-ink-2">{name}</dt>
    <dd className="min-w-0 break-words text-right font-label">{children}</dd>
  </div>
)
