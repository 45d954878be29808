import { LocalTime } from '#components/office/local-time.tsx'
import { Glyph } from '#components/ui/glyph.tsx'
import { type DiaryFacts, type DiaryWords, diaryWords } from '#components/words/diary.ts'
import type { TimelineEntry } from '#lib/contracts/timeline.ts'

type Props = { entries: readonly TimelineEntry[]; facts: DiaryFacts; isEnded: boolean }

/** The payment's diary, oldest first, with the line running down it: grey after the end, cut where it was refused. */
export function DiaryList({ entries, facts, isEnded }: Props) {
  const told = entries.map(entry => ({ entry, words: diaryWords(entry, facts) }))
  const end = isEnded ? told.findIndex(({ words }) => words.tone === 'done') : -1
  return (
    <ol className="py-2">
      {told.map(({ entry, words }, place) => (
        <Row
          key={entry.id}
          entry={entry}
          words={words}
          facts={facts}
          sinceMs={entry.at - (entries[0]?.at ?? entry.at)}
          isFirst={place === 0}
          isLast={place === told.length - 1}
          isPaid={place === end}
          isAfter={end >= 0 && place > end}
        />
      ))}
    </ol>
  )
}

type RowProps = {
  entry: TimelineEntry
  words: DiaryWords
  facts: DiaryFacts
  sinceMs: number
  isFirst: boolean
  isLast: boolean
  isPaid: boolean
  isAfter: boolean
}

function Row({ entry, words, facts, sinceMs, isFirst, isLast, isPaid, isAfter }: RowProps) {
  return (
    <li
      className="diary-row"
      data-tone={words.tone}
      data-first={isFirst || undefined}
      data-last={isLast || undefined}
      data-paid={isPaid || undefined}
      data-after={isAfter || undefined}
    >
      <p className="diary-time text-small min-[720px]:text-right">
        <LocalTime at={entry.at} write={facts.format.exact} />
        <span className="ml-2 text-ink-3 text-label min-[720px]:ml-0 min-[720px]:block">
          {since(sinceMs)}
        </span>
      </p>
      <span className="diary-rail" aria-hidden="true">
        <Mark words={words} isAfter={isAfter} />
      </span>
      <p className="diary-who text-ink-2 text-small">{words.who}</p>
      <p className="diary-what min-w-0">
        <span className="block font-label text-[17px]/[23px]">{words.title}</span>
        <span className="block text-ink-2 text-small">{words.text}</span>
        <Technical entry={entry} code={words.code} />
      </p>
      <p className="diary-ref font-mono text-label text-ink-2">
        <Reference entry={entry} />
      </p>
    </li>
  )
}

function Mark({ words, isAfter }: { words: DiaryWords; isAfter: boolean }) {
  if (words.mark === 'dot' || words.mark === 'square' || (isAfter && words.tone === 'done'))
    return (
      <span className="diary-mark" data-who={words.who} data-square={words.mark !== 'dot' || undefined} />
    )
  return <Glyph name={words.mark} className="diary-glyph" />
}

/** What Stripe knows it by: a request's id, or an event's. */
function Reference({ entry }: { entry: TimelineEntry }) {
  const id =
    entry.kind === 'call'
      ? entry.call.requestId
      : entry.kind === 'knock'
        ? entry.data.event
        : entry.kind === 'look'
          ? lastAsked(entry.data.asked)
          : entry.kind === 'decision'
            ? entry.data.requestId
            : undefined
  return typeof id === 'string' ? <span title={id}>{shortened(id)}</span> : null
}

/** Stripe's own words for it, small: where it was asked, what it answered, what an event is called. */
function Technical({ entry, code }: { entry: TimelineEntry; code: string | undefined }) {
  const path =
    entry.kind === 'call' ? `POST ${entry.call.path.replace(/_[A-Za-z0-9]{8,}/g, '_…')}` : undefined
  const words = [path, code].filter(Boolean).join(' · ')
  if (words === '') return null
  return <span className="block break-words font-mono text-[13px]/[18px] text-ink-3">{words}</span>
}

/** req_9LbQ…4f: enough to be recognised; the copy has all of it. */
const shortened = (id: string): string => (id.length <= 13 ? id : `${id.slice(0, 8)}…${id.slice(-3)}`)

const since = (ms: number): string => (ms < 1_000 ? `+${ms} ms` : `+${(ms / 1_000).toFixed(2)} s`)

/** The last question of a look is the one about the money. */
function lastAsked(asked: unknown): unknown {
  const last: unknown = Array.isArray(asked) ? asked.at(-1) : undefined
  return typeof last === 'object' && last !== null && 'requestId' in last ? last.requestId : undefined
}
