import { useFormat } from '#lib/client/use-format.ts'

type Props = { listed: number; waiting: number }

/** Where more wait than are listed: how many more. */
export function OldestAlone({ listed, waiting }: Props) {
  const { number } = useFormat()
  const more = waiting - listed
  if (more <= 0) return null
  return (
    <p className="mb-3 font-label">
      These are the oldest {number(listed)}. {number(more)} more {more === 1 ? 'comes' : 'come'} up as these
      are dealt with.
    </p>
  )
}
