import { useId } from 'react'
import { Button } from './button.tsx'

type Props = {
  /** What is being done, and how far it is in words: Importing goods, 12,000 of 50,000. */
  label: string
  /** Missing while nobody knows how long it takes. */
  value?: number | undefined
  max?: number | undefined
  onCancel?: (() => void) | undefined
  /** What cancelling does: Stop the import. */
  cancel?: string | undefined
}

/** Long work, and the way out of it. */
export function Progress({ label, value, max = 100, onCancel, cancel = 'Stop' }: Props) {
  const id = useId()
  return (
    <div className="flex items-center gap-4">
      <div className="min-w-0 flex-1">
        <p id={id} role="status" className="mb-2 font-label text-small">
          {label}
        </p>
        <progress aria-labelledby={id} value={value} max={max} className="progress block h-2.5 w-full" />
      </div>
      {onCancel === undefined ? null : (
        <Button size={48} onClick={onCancel} className="px-5">
          {cancel}
        </Button>
      )}
    </div>
  )
}
