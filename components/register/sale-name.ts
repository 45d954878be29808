import { isFinished, type TillState } from '#lib/client/draft/till-state.ts'

/** The server counts sales; until it has seen the first good of this one it has no number. */
export function saleName(state: TillState): string {
  if (isFinished(state)) return 'Next sale'
  const number = state.answer?.sale.number
  return number === undefined ? 'New sale' : `Sale ${number}`
}

/** The sale that money is about, whether it has ended or not: Sale 1042. */
export function paidName(state: TillState): string {
  const number = state.answer?.sale.number
  return number === undefined ? 'The sale' : `Sale ${number}`
}
