import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { Glyph, type GlyphName } from './glyph.tsx'
import { Tapline, type TaplineState, type TaplineStep } from './tapline.tsx'

type HeadProps = {
  glyph: GlyphName
  /** What happened to the customer's money: the first sentence of every state. */
  safety: string
  /** The status sentence. Focus goes here on every change. */
  sentence: string
  /** Red for a refusal. */
  tone?: 'ink' | 'stop' | undefined
  /** The line below it: amount, reader, what happens. */
  sub?: string | undefined
  /** Declined, unknown, offline: interrupts what a screen reader is saying. */
  urgent?: boolean | undefined
}

/** Fixed rows 1: the state's shape and its sentence, as the one live region of the till. */
export function StageHead({ glyph, safety, sentence, tone = 'ink', sub, urgent = false }: HeadProps) {
  return (
    <div className="stage-head">
      <Glyph name={glyph} className="stage-glyph" />
      <div className="min-w-0 flex-1" aria-live={urgent ? 'assertive' : 'polite'} aria-atomic="true">
        <p className="stage-safety">{safety}</p>
        <h1
          data-sentence=""
          tabIndex={-1}
          className={cx('stage-sentence mt-1', tone === 'stop' && 'text-stop-ink')}
        >
          {sentence}
        </h1>
        {sub === undefined ? null : <p className="stage-sub">{sub}</p>}
      </div>
    </div>
  )
}

type LineProps = { step: TaplineStep; state: TaplineState; caption?: ReactNode }

/** Fixed row 2: where the money is. */
export const StageLine = (props: LineProps) => (
  <div className="stage-line">
    <Tapline {...props} />
  </div>
)

const PANELS = {
  done: ['bg-done-soft', 'text-done-ink'],
  go: ['bg-go-soft', 'text-go-ink'],
  stop: ['bg-stop-soft', 'text-stop-ink'],
  care: ['bg-care-soft', 'text-care-ink'],
  plain: ['bg-control', 'text-ink'],
} as const

type PanelProps = {
  tone: keyof typeof PANELS
  icon?: ReactNode | undefined
  /** The safety line, in the tone's colour. */
  strong?: string | undefined
  /** Small print above a quotation: You could say. */
  over?: string | undefined
  children?: ReactNode | undefined
}

/** Fixed row 3: what is safe, or a sentence to say aloud. Ground of the state. */
export function StagePanel({ tone, icon, strong, over, children }: PanelProps) {
  const [ground, ink] = PANELS[tone]
  return (
    <div className={cx('stage-panel', ground)} data-say={over !== undefined || undefined}>
      {over === undefined ? null : <p className="text-ink-2 text-small">{over}</p>}
      {strong === undefined ? null : (
        <p
          className={cx(
            'flex items-center gap-3 font-label text-title [&>svg]:size-7.5 [&>svg]:flex-none',
            ink,
          )}
        >
          {icon}
          {strong}
        </p>
      )}
      {children === undefined ? null : (
        <p
          className={cx(
            over === undefined ? 'text-body' : 'font-name text-[22px]/[30px]',
            strong !== undefined && icon !== undefined && 'ml-[42px]',
          )}
        >
          {children}
        </p>
      )}
    </div>
  )
}

type VerdictProps = {
  /** What happened to the customer's money, in small words above the large one. */
  safety?: string | undefined
  verdict: string
  sub?: string | undefined
}

/** Approved: the verdict in the largest type, once, on the flood. */
export function VerdictHead({ safety, verdict, sub }: VerdictProps) {
  return (
    <>
      <div className="verdict-head">
        <Glyph name="done" className="verdict-glyph" />
        <div className="min-w-0 flex-1" aria-live="polite" aria-atomic="true">
          {safety === undefined ? null : <p className="verdict-safety">{safety}</p>}
          <h1 data-sentence="" tabIndex={-1} className="verdict-words">
            {verdict}
          </h1>
          {sub === undefined ? null : <p className="verdict-sub">{sub}</p>}
        </div>
      </div>
      <div className="verdict-line">
        <Tapline step={4} state="done" light labels={false} />
      </div>
    </>
  )
}

type ChangeProps = {
  label: string
  /** Change due as printed. Its type shrinks with its length, so that it never wraps. */
  amount: string
  /** Which notes and coins. */
  sub?: string | undefined
  /** Paid. $80.00 in, $71.80 sale. */
  paid: string
}

/** Change due: to be read from a metre away until the next sale starts. */
export function ChangeHead({ label, amount, sub, paid }: ChangeProps) {
  const length = amount.length <= 6 ? 'short' : amount.length <= 9 ? 'middle' : 'long'
  return (
    <div aria-live="polite" aria-atomic="true">
      <h1 data-sentence="" tabIndex={-1}>
        <span className="block font-label text-[30px]/[36px]">{label}</span>
        <span className="change-amount" data-length={length}>
          {amount}
        </span>
      </h1>
      {sub === undefined ? null : <p className="text-title">{sub}</p>}
      <p className="mt-7 flex items-center gap-3 text-[22px]/[28px]">
        <Glyph name="done" className="size-7.5" />
        {paid}
      </p>
    </div>
  )
}

type CashProps = {
  label: string
  amount: string
  changeLabel: string
  /** Absent until enough has been handed over; its place is kept. */
  change?: string | undefined
}

/** What is owed and what goes back, above notes and keypad. */
export function CashHead({ label, amount, changeLabel, change }: CashProps) {
  return (
    <div className="cash-head">
      <h1 data-sentence="" tabIndex={-1}>
        <span className="block text-ink-2 text-row">{label}</span>
        <span className="cash-amount">{amount}</span>
      </h1>
      <p aria-live="polite" aria-atomic="true" className="text-right">
        <span className="block text-ink-2 text-row">{changeLabel}</span>
        <span className="cash-amount text-done-ink">{change ?? '–'}</span>
      </p>
    </div>
  )
}
