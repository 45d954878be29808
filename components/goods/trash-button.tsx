import { Trash2 } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'

type Props = {
  name: string
  /** Why it stays; printed on the button. */
  off: string | undefined
  onClick: () => void
}

/** Takes something away after asking, or says why it stays. */
export const TrashButton = ({ name, off, onClick }: Props) => (
  <Button
    size={48}
    icon={<Trash2 className="size-5 flex-none" />}
    aria-label={off === undefined ? `Take ${name} away` : `Take ${name} away. ${off}`}
    title={off === undefined ? 'Take it away' : undefined}
    className={off === undefined ? 'w-12 px-0' : 'px-3'}
    off={off}
    onClick={onClick}
  />
)
