import type { Column, FileColumn } from '#components/office/column.ts'
import { StateCell, TwoLines } from '#components/office/table-cells.tsx'
import { groupOf, modelWords, STATE_GROUPS, stateWords } from '#components/words/reader-states.ts'
import { byNumber, byText } from '#lib/client/table/rows-shown.ts'
import type { ReaderAnswer } from '#lib/contracts/readers.ts'
import { isSimulated, isTooOld, modelOf } from '#lib/domain/reader-models.ts'
import { Ago, StateLine } from './times.tsx'

/** A reader of the list, with what its times are counted by. */
export type ReaderRow = ReaderAnswer & {
  readonly now: number
  readonly offset: number
  /** The one thing to do about it, where something is wrong. */
  readonly action?: React.ReactNode
}

/** In what order states stand: what needs somebody first. */
const GRAVITY = ['stuck', 'offline', 'other', 'updating', 'busy', 'ready'] as const
const gravity = ({ state }: ReaderRow): number => GRAVITY.indexOf(groupOf(state))

const registersOf = ({ registers }: ReaderRow): string => registers.map(({ name }) => name).join(', ')

export const COLUMNS: readonly Column<ReaderRow>[] = [
  {
    key: 'state',
    head: 'State',
    phone: 'state',
    cell: ({ state, offset, now }) => {
      const words = stateWords(state)
      const hasLine = words.line !== undefined || words.time !== undefined
      return (
        <StateCell
          glyph={words.glyph}
          word={words.word}
          line={hasLine ? <StateLine words={words} offset={offset} now={now} /> : undefined}
        />
      )
    },
    sort: byNumber(gravity),
    export: ({ state }) => stateWords(state).word,
  },
  {
    key: 'name',
    head: 'Reader',
    phone: 'title',
    cell: ({ label, deviceType, softwareVersion }) => (
      <TwoLines strong first={label} line={modelWords(deviceType, softwareVersion)} />
    ),
    sort: byText(({ label }) => label),
    export: ({ label }) => label,
  },
  {
    key: 'place',
    head: 'Place, register',
    phone: 'second',
    cell: row => <TwoLines first={row.locationName ?? '–'} line={registersOf(row) || 'no register'} />,
    sort: byText(row => `${row.locationName ?? ''} ${registersOf(row)}`),
    export: row => [row.locationName, registersOf(row)].filter(Boolean).join(', '),
  },
  {
    key: 'seen',
    head: 'Last seen',
    cell: ({ lastSeenAt, offset }) => (
      <>
        <span className="@min-[720px]/table:hidden">Last seen: </span>
        {lastSeenAt === null ? '–' : <Ago at={lastSeenAt} offset={offset} />}
      </>
    ),
    sort: byNumber(({ lastSeenAt }) => -(lastSeenAt ?? 0)),
    export: ({ lastSeenAt }) => (lastSeenAt === null ? '' : new Date(lastSeenAt).toISOString()),
  },
  { key: 'do', head: '', cell: ({ action }) => action ?? null },
]

/** As Stripe tells them, whole. */
export const ALSO_IN_FILE: readonly FileColumn<ReaderRow>[] = [
  {
    head: 'Model',
    of: ({ deviceType }) => `${modelOf(deviceType).name}${isSimulated(deviceType) ? ', simulated' : ''}`,
  },
  {
    head: 'Software',
    of: ({ softwareVersion }) => `${softwareVersion ?? ''}${isTooOld(softwareVersion) ? ', too old' : ''}`,
  },
  { head: 'Serial', of: ({ serialNumber }) => serialNumber },
  { head: 'Address', of: ({ ipAddress }) => ipAddress ?? '' },
]

export const STATE_OPTIONS = STATE_GROUPS.map(group => ({
  value: group,
  label: {
    ready: 'Ready',
    busy: 'Busy',
    stuck: 'Stuck',
    offline: 'Offline',
    updating: 'Updating',
    other: 'Not known',
  }[group],
}))

export const searchText = (row: ReaderRow): string =>
  [
    row.label,
    row.locationName,
    registersOf(row),
    modelOf(row.deviceType).name,
    isSimulated(row.deviceType) ? 'simulated' : '',
    row.softwareVersion,
    row.serialNumber,
    row.ipAddress,
    row.id,
    stateWords(row.state).word,
  ].join(' ')
