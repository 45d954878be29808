import { cx } from './cx.ts'

/** A number on an ink disc that grows sideways at 10 and more: beside a word, or in a tile's corner. */
export function Count({
  value,
  large = false,
  className,
}: {
  value: string
  large?: boolean
  className?: string
}) {
  return (
    <span
      className={cx(
        'grid flex-none place-items-center bg-ink font-bold text-canvas',
        large
          ? 'h-8.5 min-w-8.5 rounded-[17px] px-2 text-[19px]/[22px]'
          : 'h-6.5 min-w-6.5 rounded-[13px] px-1.5 text-[16px]/[20px]',
        className,
      )}
    >
      {value}
    </span>
  )
}
