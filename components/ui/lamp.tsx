import { cx } from './cx.ts'
import { Glyph, type GlyphName } from './glyph.tsx'

/** good · busy: at work · unknown: slow or not answering · off: not there · bad: needs somebody here. */
export type LampState = 'good' | 'busy' | 'unknown' | 'off' | 'bad'

const GLYPHS: Record<LampState, GlyphName> = {
  good: 'ready',
  busy: 'busy',
  unknown: 'unknown',
  off: 'offline',
  bad: 'refused',
}

/** From worst to best: the one that a folded row of lamps shows. */
const BY_GRAVITY: readonly LampState[] = ['bad', 'off', 'unknown', 'busy', 'good']

export type LampProps = {
  name: string
  state: LampState
  /** The name, grown by its reason when not well: Stripe slow. */
  word: string
  onPress: () => void
}

function Lamp({ name, state, word, onPress }: LampProps) {
  return (
    <button
      type="button"
      data-lamp={name}
      data-state={state}
      onClick={onPress}
      className="flex h-11 items-center gap-[7px] whitespace-nowrap rounded-[12px] px-[7px] text-ink-2 text-small hover:bg-control/60 active:bg-control"
    >
      <Glyph name={GLYPHS[state]} className="size-4.5" />
      {word}
      <span className="sr-only">{state === 'good' ? ', well' : state === 'busy' ? ', at work' : ''}</span>
    </button>
  )
}

/**
 * Reader, Stripe and Till in the top bar. On a small screen they fold into one that shows the worst, on a phone
 * into a button without words. Said aloud only when one goes bad or comes back.
 */
export function Lamps({ lamps, onPressFolded }: { lamps: readonly LampProps[]; onPressFolded: () => void }) {
  const worst = BY_GRAVITY.flatMap(state => lamps.find(lamp => lamp.state === state) ?? [])[0]
  const well = worst === undefined || worst.state === 'good' || worst.state === 'busy'
  const state = worst?.state ?? 'good'
  const word = well ? 'All well' : worst.word
  return (
    <>
      <div className="lamps-all">
        {lamps.map(lamp => (
          <Lamp key={lamp.name} {...lamp} />
        ))}
      </div>
      <button
        type="button"
        onClick={onPressFolded}
        aria-label={`Lamps: ${word}`}
        className={cx(
          'lamps-folded h-11 items-center justify-center gap-[7px] whitespace-nowrap rounded-[12px] px-[7px] text-ink-2 text-small active:bg-control',
        )}
      >
        <Glyph name={GLYPHS[state]} className="size-4.5" />
        <span className="lamps-word">{word}</span>
      </button>
      <span aria-live="polite" className="sr-only">
        {well ? '' : worst.word}
      </span>
    </>
  )
}
