import type { ReactNode } from 'react'
import { Mark, RestingLine } from './logo.tsx'

type Props = {
  /** What is missing, or what comes next, in one sentence. */
  title: string
  /** What to have ready. */
  children?: ReactNode | undefined
  /** The one button. */
  action?: ReactNode | undefined
  footnote?: ReactNode | undefined
  picture?: 'mark' | 'line' | 'none' | undefined
  /** 1 where there is nothing else on the page. */
  level?: 1 | 2 | undefined
}

export function EmptyState({ title, children, action, footnote, picture = 'mark', level = 2 }: Props) {
  const Heading = level === 1 ? 'h1' : 'h2'
  return (
    <div className="grid min-h-0 flex-1 place-content-center justify-items-center gap-2.5 px-6 text-center">
      {picture === 'mark' ? <Mark height={52} /> : null}
      {picture === 'line' ? <RestingLine /> : null}
      <Heading className="mt-1.5 text-balance font-strong text-title tracking-[-.01em]">{title}</Heading>
      {children === undefined ? null : <p className="text-balance text-body text-ink-2">{children}</p>}
      {action === undefined ? null : <div className="mt-3">{action}</div>}
      {footnote === undefined ? null : (
        <p className="mt-2.5 text-balance text-[17px]/[26px] text-ink-3">{footnote}</p>
      )}
    </div>
  )
}
