'use client'

import { Delete } from 'lucide-react'
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
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
  const group = useRef<HTMLDivElement>(null)
  const typedOn = useRef<Element>(null)
  useHardwareKeys(onKey, hardware && !off, kind, group, typedOn)
  const tap = (name: KeypadKey) => {
    typedOn.current = name === 'enter' ? null : document.activeElement
    onKey(name)
  }
  const key = (name: KeypadKey, content: ReactNode, extra?: string, spoken?: string) => (
    <button
      key={name}
      type="button"
      aria-label={spoken}
      aria-disabled={off || undefined}
      // The focus stays where it is, and Enter with it: a digit that was tapped is not pressed again by it.
      onMouseDown={event => event.preventDefault()}
      onClick={off ? undefined : () => tap(name)}
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
      ref={group}
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

/**
 * Typed digits. Enter after them is the pad's, wherever the focus has been all the while; on a button that was gone to since, it is that
 * button's. A dialog in front keeps its keys: a PIN typed there is no amount here.
 */
function useHardwareKeys(
  onKey: (key: KeypadKey) => void,
  on: boolean,
  kind: Props['kind'],
  pad: RefObject<HTMLElement | null>,
  typedOn: RefObject<Element | null>,
): void {
  const latest = useRef(onKey)
  useLayoutEffect(() => {
    latest.current = onKey
  })
  useEffect(() => {
    if (!on) return
    const listen = (event: KeyboardEvent) => {
      const key = keypadKey(event.key, kind)
      if (key === undefined || event.ctrlKey || event.metaKey || event.altKey || isBehind(pad.current)) return
      const target = event.target instanceof HTMLElement ? event.target : null
      // Names are not found by digits: on a list of them a PIN is typed as well.
      if (target?.matches(kind === 'pin' ? 'input, textarea' : 'input, textarea, select')) return
      if (key === 'enter' && target?.matches('button, a[href]') && target !== typedOn.current) return
      typedOn.current = key === 'enter' ? null : target
      event.preventDefault()
      latest.current(key)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [on, kind, pad, typedOn])
}

/** A dialog is open, and the pad is not in it. */
function isBehind(pad: HTMLElement | null): boolean {
  const open = [...document.querySelectorAll('dialog[open]')]
  return open.length > 0 && !open.some(dialog => dialog.contains(pad))
}

/** On an amount Enter belongs to the blue button below it, not to the pad. */
function keypadKey(key: string, kind: Props['kind']): KeypadKey | undefined {
  if (key === 'Backspace' || key === 'Delete') return 'delete'
  if (key === 'Enter') return kind === 'pin' ? 'enter' : undefined
  return ([...DIGITS, '0'] as const).find(digit => digit === key)
}
