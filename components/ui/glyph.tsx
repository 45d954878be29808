import type { ReactNode } from 'react'
import { cx } from './cx.ts'

/**
 * The till's states, one shape each, to be told apart without colour: disc, ring with breathing dot, arc, disc
 * with tick, octagon with cross, diamond with ?, half disc, ring with slash, ring with bar, dashed ring.
 */
export type GlyphName =
  | 'ready'
  | 'waiting'
  | 'checking'
  | 'done'
  | 'refused'
  | 'unknown'
  | 'busy'
  | 'offline'
  | 'cancelled'
  | 'updating'

const RING = { cx: 12, cy: 12, r: 9, fill: 'none', strokeWidth: 2.4 } as const

const SHAPES: Record<GlyphName, ReactNode> = {
  ready: <circle cx="12" cy="12" r="8" className="fill-done-mark" />,
  waiting: (
    <>
      <circle cx="12" cy="12" r="10" fill="none" strokeWidth="2.6" className="stroke-go-mark" />
      <circle cx="12" cy="12" r="4.6" className="animate-breath fill-go-mark" />
    </>
  ),
  checking: (
    <>
      <circle
        cx="12"
        cy="12"
        r="10"
        fill="none"
        strokeOpacity=".22"
        strokeWidth="2.8"
        className="stroke-go-mark"
      />
      <path
        d="M12 2a10 10 0 1 1-10 10"
        fill="none"
        strokeWidth="2.8"
        strokeLinecap="round"
        className="animate-lap stroke-go-mark"
      />
    </>
  ),
  done: (
    <>
      <circle cx="12" cy="12" r="11" className="fill-(--disc,var(--color-done-mark))" />
      <path
        d="m7 12.4 3.4 3.4 6.8-7.2"
        fill="none"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="stroke-(--sign,var(--color-on-mark))"
      />
    </>
  ),
  refused: (
    <>
      <path
        d="M7.6 1.2h8.8l6.4 6.4v8.8l-6.4 6.4H7.6l-6.4-6.4V7.6z"
        strokeLinejoin="round"
        className="fill-stop-mark stroke-stop-mark"
      />
      <path
        d="m8.2 8.2 7.6 7.6m0-7.6-7.6 7.6"
        strokeWidth="2.6"
        strokeLinecap="round"
        className="stroke-on-mark"
      />
    </>
  ),
  unknown: (
    <>
      <path
        d="M12 .8 23.2 12 12 23.2.8 12z"
        strokeOpacity=".55"
        strokeWidth=".6"
        strokeLinejoin="round"
        className="fill-care stroke-on-care"
      />
      <path
        d="M9.6 9.4a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.2.9-1.2 1.8"
        fill="none"
        strokeWidth="2"
        strokeLinecap="round"
        className="stroke-on-care"
      />
      <circle cx="12" cy="16.8" r="1.35" className="fill-on-care" />
    </>
  ),
  busy: (
    <>
      <circle {...RING} className="stroke-go-mark" />
      <path d="M12 3a9 9 0 0 1 0 18z" className="fill-go-mark" />
    </>
  ),
  offline: (
    <>
      <circle {...RING} className="stroke-off" />
      <path d="M5 19 19 5" strokeWidth="2.4" strokeLinecap="round" className="stroke-off" />
    </>
  ),
  cancelled: (
    <>
      <circle {...RING} r={10} className="stroke-off" />
      <path d="M7.5 12h9" strokeWidth="2.6" strokeLinecap="round" className="stroke-off" />
    </>
  ),
  updating: (
    <>
      <circle {...RING} r={10} strokeWidth={2.2} strokeDasharray="4.4 2.9" className="stroke-ink-3" />
      <path
        d="M12 7v8m-3.4-3.2L12 15.2l3.4-3.4"
        fill="none"
        strokeWidth="2.2"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="stroke-ink-3"
      />
    </>
  ),
}

/** A state's shape. Always beside its word, so hidden from screen readers. Sized by `className` (20 px without). */
export function Glyph({ name, className = 'size-5' }: { name: GlyphName; className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={cx('glyph flex-none', className)}>
      {SHAPES[name]}
    </svg>
  )
}

/** The bare shape, to be drawn inside another svg: 24 units wide, from 0, 0. */
export const GlyphShape = ({ name }: { name: GlyphName }) => SHAPES[name]
