import { MapPin, Store } from 'lucide-react'
import Link from 'next/link'
import { cx } from '#components/ui/cx.ts'
import { Glyph } from '#components/ui/glyph.tsx'
import { stateWords } from '#components/words/reader-states.ts'
import type { ReaderAnswer } from '#lib/contracts/readers.ts'

export type PlaceOfReaders = {
  readonly id: string
  readonly name: string
  readonly readers: readonly ReaderAnswer[]
}

/** The places that have readers, by name. */
export function placesOf(readers: readonly ReaderAnswer[]): readonly PlaceOfReaders[] {
  const places = new Map<string, { id: string; name: string; readers: ReaderAnswer[] }>()
  for (const reader of readers) {
    const { locationId: id, locationName } = reader
    const place = places.get(id) ?? { id, name: locationName ?? 'A place without a name', readers: [] }
    place.readers.push(reader)
    places.set(id, place)
  }
  return [...places.values()].sort((a, b) => a.name.localeCompare(b.name))
}

/** Of so many places each is opened to its readers only when it is the chosen one. */
const FEW = 6

type Props = {
  places: readonly PlaceOfReaders[]
  chosen: string | undefined
  onChoose: (locationId: string) => void
  mayAdd: boolean
}

/** Where the readers are: all places, one place, one reader. Where there is no room for it the list's own filter stands in. */
export function PlaceTree({ places, chosen, onChoose, mayAdd }: Props) {
  const count = places.reduce((sum, { readers }) => sum + readers.length, 0)
  return (
    <nav
      aria-label="Places"
      className="max-h-[70vh] self-start overflow-y-auto rounded-card bg-surface p-2.5 shadow-card forced-colors:border"
    >
      <PlaceButton isChosen={chosen === undefined} onPress={() => onChoose('')} count={count}>
        <Store className="size-5 flex-none" aria-hidden="true" />
        All places
      </PlaceButton>
      <ul className="ml-5 border-line border-l pl-1.5">
        {places.map(({ id, name, readers }) => (
          <li key={id}>
            <PlaceButton
              isChosen={chosen === id}
              onPress={() => onChoose(chosen === id ? '' : id)}
              count={readers.length}
            >
              {name}
            </PlaceButton>
            {chosen === id || (chosen === undefined && places.length <= FEW && count <= 12) ? (
              <ul className="ml-3.5 border-line border-l pl-2">
                {readers.map(reader => (
                  <li key={reader.id}>
                    <Link
                      href={`/readers/${reader.id}`}
                      prefetch={false}
                      className="flex min-h-10 items-center gap-2 rounded-chip px-2 text-[17px]/[22px] hover:bg-canvas"
                    >
                      <Glyph name={stateWords(reader.state).glyph} className="size-4.5" />
                      <span className="min-w-0 truncate">{reader.label}</span>
                    </Link>
                  </li>
                ))}
              </ul>
            ) : null}
          </li>
        ))}
      </ul>
      {mayAdd ? (
        <Link
          href="/locations"
          className="mt-1 flex min-h-11 items-center gap-2.5 rounded-chip px-2.5 font-label text-[17px]/[22px] text-go-ink hover:bg-canvas"
        >
          <MapPin className="size-5 flex-none" aria-hidden="true" />
          Places
        </Link>
      ) : null}
    </nav>
  )
}

type ButtonProps = { isChosen: boolean; onPress: () => void; count: number; children: React.ReactNode }

const PlaceButton = ({ isChosen, onPress, count, children }: ButtonProps) => (
  <button
    type="button"
    aria-pressed={isChosen}
    onClick={onPress}
    className={cx(
      'flex min-h-11 w-full items-center gap-2.5 rounded-chip px-2.5 text-left text-[17px]/[22px]',
      isChosen ? 'bg-go-soft font-label text-go-ink forced-colors:border-2' : 'hover:bg-canvas',
    )}
  >
    <span className="flex min-w-0 flex-1 items-center gap-2.5 break-words">{children}</span>
    <span className="text-small tabular-nums">{count}</span>
  </button>
)
