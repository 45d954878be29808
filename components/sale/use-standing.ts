import { useView } from '#components/register/view.ts'
import { useTillState } from '#lib/client/draft/use-till.ts'
import { type Standing, standingOf } from './standing.ts'

export function useStanding(): Standing {
  const isCash = useView(view => view.isCash)
  const readTender = useView(view => view.readTender)
  return useTillState(state => standingOf(state, { isCash, readTender }))
}
