import { Card } from '#components/office/office-frame.tsx'
import { type Led, ReaderDrawing, ReaderSplash } from '#components/ui/reader-drawing.tsx'
import { stateWords } from '#components/words/reader-states.ts'
import { readerName } from '#components/words/readers.ts'
import type { ReaderAnswer } from '#lib/contracts/readers.ts'

type Props = { reader: ReaderAnswer; shopName: string; drawnAt: string | null }

const BUSY: readonly [Led, Led, Led, Led] = ['blue', 'off', 'off', 'off']
const OFF: readonly [Led, Led, Led, Led] = ['off', 'off', 'off', 'off']

/** What the till knows of its screen: the amount and the card stay on the reader. */
export function ReaderPicture({ reader, shopName, drawnAt }: Props) {
  const { kind } = reader.state
  const isAsking = ['taking', 'testing', 'stuck'].includes(kind)
  const isDark = ['offline', 'gone', 'unknown'].includes(kind)
  return (
    <Card className="flex flex-col items-center gap-3 p-6">
      <div className="w-full max-w-[230px]">
        <ReaderDrawing label={`The ${readerName(reader.label)}`} leds={isAsking ? BUSY : OFF}>
          {isDark ? (
            <Words ground="bg-[#11131a] text-[#d6d8de]" words={stateWords(reader.state).word} />
          ) : isAsking ? (
            <Words ground="bg-white text-[#151924]" words="Tap, insert or swipe" hasLine />
          ) : kind === 'updating' ? (
            <Words ground="bg-white text-[#151924]" words="Updating" />
          ) : (
            <ReaderSplash shop={shopName} />
          )}
        </ReaderDrawing>
      </div>
      <p className="text-center text-ink-2 text-small">
        {isAsking ? 'What Stripe says it shows, without the amount' : 'What it shows, as far as Stripe says'}
      </p>
      {drawnAt === null || kind === 'gone' ? null : (
        <a
          href={drawnAt}
          target="_blank"
          rel="noreferrer"
          className="font-label text-go-ink underline underline-offset-4"
        >
          Open the drawn reader
        </a>
      )}
    </Card>
  )
}

const Words = ({ ground, words, hasLine = false }: { ground: string; words: string; hasLine?: boolean }) => (
  <div
    className={`flex h-full flex-col items-center justify-center gap-[1em] px-[1em] text-center ${ground}`}
  >
    {hasLine ? (
      <svg viewBox="0 0 120 40" className="w-[12em]" fill="none" aria-hidden="true">
        <path
          d="M2 18h36c8 0 9 16 22 16s14-16 22-16h36"
          stroke="#1447d4"
          strokeWidth="3.5"
          strokeLinecap="round"
        />
        <circle cx="60" cy="18" r="9" fill="#1447d4" />
      </svg>
    ) : null}
    <p className="text-balance font-label text-[1.3em]/[1.3]">{words}</p>
  </div>
)
