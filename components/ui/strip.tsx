import type { ReactNode } from 'react'
import { Elapsed, Remaining } from './elapsed.tsx'
import { Glyph, type GlyphName } from './glyph.tsx'

type Props = {
  glyph: GlyphName
  /** Instead of the glyph: the banknote of a cash sale. */
  icon?: ReactNode | undefined
  /** The stage's state in fewer words. */
  words: string
  /** Since when it waits, ms since 1970; counted at the right edge. */
  sinceMs?: number | undefined
  /** Or until when; it runs down there. */
  untilMs?: number | undefined
  /** At the right edge: a link to what explains it. */
  why?: ReactNode | undefined
}

/** The sentence above Charge. Not a live region: the stage speaks. */
export function Strip({ glyph, icon, words, sinceMs, untilMs, why }: Props) {
  return (
    <p className="mt-1 mb-0.5 flex h-10 items-center gap-2.5 px-4 text-[17px]/[22px] text-ink-2">
      {icon ?? <Glyph name={glyph} />}
      <span className="min-w-0 flex-1 truncate" title={words}>
        {words}
      </span>
      {sinceMs === undefined ? null : (
        <b className="font-bold">
          <Elapsed sinceMs={sinceMs} />
        </b>
      )}
      {untilMs === undefined ? null : (
        <b className="font-bold">
          <Remaining untilMs={untilMs} />
        </b>
      )}
      {why}
    </p>
  )
}
