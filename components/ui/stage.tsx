'use client'

import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import { watchHumanKeys } from '#lib/client/human-keys.ts'
import { cx } from './cx.ts'
import { SETTLE_MS, useSettling } from './settling.ts'
import { type StageAction, StageActions, type StageRow } from './stage-actions.tsx'

type Props = {
  /** One word per state. A new one moves the focus to the sentence, and no button counts for 300 ms: two presses on Charge are no Cancel. */
  state: string
  /** Name of the region: Payment, Cash. */
  label: string
  /** calm: paper · care: paper in an amber frame · done: the green flood. */
  ground?: 'calm' | 'care' | 'done' | undefined
  /** On phones, where the stage is the whole screen: the sale and its total. */
  saleName?: string | undefined
  amount?: string | undefined
  /** The buttons, bottom row last. Rows fill upwards, so the bottom one never moves. */
  rows: readonly StageRow[]
  /** Head, line and panel (stage-parts.tsx), or a screen of its own such as cash. */
  children: ReactNode
}

/** The payment stage: over tiles and actions, on phones the whole screen. The sentence's place never changes. */
export function Stage({ state, label, ground = 'calm', saleName, amount, rows, children }: Props) {
  const root = useRef<HTMLElement>(null)
  const settled = useSettled(state)
  useSettling()
  useFocusOnSentence(root, state)
  useStageKeys(rows, settled)

  return (
    <section
      ref={root}
      aria-label={label}
      data-state={state}
      className={cx('stage', ground === 'care' && 'stage-care', ground === 'done' && 'stage-flood')}
    >
      {saleName === undefined ? null : (
        <p className="stage-sale">
          <b className="font-label text-row">{saleName}</b>
          <b className="font-strong text-[26px]/[32px] tracking-[-.02em]">{amount}</b>
        </p>
      )}
      <div className="stage-content">{children}</div>
      <StageActions rows={rows} settled={settled} />
    </section>
  )
}

/** True once the state has stood for 300 ms, by a clock that nobody sets. Read at the moment of a press, so nothing has to repaint for it. */
function useSettled(state: string): () => boolean {
  const changedAt = useRef(Number.POSITIVE_INFINITY)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the state is what starts the wait.
  useLayoutEffect(() => {
    changedAt.current = performance.now()
  }, [state])
  return useCallback(() => performance.now() - changedAt.current >= SETTLE_MS, [])
}

/** Focus goes to the sentence, never to a button; the new state fades in without holding up a press. */
function useFocusOnSentence(root: { readonly current: HTMLElement | null }, state: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new state is what moves the focus.
  useLayoutEffect(() => {
    const sentence = root.current?.querySelector<HTMLElement>('[data-sentence]')
    if (document.querySelector('dialog[open]') === null) sentence?.focus({ preventScroll: true })
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
    root.current?.animate([{ opacity: 0.4 }, { opacity: 1 }], { duration: 160, easing: 'ease-out' })
  }, [state])
}

/** Keys printed on the buttons. Not while a field has the focus, a dialog is open, or a scanner types. */
function useStageKeys(rows: readonly StageRow[], settled: () => boolean): void {
  const latest = useRef(rows)
  useLayoutEffect(() => {
    latest.current = rows
  })
  useEffect(
    () =>
      watchHumanKeys(window, event => {
        if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) return
        const action = latest.current.flatMap(row => row.actions).find(action => presses(action, event.key))
        if (action === undefined || (action.off !== undefined && action.off !== false) || !settled()) return
        action.onPress()
      }),
    [settled],
  )
}

/** Somebody writes, answers a dialog, or presses the button that has the focus. */
function isTaken(event: KeyboardEvent): boolean {
  if (document.querySelector('dialog[open]') !== null) return true
  const target = event.target
  if (!(target instanceof HTMLElement)) return false
  if (target.matches('input, textarea, select, [contenteditable]')) return true
  return event.key === 'Enter' && target.matches('button, a[href], summary')
}

const presses = ({ keys, alsoKeys }: StageAction, key: string): boolean =>
  isKeyOf(keys, key) || isKeyOf(alsoKeys, key)

/** Keys are named as printed: Esc stands for Escape, letters in either case. */
function isKeyOf(printed: string | undefined, key: string): boolean {
  if (printed === undefined) return false
  const name = printed === 'Esc' ? 'Escape' : printed
  return name.toLowerCase() === key.toLowerCase()
}
