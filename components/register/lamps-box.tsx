import type { LampProps, LampState } from '#components/ui/lamp.tsx'
import { Lamps } from '#components/ui/lamp.tsx'
import { useLamps } from '#lib/client/draft/use-feeds.ts'
import { useTillState } from '#lib/client/draft/use-till.ts'
import { useLineState } from '#lib/client/use-live-line.ts'
import type { LampsAnswer } from '#lib/contracts/sale-answer.ts'
import { useCounter } from './view.ts'

type Light = { readonly state: LampState; readonly word: string }

/** Not red for what a cashier cannot help: red is a verdict, and a lamp gives none. */
const READER: Record<LampsAnswer['reader'], Light> = {
  good: { state: 'good', word: 'Reader' },
  busy: { state: 'busy', word: 'Reader' },
  offline: { state: 'off', word: 'Reader offline' },
  none: { state: 'off', word: 'No reader' },
  unknown: { state: 'unknown', word: 'Reader unknown' },
}

const STRIPE: Record<LampsAnswer['stripe'], Light> = {
  good: { state: 'good', word: 'Stripe' },
  slow: { state: 'unknown', word: 'Stripe slow' },
  bad: { state: 'off', word: 'Stripe away' },
  unknown: { state: 'unknown', word: 'Stripe unknown' },
}

const TILL: Record<'good' | 'away' | 'slow', Light> = {
  good: { state: 'good', word: 'Till' },
  away: { state: 'off', word: 'Till away' },
  slow: { state: 'unknown', word: 'Till slow' },
}

export type ThreeLamps = { readonly reader: Light; readonly stripe: Light; readonly till: Light }

/** The three lamps as this browser sees them. Before the first look they are taken for well: nothing is known to be wrong. */
export function useThreeLamps(): ThreeLamps {
  const { lamps, isAway } = useLamps()
  const line = useLineState()
  const isRetrying = useTillState(state => state.retryAt !== undefined)
  const till = isAway || isRetrying || lamps?.till === 'bad' ? 'away' : line === 'polling' ? 'slow' : 'good'
  return {
    reader: READER[lamps?.reader ?? 'good'],
    stripe: STRIPE[lamps?.stripe ?? 'good'],
    till: TILL[till],
  }
}

/** Reader, Stripe, Till. A press tells more. */
export function LampsBox() {
  const { change } = useCounter()
  const { reader, stripe, till } = useThreeLamps()
  const onPress = () => change({ dialog: 'lamps' })
  const lamp = (name: string, light: Light): LampProps => ({ name, ...light, onPress })
  return (
    <Lamps
      lamps={[lamp('Reader', reader), lamp('Stripe', stripe), lamp('Till', till)]}
      onPressFolded={onPress}
    />
  )
}
