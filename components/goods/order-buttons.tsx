import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { moved } from './order.ts'

type Props<T> = {
  /** Of what is moved, for whoever hears it. */
  name: string
  at: number
  list: readonly T[]
  onChange: (list: readonly T[]) => void
  /** Some lists take nothing away. */
  keeps?: boolean | undefined
  /** Why nothing may be moved; printed once beside the row, said here. */
  off?: string | undefined
}

/** Up, down and away, for what can also be dragged. */
export function OrderButtons<T>({ name, at, list, onChange, keeps = false, off }: Props<T>) {
  const said = (words: string) => (off === undefined ? words : `${words}. ${off}`)
  return (
    <div className="flex flex-none gap-1.5">
      <Button
        size={48}
        aria-label={said(`Move ${name} up`)}
        title={off ?? (at === 0 ? 'It is the first' : 'Up')}
        off={off !== undefined || at === 0}
        className="w-12 px-0"
        icon={<ArrowUp className="size-5" />}
        onClick={() => onChange(moved(list, at, at - 1))}
      />
      <Button
        size={48}
        aria-label={said(`Move ${name} down`)}
        title={off ?? (at === list.length - 1 ? 'It is the last' : 'Down')}
        off={off !== undefined || at === list.length - 1}
        className="w-12 px-0"
        icon={<ArrowDown className="size-5" />}
        onClick={() => onChange(moved(list, at, at + 1))}
      />
      {keeps ? null : (
        <Button
          size={48}
          aria-label={`Take ${name} away`}
          title="Take it away"
          className="w-12 px-0"
          icon={<X className="size-5" />}
          onClick={() => onChange(list.filter((_, i) => i !== at))}
        />
      )}
    </div>
  )
}
