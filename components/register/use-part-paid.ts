import { isFinished, owed } from '#lib/client/draft/till-state.ts'
import { useTillState } from '#lib/client/draft/use-till.ts'
import { useCounter } from './view.ts'

/** What of an open sale is paid, and what is left, as printed; undefined while none of it is. Cash pays all that is left, so it was a card. */
export function usePartPaid(): { readonly words: string; readonly toGo: string } | undefined {
  const { format } = useCounter()
  const received = useTillState(state => (isFinished(state) ? undefined : state.answer?.sale.received))
  const minor = useTillState(state => owed(state).minor)
  if (!received || received.minor <= 0) return undefined
  return {
    words: `${format.money(received)} paid by card`,
    toGo: format.money({ ...received, minor }),
  }
}
