import Link from 'next/link'
import { Banner } from '#components/ui/banner.tsx'
import type { Format } from '#lib/client/format.ts'
import type { ReaderTest } from '#lib/domain/reader-test.ts'
import { Moment } from './times.tsx'

type Props = { owed: ReaderTest; format: Format; now: number }

/** Money that a test has taken and that Stripe would not give back. It stays until somebody has said what was done about it. */
export const OwedBanner = ({ owed, format, now }: Props) => (
  <div className="mt-3">
    <Banner
      tone="stop"
      glyph="refused"
      strong={`${format.money(owed.amount)} of a test payment has not gone back.`}
    >
      {owed.staffName}, <Moment at={owed.startedAt} now={now} />. Stripe did not make the refund, or the bank
      has sent it back: give it back in Stripe’s Dashboard, payment{' '}
      <span className="break-all">{owed.paymentIntent}</span>, or in cash, then say so under{' '}
      <Link href="/surprises" prefetch={false} className="font-label underline underline-offset-4">
        Surprises
      </Link>
      .
    </Banner>
  </div>
)
