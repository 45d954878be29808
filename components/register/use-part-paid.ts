import { isFinished, owed } from '#lib/client/draft/till-state.ts'
import { useTillState } from '#lib/client/draft/use-till.ts'
import { useCounter } from './view.ts'

/** $1.00 paid by card, $3.50 to go: where an open sale has some of its money. Cash pays all that is left, so it was a card. */
export function usePartPaid(): string | undefined {
  const { format } = useCounter()
  const received = useTillState(state => (isFinished(state) ? undefined : state.answer?.sale.received))
  const minor = useTillState(state => owed(state).minor)
  if (!received || received.minor <= 0) return undefined
  return `${format.money(received)} paid by card, ${format.money({ ...received, minor })} to go`
}
