import { STATE_WORDS, shareWords, spells } from '#components/words/health.ts'
import type { PartAnswer } from '#lib/contracts/health.ts'
import { MINUTE_MS } from '#lib/domain/health-strip.ts'

const DAY_MINUTES = 24 * 60
const HEIGHT = 28

/** Told apart by height as well as by colour; a gap is an empty place. */
const DRAWN = {
  up: { className: 'fill-done-mark', height: 16 },
  slow: { className: 'fill-care', height: 22 },
  down: { className: 'fill-stop-mark', height: HEIGHT },
  unknown: { className: 'fill-ink/25', height: 8 },
} as const

type Props = { part: PartAnswer; from: number }

/** A day of one part, a minute a step. The line below runs through where somebody looked and is missing where nobody did. */
export function UptimeStrip({ part, from }: Props) {
  let at = 0
  const runs = part.strip.map(run => {
    const begun = at
    at += run.minutes
    return { ...run, begun }
  })
  return (
    <svg
      role="img"
      aria-label={labelOf(part, from)}
      viewBox={`0 0 ${DAY_MINUTES} ${HEIGHT + 3}`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      className="block h-9 w-full"
    >
      <rect width={DAY_MINUTES} height={HEIGHT} className="fill-control" />
      {runs.map(({ state, minutes, begun }) =>
        state === 'gap' ? (
          <g key={begun}>
            <rect x={begun} width={minutes} height={HEIGHT + 3} className="fill-surface" />
            <rect x={begun} width={minutes} y={HEIGHT + 2} height={1} className="fill-line" />
          </g>
        ) : (
          <rect
            key={begun}
            x={begun}
            width={minutes}
            y={HEIGHT - DRAWN[state].height}
            height={DRAWN[state].height + 3}
            className={DRAWN[state].className}
          />
        ),
      )}
    </svg>
  )
}

const MOST_SPELLS = 3

function labelOf(part: PartAnswer, from: number): string {
  const bad = spells(part, from)
  const minutes = ({ from, to }: (typeof bad)[number]) => Math.round((to - from) / MINUTE_MS)
  const told = bad.slice(-MOST_SPELLS).map(spell => `${spell.words} for ${minutes(spell)} minutes`)
  const more = bad.length > MOST_SPELLS ? `, and ${bad.length - MOST_SPELLS} more times` : ''
  const day = told.length === 0 ? '' : ` In the last day: ${told.join(', ')}${more}.`
  return `${part.label}: ${STATE_WORDS[part.state]}, ${shareWords(part.up)}.${day}`
}
