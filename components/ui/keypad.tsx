'use client'

import { Delete } from 'lucide-react'
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import { cx } from './cx.ts'

export type KeypadKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '00' | 'delete' | 'enter'

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const
const HEIGHTS = { 52: 'h-13', 68: 'h-17', 72: 'h-18', 88: 'h-22' } as const

type Props = {
  onKey: (key: KeypadKey) => void
  /** `amount`: 00 and delete beside 0. `pin`: delete and a blue Enter beside 0. */
  kind: 'amount' | 'pin'
  /** Height of a key in px. 88 on sign-in. */
  height?: keyof typeof HEIGHTS | undefined
  /** Hardware digits, Backspace and Enter count too, wherever the focus is but in a field. */
  hardware?: boolean | undefined
  off?: boolean | undefined
  label?: string | undefined
}

/** Digits in telephone order. */
export function Keypad({ onKey, kind, height = 72, hardware = true, off = false, label = 'Keypad' }: Props) {
  useHardwareKeys(onKey, hardware && !off, kind)
  const key = (name: KeypadKey, content: ReactNode, extra?: string, spoken?: string) => (
    <button
      key={name}
      type="button"
      aria-label={spoken}
      aria-disabled={off || undefined}
      // The focus stays where it is, and Enter with it: a digit that was tapped is not pressed again by it.
      onMouseDown={event => event.preventDefault()}
      onClick={off ? undefined : () => onKey(name)}
      className={cx(
        'grid place-items-center rounded-button font-label active:bg-control forced-colors:border',
        name === 'enter' ? 'text-[22px]/[28px]' : height === 88 ? 'text-[34px]/[40px]' : 'text-[28px]/[34px]',
        HEIGHTS[height],
        off && 'opacity-50',
        extra ?? 'bg-surface inset-ring-[1.5px] inset-ring-line',
      )}
    >
      {content}
    </button>
  )
  const remove = key(
    'delete',
    <Delete className="size-9" />,
    kind === 'pin' ? '' : undefined,
    'Delete a digit',
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of buttons; a fieldset would be a form's.
    <div
      role="group"
      aria-label={label}
      className={cx('grid grid-cols-3', kind === 'pin' ? 'gap-2.5' : 'gap-2')}
    >
      {DIGITS.map(digit => key(digit, digit))}
      {kind === 'amount' ? key('00', '00') : remove}
      {key('0', '0')}
      {kind === 'amount' ? remove : key('enter', 'Enter', 'bg-go text-on-go active:bg-go-press')}
    </div>
  )
}

/** Typed digits. Enter on a button stays that button's. */
function useHardwareKeys(onKey: (key: KeypadKey) => void, on: boolean, kind: Props['kind']): void {
  const latest = useRef(onKey)
  useLayoutEffect(() => {
    latest.current = onKey
  })
  useEffect(() => {
    if (!on) return
    const listen = (event: KeyboardEvent) => {
      const key = keypadKey(event.key, kind)
      if (key === undefined || event.ctrlKey || event.metaKey || event.altKey) return
      const target = event.target
      if (target instanceof HTMLElement && target.matches('input, textarea, select')) return
      if (key === 'enter' && target instanceof HTMLElement && target.matches('button, a[href]')) return
      event.preventDefault()
      latest.current(key)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [on, kind])
}

/** On an amount Enter belongs to the blue button below it, not to the pad. */
function keypadKey(key: string, kind: Props['kind']): KeypadKey | undefined {
  if (key === 'Backspace' || key === 'Delete') return 'delete'
  if (key === 'Enter') return kind === 'pin' ? 'enter' : undefined
  return ([...DIGITS, '0'] as const).find(digit => digit === key)
}
