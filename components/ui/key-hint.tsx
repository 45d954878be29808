import { cx } from './cx.ts'

type Props = {
  /** As printed on the key: F9, Enter, Ctrl Z. */
  keys: string
  /** Without the box, for small print on outlined buttons. */
  plain?: boolean | undefined
  /** Shown even before a keyboard has been used: in the list of keys and in explanations. */
  always?: boolean | undefined
  /** The larger box of the list of keys. */
  large?: boolean | undefined
}

/**
 * A key's name on a button. Hidden from screen readers, which get `aria-keyshortcuts` from the button, and
 * shown only once a keyboard has been used in this session (keyboard-seen.tsx).
 */
export function KeyHint({ keys, plain = false, always = false, large = false }: Props) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        'key-hint place-items-center whitespace-nowrap font-label font-sans tracking-normal',
        always ? 'inline-grid' : 'hidden keyboard:inline-grid',
        plain && 'text-[14px]/[20px] text-ink-3',
        !plain && 'border border-[color-mix(in_oklch,currentColor_62%,transparent)]',
        !plain && !large && 'h-5.5 min-w-6 rounded-[6px] px-1.5 text-[13px]/[20px]',
        large && 'h-7.5 min-w-8 rounded-[8px] px-2 text-[16px]/[28px]',
      )}
    >
      {keys}
    </span>
  )
}
