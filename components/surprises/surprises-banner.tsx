'use client'

import Link from 'next/link'
import { useSurprises } from '#components/office/use-office.ts'
import { Banner } from '#components/ui/banner.tsx'
import { surpriseWords } from '#components/words/surprises.ts'
import type { SurprisesAnswer } from '#lib/contracts/surprises.ts'

/** While something waits for a manager: what the oldest is, and the way there. Nothing when all is well. */
export function SurprisesBanner({ first }: { first: SurprisesAnswer }) {
  const { open, openWaiting, unknownWaiting } = useSurprises(first)
  const [oldest] = open
  const waiting = openWaiting + unknownWaiting
  if (waiting === 0) return null
  const more = waiting > 1 ? `, and ${waiting - 1} more` : ''
  return (
    <Banner
      tone="care"
      glyph="unknown"
      strong="Something needs a manager."
      action={
        <Link
          href="/surprises"
          className="flex h-11 flex-none items-center rounded-[13px] bg-surface px-4 font-label text-[17px]/[22px] inset-ring-[1.5px] inset-ring-edge"
        >
          Show
        </Link>
      }
    >
      {oldest
        ? `${surpriseWords(oldest.kind).title}, sale ${oldest.saleNumber}`
        : 'Money at Stripe that no sale tells of'}
      {more}.
    </Banner>
  )
}
