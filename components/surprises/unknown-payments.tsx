import { LocalTime } from '#components/office/local-time.tsx'
import { Card } from '#components/office/office-frame.tsx'
import { Button } from '#components/ui/button.tsx'
import { Glyph } from '#components/ui/glyph.tsx'
import { readerName } from '#components/words/readers.ts'
import { formatFor } from '#lib/client/format.ts'
import type { UnknownPaymentAnswer } from '#lib/contracts/surprises.ts'

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
  const listed = unknown.filter(({ dealt }) => dealt === undefined).length
  return (
    <section>
      <h2 className="font-strong text-[22px]/[28px]">Money at Stripe that no sale tells of</h2>
      <p className="mt-1 mb-3 max-w-[70ch] text-ink-2">
        These cards paid in this shop’s name. Where it was no test payment, the till’s data came from an older
        backup, and the sale is not in it. Write the sale down by hand, or give the money back in Stripe.
      </p>
      {waiting > listed ? (
        <p className="mb-3 font-label">
          These are the oldest {listed}. {waiting - listed} more {waiting - listed === 1 ? 'comes' : 'come'}{' '}
          up as these are dealt with.
        </p>
      ) : null}
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
  const { dealt } = one
  const format = formatFor(country, one.amount.currency)
  const look = dealt ? 'py-3.5' : 'bg-care-soft py-4'
  return (
    <li
      className={`grid grid-cols-[32px_minmax(0,1fr)_auto] items-start gap-x-4 gap-y-3 border-line border-b px-5 last:border-b-0 max-[719px]:grid-cols-[32px_minmax(0,1fr)] ${look}`}
    >
      <Glyph name={dealt ? 'done' : 'unknown'} className="mt-0.5 size-7" />
      <div className="min-w-0">
        <h3 className="font-strong text-[19px]/[25px]">
          {format.money(one.amount)}, {one.held ? 'held since' : 'charged'}{' '}
          <LocalTime at={one.at} write={format.moment} />
        </h3>
        {one.held && !dealt ? (
          <p>The bank has promised it for two days. Take it or let it go in Stripe.</p>
        ) : null}
        {one.tested ? (
          <p>A test payment on the {readerName(one.tested.label)}. It has not gone back.</p>
        ) : null}
        {dealt ? <p className="break-words">“{dealt.how}”</p> : null}
        <p className="mt-1 text-ink-2 text-small">
          <a
            href={inStripe(one)}
            target="_blank"
            rel="noreferrer"
            className="font-label underline underline-offset-4"
          >
            <span className="break-all">{one.paymentIntent}</span> in Stripe
          </a>
          {dealt ? (
            <>
              , {dealt.by}, <LocalTime at={dealt.at} write={format.moment} />
            </>
          ) : null}
        </p>
      </div>
      {dealt ? null : (
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
      )}
    </li>
  )
}

/** The payment's own page in Stripe's Dashboard, which keeps test payments under a path of their own. */
const inStripe = ({ paymentIntent, live }: UnknownPaymentAnswer): string =>
  `https://dashboard.stripe.com/${live ? '' : 'test/'}payments/${encodeURIComponent(paymentIntent)}`
