import { LocalTime } from '#components/office/local-time.tsx'
import { Card } from '#components/office/office-frame.tsx'
import { Button } from '#components/ui/button.tsx'
import { Glyph } from '#components/ui/glyph.tsx'
import { readerName } from '#components/words/readers.ts'
import { formatFor } from '#lib/client/format.ts'
import type { UnknownPaymentAnswer } from '#lib/contracts/surprises.ts'
import { InStripe } from './in-stripe.tsx'
import { OldestAlone } from './oldest-alone.tsx'

type Props = {
  unknown: readonly UnknownPaymentAnswer[]
  /** How many nobody has dealt with, in `unknown` or not. */
  waiting: number
  country: string
  canDeal: boolean
  onDeal: (one: UnknownPaymentAnswer) => void
}

/** Money that Stripe has under this shop's name and no sale here tells of. Nothing while there is none. */
export function UnknownPayments({ unknown, waiting, country, canDeal, onDeal }: Props) {
  if (unknown.length === 0) return null
  return (
    <section>
      <h2 className="font-strong text-[22px]/[28px]">Money at Stripe that no sale tells of</h2>
      <p className="mt-1 mb-3 max-w-[70ch] text-ink-2">
        These cards paid in this shop’s name. Where it was no test payment, the till’s data came from an older
        backup, and the sale is not in it. Write the sale down by hand, or give the money back in Stripe.
      </p>
      <OldestAlone listed={unknown.length} waiting={waiting} />
      <Card className="overflow-hidden">
        <ul>
          {unknown.map(one => (
            <Row key={one.paymentIntent} one={one} country={country} canDeal={canDeal} onDeal={onDeal} />
          ))}
        </ul>
      </Card>
    </section>
  )
}

type RowProps = Omit<Props, 'unknown' | 'waiting'> & { one: UnknownPaymentAnswer }

function Row({ one, country, canDeal, onDeal }: RowProps) {
  const format = formatFor(country, one.amount.currency)
  return (
    <li className="grid grid-cols-[32px_minmax(0,1fr)_auto] items-start gap-x-4 gap-y-3 border-line border-b bg-care-soft px-5 py-4 last:border-b-0 max-[719px]:grid-cols-[32px_minmax(0,1fr)]">
      <Glyph name="unknown" className="mt-0.5 size-7" />
      <div className="min-w-0">
        <h3 className="font-strong text-[19px]/[25px]">
          {format.money(one.amount)}, {one.held ? 'held since' : 'charged'}{' '}
          <LocalTime at={one.at} write={format.moment} />
        </h3>
        {one.held ? <p>The bank has promised it for two days. Take it or let it go in Stripe.</p> : null}
        {one.tested ? (
          <p>A test payment on the {readerName(one.tested.label)}. It has not gone back.</p>
        ) : null}
        <p className="mt-1 text-ink-2 text-small">
          <InStripe {...one} />
        </p>
      </div>
      <div className="max-[719px]:col-start-2">
        <Button
          size={48}
          onClick={() => onDeal(one)}
          off={canDeal ? false : 'Needs a manager'}
          className="px-5"
        >
          Dealt with
        </Button>
      </div>
    </li>
  )
}
