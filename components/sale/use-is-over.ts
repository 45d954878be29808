import { useTillState } from '#lib/client/draft/use-till.ts'
import { useNow } from '#lib/client/now.ts'

const NEVER_MS = 60_000

/** Whether the payment has been as it is for `withinMs`, by the server's clock. False where there is no such limit. */
export function useIsOver(withinMs: number | undefined): boolean {
  const endsAt = useTillState(({ answer, clockOffset }) =>
    answer?.payment && withinMs !== undefined ? answer.payment.since + withinMs + clockOffset : undefined,
  )
  const now = useNow(withinMs === undefined ? NEVER_MS : 250)
  return endsAt !== undefined && now !== undefined && now >= endsAt
}
