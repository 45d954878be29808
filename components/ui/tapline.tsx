import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { GlyphShape } from './glyph.tsx'

const STEPS = ['Reader', 'Card', 'Bank', 'Paid'] as const

export type TaplineStep = 1 | 2 | 3 | 4
/** moving: a dot in the dip · cut: refused here · dotted: nobody knows what is ahead · done: straight, all of it. */
export type TaplineState = 'moving' | 'cut' | 'dotted' | 'done'

type Props = {
  step: TaplineStep
  state: TaplineState
  /** Under the step's name: what it does, since when. Its seconds are not read out. */
  caption?: ReactNode | undefined
  /** White, on a flood. */
  light?: boolean | undefined
  labels?: boolean | undefined
}

/** Where a step lies. In per cent, so that the line takes any width while dots and dip keep their size. */
const at = (step: number) => `${((step - 0.5) * 100) / STEPS.length}%`
const Y = 38

const COLOURS: Record<TaplineState, string> = {
  moving: 'text-go-mark',
  cut: 'text-stop-mark',
  dotted: 'text-care',
  done: 'text-done-mark',
}

/** Where the money is: one line from the reader to the till. */
export function Tapline({ step, state, caption, light = false, labels = true }: Props) {
  const name = state === 'done' ? 'Paid' : (STEPS[step - 1] ?? 'Reader')
  const here = state === 'done' ? STEPS.length : step
  return (
    <div>
      <svg
        role="img"
        aria-label={`Step ${here} of ${STEPS.length}: ${name}`}
        height="70"
        className={cx('block w-full overflow-visible px-[3px]', light ? 'text-white' : COLOURS[state])}
      >
        <Way step={step} state={state} light={light} />
        {STEPS.map((label, i) =>
          i + 1 === step && state !== 'done' ? null : (
            <Stop key={label} x={at(i + 1)} past={i + 1 < step || state === 'done'} />
          ),
        )}
        {state === 'done' ? null : <Here step={step} state={state} />}
      </svg>
      {labels ? <Labels step={step} state={state} caption={caption} /> : null}
    </div>
  )
}

const SOLID = { stroke: 'currentColor', strokeWidth: 6, strokeLinecap: 'round', fill: 'none' } as const

/** The line itself: solid behind, grey, dotted or missing ahead. Drawn from the step outwards and cut at the edges. */
function Way({ step, state, light }: Pick<Props, 'step' | 'state'> & { light: boolean }) {
  const ahead = light ? 'text-white/38' : 'text-line'
  if (state === 'done') return <line x1="0" x2="100%" y1={Y} y2={Y} {...SOLID} />
  const gap = state === 'cut' ? 34 : 46
  return (
    <>
      <circle cx="0" cy={Y} r="3" fill="currentColor" />
      {state === 'dotted' ? null : <circle cx="100%" cy={Y} r="3" fill="currentColor" className={ahead} />}
      <svg width="100%" height="70" overflow="hidden" aria-hidden="true">
        <svg x={at(step)} overflow="visible" aria-hidden="true">
          <path
            d={`M${gap} ${Y}H4000`}
            {...SOLID}
            strokeDasharray={state === 'dotted' ? '1 15' : undefined}
            className={ahead}
          />
          <path d={state === 'cut' ? `M-4000 ${Y}H-${gap}` : `M-4000 ${Y}H-46${DIP}`} {...SOLID} />
        </svg>
      </svg>
    </>
  )
}

/** How the line gives way under the dot. */
const DIP = `C-22 ${Y} -26 ${Y + 25} 0 ${Y + 25}C26 ${Y + 25} 22 ${Y} 46 ${Y}`

const Stop = ({ x, past }: { x: string; past: boolean }) =>
  past ? (
    <circle cx={x} cy={Y} r={9} fill="currentColor" />
  ) : (
    <circle cx={x} cy={Y} r={8} strokeWidth={4} className="fill-surface stroke-line" />
  )

/** What sits at the step under way: the dot in its dip, or the verdict's own shape. */
function Here({ step, state }: { step: TaplineStep; state: Exclude<TaplineState, 'done'> }) {
  if (state === 'moving')
    return <circle cx={at(step)} cy={Y - 3} r={14} fill="currentColor" className="animate-breath" />
  return (
    <svg x={at(step)} overflow="visible" aria-hidden="true">
      <g transform={`translate(-15 ${Y - 17}) scale(1.25)`}>
        <GlyphShape name={state === 'cut' ? 'refused' : 'unknown'} />
      </g>
    </svg>
  )
}

/** Four names under the line. The caption's place is kept when there is none, so nothing below moves. */
function Labels({ step, state, caption }: Pick<Props, 'step' | 'state' | 'caption'>) {
  return (
    <div className="mt-2.5 grid grid-cols-4 px-[3px] text-center text-body">
      {STEPS.map((label, i) => {
        const here = i + 1 === step && state !== 'done'
        const past = i + 1 < step || state === 'done'
        return (
          <div key={label} className="flex flex-col items-center whitespace-nowrap">
            <span className={cx(here ? 'font-strong text-ink' : past ? 'text-ink-2' : 'text-ink-3')}>
              {label}
            </span>
            <span className="h-[22px] text-ink-2 text-small">{here ? caption : null}</span>
          </div>
        )
      })}
    </div>
  )
}
