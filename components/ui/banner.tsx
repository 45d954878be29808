import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { Glyph, type GlyphName } from './glyph.tsx'

const TONES = { care: 'bg-care-soft', stop: 'bg-stop-soft', go: 'bg-go-soft', done: 'bg-done-soft' } as const

type Props = {
  tone: keyof typeof TONES
  glyph: GlyphName
  /** Safety words first: Sales are kept here. */
  strong: string
  /** What became of a press: interrupts what a screen reader is saying. News wait for their turn. */
  urgent?: boolean | undefined
  children?: ReactNode | undefined
  action?: ReactNode | undefined
}

/** At the top of a pane, one at a time by gravity. */
export function Banner({ tone, glyph, strong, urgent = false, children, action }: Props) {
  return (
    <div
      role={urgent || tone === 'stop' ? 'alert' : 'status'}
      className={cx('flex items-center gap-3 rounded-button px-4 py-3.5 forced-colors:border', TONES[tone])}
    >
      <Glyph name={glyph} className="size-6.5" />
      <p className="min-w-0 flex-1">
        <b className="font-strong">{strong}</b> {children}
      </p>
      {action}
    </div>
  )
}
