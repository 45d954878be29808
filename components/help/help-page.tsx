import Link from 'next/link'
import type { ReactNode } from 'react'
import { cx } from '#components/ui/cx.ts'
import { Glyph } from '#components/ui/glyph.tsx'
import { Wordmark } from '#components/ui/wordmark.tsx'
import { shownCode } from '#components/words/codes.ts'
import { CHARGED, type HelpWords } from '#components/words/help.ts'

const TONES = {
  done: { ground: 'bg-done-soft text-done-ink', glyph: 'done' },
  care: { ground: 'bg-care-soft text-care-ink', glyph: 'unknown' },
  plain: { ground: 'bg-control text-ink', glyph: 'ready' },
} as const

/** Why something happened, what to do, and what the till did already. The customer's money comes first. */
export function HelpPage({ code, help }: { code: string; help: HelpWords }) {
  const { words, tone } = CHARGED[help.charged]
  const { ground, glyph } = TONES[tone]
  return (
    <main className="h-full overflow-y-auto">
      <div className="mx-auto flex min-h-full max-w-[760px] flex-col gap-6 px-7 py-8 max-[719px]:px-4 max-[719px]:py-5">
        <Wordmark height={30} />
        <h1 className="text-balance font-strong text-[36px]/[42px] tracking-[-.02em] max-[719px]:text-[30px]/[36px]">
          {help.title}
        </h1>
        <p
          className={cx(
            'flex items-center gap-3.5 rounded-card px-5 py-4 font-label text-title forced-colors:border',
            ground,
          )}
        >
          <Glyph name={glyph} className="size-8" />
          <span className="min-w-0">{words}</span>
        </p>
        <div className="grid gap-5 rounded-card bg-surface px-6 py-5 shadow-card forced-colors:border">
          <Part title="Why it happened">
            <p>{help.cause}</p>
          </Part>
          <Part title="What to do">
            <ol className="grid gap-1.5">
              {help.todo.map((step, place) => (
                <li key={step} className="grid grid-cols-[28px_minmax(0,1fr)]">
                  <span className="font-label text-ink-2">{help.todo.length > 1 ? `${place + 1}` : '–'}</span>
                  {step}
                </li>
              ))}
            </ol>
          </Part>
          <Part title="What the till already did">
            <p>{help.did}</p>
          </Part>
        </div>
        <div className="flex flex-wrap items-center justify-between gap-3">
          <Link
            href="/register"
            className="flex h-14 items-center rounded-button bg-go px-6 font-label text-on-go hover:bg-go-hover active:bg-go-press"
          >
            Back to the register
          </Link>
          <p className="text-ink-2 text-small">
            Code <code className="font-mono">{shownCode(code)}</code>
          </p>
        </div>
      </div>
    </main>
  )
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <h2 className="mb-1 font-label text-ink-2 text-small">{title}</h2>
    {children}
  </section>
)
