import { RefreshCw } from 'lucide-react'
import { useWish } from '#components/office/use-wish.ts'
import { Button } from '#components/ui/button.tsx'
import { readersKey } from '#lib/contracts/keys.ts'
import { Ago } from './times.tsx'

/** When Stripe was last asked for all of them, and the way to ask now. */
export function Freshness({ checkedAt, offset }: { checkedAt: number | null; offset: number }) {
  const wish = useWish({ url: `${readersKey}/check`, asksAgain: [readersKey], withinMs: 90_000 })
  const isAsking = wish.state === 'sending'
  return (
    <div className="flex flex-wrap items-center gap-x-3 text-ink-2 text-small">
      <p role="alert" className="text-stop-ink">
        {wish.sentence}
      </p>
      <p role="status">
        {isAsking ? (
          'Asking Stripe'
        ) : checkedAt === null ? (
          'Live'
        ) : (
          <>
            Live, Stripe asked <Ago at={checkedAt} offset={offset} />
          </>
        )}
      </p>
      <Button
        size={48}
        variant="quiet"
        aria-label="Ask Stripe now"
        icon={<RefreshCw className="size-5" aria-hidden="true" />}
        off={isAsking}
        onClick={() => void wish.send()}
      />
    </div>
  )
}
