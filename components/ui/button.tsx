import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { cx } from './cx.ts'
import { KeyHint } from './key-hint.tsx'

const VARIANTS = {
  go: 'bg-go text-on-go hover:bg-go-hover active:bg-go-press',
  outline: 'bg-surface text-ink inset-ring-edge hover:bg-control/50 active:bg-control',
  quiet: 'bg-control text-ink active:brightness-93',
  danger: 'bg-stop text-on-stop active:brightness-90',
  'danger-outline': 'bg-surface text-stop-ink inset-ring-stop-ink hover:bg-stop-soft active:bg-stop-soft',
} as const

/** Told from the others where the system chooses the colours, by a heavier edge. */
const SOLID = new Set<keyof typeof VARIANTS>(['go', 'danger'])

const EDGED = new Set<keyof typeof VARIANTS>(['outline', 'danger-outline'])

const SIZES = {
  48: 'h-12 rounded-[13px] px-4 text-[17px]/[22px] font-label',
  56: 'h-14 rounded-tile px-3 text-[17px]/[22px] font-label',
  64: 'h-16 rounded-button px-4 text-[20px]/[26px] font-strong',
  72: 'h-18 rounded-button px-4 text-[23px]/[28px] font-strong',
  76: 'h-19 rounded-[18px] px-2 text-[22px]/[28px] font-strong',
  80: 'h-20 rounded-[18px] px-2 text-[22px]/[28px] font-strong',
  /** Cash and Charge: as high as their row says, which is 80, and 72 on a phone. */
  cash: 'h-(--pay-height) rounded-[18px] px-2 text-[22px]/[28px] font-strong',
  charge: 'h-(--pay-height) rounded-[18px] px-2 text-action tracking-[-.015em] font-strong',
} as const

const SMALL = new Set<keyof typeof SIZES>([48, 56])

export type ButtonVariant = keyof typeof VARIANTS
type ButtonSize = keyof typeof SIZES

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> & {
  variant?: ButtonVariant | undefined
  /** Height in px: 48 in the office and in headers, 56 at the counter, 76 on the stage, 80 beside the total. */
  size?: ButtonSize | undefined
  icon?: ReactNode | undefined
  /** The key that does the same, as printed on it. Also announced. */
  hint?: string | undefined
  /** The hint without a box, small. */
  plainHint?: boolean | undefined
  /** Words above small print, one column: Cash over F10. */
  stacked?: boolean | undefined
  /** Greyed out but still in reach, so that it can say why: a text is printed as the second line. */
  off?: boolean | string | undefined
  ref?: Ref<HTMLButtonElement> | undefined
}

/** The till's button. Pressed is a colour only; nothing moves under a finger. */
export function Button({
  variant = 'outline',
  size = 56,
  icon,
  hint,
  plainHint = false,
  stacked = false,
  off = false,
  className,
  children,
  onClick,
  ...rest
}: Props) {
  const isOff = off !== false
  const reason = typeof off === 'string' ? off : undefined
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={isOff || undefined}
      aria-keyshortcuts={hint === undefined ? undefined : ariaKeys(hint)}
      onClick={isOff ? event => event.preventDefault() : onClick}
      className={cx(
        'flex items-center justify-center whitespace-nowrap transition-colors duration-press forced-colors:border',
        SIZES[size],
        stacked || reason !== undefined ? 'flex-col' : SMALL.has(size) ? 'gap-2' : 'gap-3',
        isOff ? 'bg-control text-ink-3' : VARIANTS[variant],
        isOff
          ? 'forced-colors:border-[GrayText] forced-colors:text-[color:GrayText]'
          : SOLID.has(variant) && 'forced-colors:border-3',
        !isOff && EDGED.has(variant) && (SMALL.has(size) ? 'inset-ring-[1.5px]' : 'inset-ring-2'),
        className,
      )}
    >
      {icon}
      {children}
      {reason === undefined ? null : (
        <span className="line-clamp-2 max-w-full whitespace-normal text-balance font-name text-small/5 tracking-normal">
          {reason}
        </span>
      )}
      {hint === undefined || reason !== undefined ? null : (
        <KeyHint keys={hint} plain={plainHint || stacked} />
      )}
    </button>
  )
}

/** 'Ctrl Z' as ARIA writes it, 'Control+Z'. */
const ariaKeys = (hint: string): string =>
  hint
    .replace(/\bCtrl\b/, 'Control')
    .replace(/\bEsc\b/, 'Escape')
    .replace(/\bDel\b/, 'Delete')
    .replaceAll(' ', '+')
