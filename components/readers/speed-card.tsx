import { Card } from '#components/office/office-frame.tsx'
import type { ReaderDetail } from '#lib/contracts/readers.ts'

type Latency = ReaderDetail['history']['toLit']

/** How fast it was, over 30 days, and what exactly was timed. */
export function SpeedCard({ history }: { history: ReaderDetail['history'] }) {
  const { approved, declined, errors, toLit, toApproved, tapToApproved } = history
  return (
    <Card className="p-5">
      <h2 className="mb-2 font-strong text-[20px]/[26px]">Speed, 30 days</h2>
      <div className="grid gap-3">
        <Figure
          name="Charge to reader lit"
          of={toLit}
          measured="From the press of Charge until the reader has acknowledged."
        />
        <Figure
          name="Reader lit to approved"
          of={toApproved}
          measured="The customer’s own time is in it: a reader does not tell when a card is tapped."
        />
        <Figure
          name="Tap to approved"
          of={tapToApproved}
          measured="Of test payments, where the till holds the card itself."
        />
      </div>
      <p className="mt-4">
        <b className="font-label">{approved}</b> approved, <b className="font-label">{declined}</b> declined,{' '}
        <b className="font-label">{errors}</b> {errors === 1 ? 'error' : 'errors'}
      </p>
    </Card>
  )
}

/** A bar of this many milliseconds is full. */
const FULL_MS = 5_000

function Figure({ name, of: { n, p50, p95 }, measured }: { name: string; of: Latency; measured: string }) {
  return (
    <section>
      <h3 className="text-ink-2">{name}</h3>
      {p50 === null || p95 === null ? (
        <p className="text-ink-2 text-small">Nothing timed yet.</p>
      ) : (
        <>
          <p className="flex flex-wrap items-baseline gap-x-6">
            <span>
              <b className="font-strong text-[22px]/[28px]">{seconds(p50)}</b>{' '}
              <span className="text-ink-2 text-small">typical, p50</span>
            </span>
            <span>
              <b className="font-strong text-[20px]/[26px]">{seconds(p95)}</b>{' '}
              <span className="text-ink-2 text-small">slow, p95</span>
            </span>
            <span className="text-ink-2 text-small">of {n}</span>
          </p>
          <svg viewBox="0 0 100 3" preserveAspectRatio="none" className="mt-1 h-2 w-full" aria-hidden="true">
            <rect width="100" height="3" rx="1.5" className="fill-control" />
            <rect width={part(p95)} height="3" rx="1.5" className="fill-go-mark" opacity=".45" />
            <rect width={part(p50)} height="3" rx="1.5" className="fill-go-mark" />
          </svg>
        </>
      )}
      <p className="mt-1 text-ink-2 text-small">{measured}</p>
    </section>
  )
}

const part = (ms: number): number => Math.max(1, Math.min(100, (ms / FULL_MS) * 100))

/** 0.62 s under ten, 14 s above. */
const seconds = (ms: number): string =>
  ms < 1_000
    ? `${Math.round(ms)} ms`
    : ms < 10_000
      ? `${(ms / 1_000).toFixed(1)} s`
      : `${Math.round(ms / 1_000)} s`
