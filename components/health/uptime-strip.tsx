import { STATE_WORDS, shareWords, spells } from '#components/words/health.ts'
import type { PartAnswer } from '#lib/contracts/health.ts'
import { MINUTE_MS, type Run } from '#lib/domain/health-strip.ts'

const DAY_MINUTES = 24 * 60
const HEIGHT = 28

/** Told apart by height as well as by colour; a gap is an empty place. */
const DRAWN = [
  { state: 'up', className: 'fill-done-mark', top: 12, height: 19 },
  { state: 'slow', className: 'fill-care', top: 6, height: 25 },
  { state: 'down', className: 'fill-stop-mark', top: 0, height: HEIGHT + 3 },
  { state: 'unknown', className: 'fill-ink/25', top: 20, height: 11 },
  { state: 'gap', className: 'fill-surface', top: 0, height: HEIGHT + 3 },
  { state: 'gap', className: 'fill-line', top: HEIGHT + 2, height: 1 },
] as const

type Props = { part: PartAnswer; from: number }

/**
 * A day of one part, a minute a step. The line below runs through where somebody looked and is missing where nobody did. All of a kind
 * are one path: a chain has a hundred parts, and each of them many runs.
 */
export function UptimeStrip({ part, from }: Props) {
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
      {DRAWN.map(({ state, className, top, height }) => {
        const path = boxesOf(part, state, `v${height}`, top)
        return path === '' ? null : <path key={className} d={path} className={className} />
      })}
    </svg>
  )
}

/** A box for every run of that state. */
function boxesOf({ strip }: PartAnswer, state: Run['state'], down: string, top: number): string {
  let begun = 0
  let path = ''
  for (const run of strip) {
    if (run.state === state) path += `M${begun} ${top}h${run.minutes}${down}h-${run.minutes}z`
    begun += run.minutes
  }
  return path
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
