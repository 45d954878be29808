import { Button } from './button.tsx'
import { cx } from './cx.ts'

const TONES = {
  go: 'bg-go-soft text-ink',
  done: 'bg-done-soft text-done-ink',
  stop: 'bg-stop-soft text-stop-ink',
  care: 'bg-care-soft text-care-ink',
} as const

type Props =
  /** The one solid button: Charge $71.80. Stays pressable when the reader is away; the press offers what works. */
  | { kind: 'charge'; amount: string; onPress: () => void }
  /** No goods: grey. */
  | { kind: 'empty' }
  /** After the press, until the sale ends: words, not a button. Nothing that cancels ever appears here. */
  | { kind: 'panel'; words: string; tone: keyof typeof TONES }

/** Seven digits and more are printed smaller, so that the whole amount is on the button. */
const isLong = (amount: string): boolean => amount.length > 10

/** The blue button beside Cash, and what stands in its place while money moves. */
export function ChargeButton(props: Props) {
  if (props.kind === 'panel')
    return (
      <div
        className={cx(
          'flex h-(--pay-height) min-w-0 items-center justify-center rounded-[18px] px-2 text-center text-balance font-strong text-[22px]/[26px] forced-colors:border',
          TONES[props.tone],
        )}
      >
        {props.words}
      </div>
    )
  const empty = props.kind === 'empty'
  return (
    <Button
      variant="go"
      size="charge"
      hint={empty ? undefined : 'F9'}
      off={empty}
      title={empty ? 'Nothing to pay yet' : undefined}
      onClick={empty ? undefined : props.onPress}
    >
      {empty ? (
        'Charge'
      ) : (
        <span className={isLong(props.amount) ? 'text-[20px]' : undefined}>Charge {props.amount}</span>
      )}
    </Button>
  )
}

/** Charge's neighbour. Off, with the reason, while a payment runs or when there is nothing to pay. */
export function CashButton({ off, onPress }: { off: string | undefined; onPress: () => void }) {
  return (
    <Button
      variant="outline"
      size="cash"
      hint="F10"
      stacked
      off={off !== undefined}
      title={off}
      onClick={onPress}
    >
      Cash
    </Button>
  )
}
