import type { Column, FileColumn } from '#components/office/column.ts'
import { LocalTime } from '#components/office/local-time.tsx'
import { StateCell, TwoLines } from '#components/office/table-cells.tsx'
import { Button } from '#components/ui/button.tsx'
import type { GlyphName } from '#components/ui/glyph.tsx'
import { PRINTER_WORDS, SHOPS_OWN } from '#components/words/printers.ts'
import { decimal, type Format } from '#lib/client/format.ts'
import { byNumber, byText } from '#lib/client/table/rows-shown.ts'
import type { RegisterSeenAnswer, RegistersAnswer } from '#lib/contracts/registers.ts'
import type { Currency } from '#lib/domain/currencies.ts'
import type { RegisterId } from '#lib/domain/ids.ts'

const STATES = ['Open', 'Locked', 'No browser', 'Revoked'] as const
type State = { readonly glyph: GlyphName; readonly word: (typeof STATES)[number]; readonly line?: string }

function stateOf({ revokedAt, browsers, people, own, codeUntil }: RegisterSeenAnswer): State {
  if (revokedAt !== null) return { glyph: 'refused', word: 'Revoked', line: 'A new code brings it back' }
  if (browsers === 0)
    return {
      glyph: codeUntil === null ? 'offline' : 'waiting',
      word: 'No browser',
      line: codeUntil === null ? 'Show its code' : 'A code waits to be typed',
    }
  if (people.length === 0) return { glyph: 'ready', word: 'Locked', line: 'Nobody is signed in' }
  return { glyph: 'done', word: 'Open', line: own ? `${people.join(', ')}, here` : people.join(', ') }
}

const READER: Readonly<Record<RegisterSeenAnswer['reader'], string>> = {
  good: 'Online',
  busy: 'Busy',
  offline: 'Offline',
  none: 'Takes cash only',
  unknown: 'Not known now',
}

/** The reader's lamp in words, and who else has it: whoever charges first has it until that payment has ended. */
function readerLine({ reader, sharesWith }: RegisterSeenAnswer): string {
  const shared = sharesWith.length === 0 ? '' : `, in turn with ${sharesWith.join(', ')}`
  return `${READER[reader]}${shared}`
}

/** By the word that a row says. */
export const stateFilter = {
  key: 'state',
  label: 'State',
  options: STATES.map(word => ({ value: word, label: word })),
  of: (register: RegisterSeenAnswer): string => stateOf(register).word,
}

type Locations = RegistersAnswer['locations']

/** By name: its own, or the shop's. Of one that Stripe has not told of only the id is known, which is no name. */
export function locationOf({ locationId }: RegisterSeenAnswer, locations: Locations): string {
  const found = locations.find(({ id, isShops }) => (locationId === null ? isShops : id === locationId))
  return found?.name ?? (locationId === null ? SHOPS_OWN : 'Location not known now')
}

/** Where it sells, and in how many browsers, where that is not one elsewhere. */
function whereLine(register: RegisterSeenAnswer, locations: Locations): string {
  const { own, browsers } = register
  const which = own ? ', this browser' : browsers > 1 ? `, ${browsers} browsers` : ''
  return `${locationOf(register, locations)}${which}`
}

/** The places that registers sell at. */
export const locationFilter = ({ registers, locations }: RegistersAnswer) => {
  const names = [...new Set(registers.map(register => locationOf(register, locations)))].sort()
  return {
    key: 'location',
    label: 'Location',
    options: names.map(name => ({ value: name, label: name })),
    of: (register: RegisterSeenAnswer): string => locationOf(register, locations),
  }
}

export const alsoInFile = (
  currency: Currency,
  locations: Locations,
): readonly FileColumn<RegisterSeenAnswer>[] => [
  { head: 'Location', of: register => locationOf(register, locations) },
  { head: 'Receipts', of: ({ printer }) => PRINTER_WORDS[printer] },
  { head: 'Opens a drawer', of: ({ drawerKick }) => (drawerKick ? 'yes' : 'no') },
  { head: `Float, ${currency.toUpperCase()}`, of: ({ floatMinor }) => decimal(floatMinor, currency) },
]

type Wanted = {
  readonly format: Format
  readonly mayManage: boolean
  readonly locations: Locations
  readonly onCode: (id: RegisterId) => void
}

export const columnsFor = ({
  format,
  mayManage,
  locations,
  onCode,
}: Wanted): readonly Column<RegisterSeenAnswer>[] => [
  {
    key: 'state',
    head: 'State',
    phone: 'state',
    cell: register => <StateCell {...stateOf(register)} />,
    sort: byText(register => stateOf(register).word),
    export: register => stateOf(register).word,
  },
  {
    key: 'name',
    head: 'Register',
    phone: 'title',
    cell: register => <TwoLines strong first={register.name} line={whereLine(register, locations)} />,
    sort: byText(({ name }) => name),
    export: ({ name }) => name,
  },
  {
    key: 'reader',
    head: 'Reader',
    cell: register => <TwoLines first={register.readerLabel ?? 'No reader'} line={readerLine(register)} />,
    sort: byText(({ readerLabel }) => readerLabel ?? ''),
    export: ({ readerLabel }) => readerLabel ?? '',
  },
  {
    key: 'sale',
    head: 'Open sale',
    phone: 'hidden',
    cell: ({ openSale }) =>
      openSale ? (
        <TwoLines first={`Sale ${openSale.number}`} line={format.money(openSale.total)} />
      ) : (
        <span className="text-ink-2">–</span>
      ),
    sort: byNumber(({ openSale }) => openSale?.number ?? 0),
    export: ({ openSale }) => openSale?.number ?? '',
  },
  {
    key: 'seen',
    head: 'Last seen',
    phone: 'hidden',
    cell: ({ lastSeenAt }) =>
      lastSeenAt === null ? 'never' : <LocalTime at={lastSeenAt} write={format.moment} />,
    sort: byNumber(({ lastSeenAt }) => lastSeenAt ?? 0),
    export: ({ lastSeenAt }) => (lastSeenAt === null ? '' : new Date(lastSeenAt).toISOString()),
  },
  {
    key: 'do',
    head: '',
    cell: ({ id, name, browsers }) =>
      mayManage && browsers === 0 ? (
        <Button size={48} onClick={() => onCode(id)} aria-label={`Show a code for ${name}`}>
          Show a code
        </Button>
      ) : null,
  },
]
