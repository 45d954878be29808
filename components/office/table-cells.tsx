import type { ReactNode } from 'react'
import { Glyph, type GlyphName } from '#components/ui/glyph.tsx'

/** A state: its glyph, its word, and a second line. On a phone the glyph stands in front of the whole row. */
export const StateCell = ({
  glyph,
  word,
  line,
}: {
  glyph: GlyphName
  word: ReactNode
  line?: ReactNode | undefined
}) => (
  <span className="state-cell">
    <Glyph name={glyph} className="state-glyph size-6" />
    <span className="state-words">
      <b>{word}</b> {line === undefined ? null : <small>{line}</small>}
    </span>
  </span>
)

/** Two lines: what it is, and what else is to be known. `strong` for a name. */
export const TwoLines = ({
  first,
  line,
  strong = false,
}: {
  first: ReactNode
  line?: ReactNode | undefined
  strong?: boolean | undefined
}) => (
  <span className="two-lines">
    {strong ? <b>{first}</b> : <span>{first}</span>} {line === undefined ? null : <small>{line}</small>}
  </span>
)
