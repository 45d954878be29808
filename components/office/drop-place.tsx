import { type DragEvent, type ReactNode, useState } from 'react'
import { cx } from '#components/ui/cx.ts'

type Props = {
  /** What it is called by whoever cannot see it. */
  label: string
  off: boolean
  onDrop: (file: File) => void
  className: string
  children: ReactNode
}

/** A file may be let go of anywhere in it; the button in it does the same. */
export function DropPlace({ label, off, onDrop, className, children }: Props) {
  const [isOver, setOver] = useState(false)
  const over = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return
    // Without it the browser would open the file in this page's place.
    event.preventDefault()
    if (off) event.dataTransfer.dropEffect = 'none'
    setOver(!off)
  }
  const drop = (event: DragEvent) => {
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file) event.preventDefault()
    if (file && !off) onDrop(file)
  }
  return (
    <section
      aria-label={label}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cx(
        className,
        'rounded-tile',
        isOver && 'outline-3 outline-focus outline-dashed outline-offset-8',
      )}
    >
      {children}
    </section>
  )
}
