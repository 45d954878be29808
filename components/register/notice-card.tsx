import type { ReactNode } from 'react'
import { cx } from '#components/ui/cx.ts'
import { Glyph } from '#components/ui/glyph.tsx'

/** Looks like the buttons beside it. */
export const NOTICE_LINK =
  'flex h-12 items-center rounded-[13px] bg-surface px-4 font-label text-[17px]/[22px] inset-ring-[1.5px] inset-ring-edge'

const TONES = { care: 'bg-care-soft', stop: 'bg-stop-soft', go: 'bg-go-soft' } as const
const GLYPHS = { care: 'unknown', stop: 'refused', go: 'waiting' } as const

type CardProps = {
  tone: keyof typeof TONES
  /** Safety words first. */
  strong: string
  children: ReactNode
  actions?: ReactNode
}

/** One thing the till has to say over the foot of the cart's lines, and what can be done about it. */
export function NoticeCard({ tone, strong, children, actions }: CardProps) {
  return (
    <div
      role={tone === 'stop' ? 'alert' : 'status'}
      className={cx('rounded-button px-4 py-3.5 shadow-sheet forced-colors:border', TONES[tone])}
    >
      <p className="flex items-start gap-3">
        <Glyph name={GLYPHS[tone]} className="size-6.5" />
        <span className="min-w-0 flex-1">
          <b className="font-strong">{strong}</b> {children}
        </span>
      </p>
      {actions === undefined ? null : <div className="mt-3 flex flex-wrap gap-2">{actions}</div>}
    </div>
  )
}
