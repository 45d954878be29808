import { useIsHere } from '#components/office/use-office.ts'
import { Glyph } from '#components/ui/glyph.tsx'
import type { MoneyWords } from './tender-words.ts'

const TONES: Record<MoneyWords['tone'], string> = {
  plain: '',
  go: '',
  done: '',
  care: 'rounded-tile bg-care-soft p-3 -mx-3',
  stop: 'rounded-tile bg-stop-soft p-3 -mx-3',
}

/** One sentence about money: its shape, what is strong, and the rest. */
export function MoneyLine({ words: { glyph, tone, strong, text } }: { words: MoneyWords }) {
  // Times in it are written anew in the browser's own zone.
  const isHere = useIsHere()
  return (
    <p className={`flex items-start gap-3 text-small ${TONES[tone]}`}>
      <Glyph name={glyph} className="mt-px size-5.5" />
      <span key={String(isHere)} className="min-w-0 flex-1" suppressHydrationWarning>
        <b className="font-label">{strong}</b>
        {text === undefined ? null : ` ${text}`}
      </span>
    </p>
  )
}
