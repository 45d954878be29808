'use client'

import { useEffect, useState } from 'react'

type Props = {
  /** The total as printed: $71.80. */
  amount: string
  /** 11 items. Its line is kept when absent. */
  summary?: string | undefined
  /** Tax $5.32, or what of it is paid already. Its line is kept when absent. */
  saving?: string | undefined
}

/** The total never moves. It is said aloud after 600 ms of quiet, not after every press. */
export function CartTotal({ amount, summary, saving }: Props) {
  return (
    <div className="grid h-[54px] grid-cols-[1fr_auto] items-end gap-2 px-4">
      <div className="min-w-0 text-ink-2 text-small">
        <p className="h-[22px] truncate">{summary}</p>
        <p className="h-[22px] truncate">{saving}</p>
      </div>
      <p className="whitespace-nowrap font-strong text-total tracking-[-.025em]">{amount}</p>
      <SpokenTotal amount={amount} />
    </div>
  )
}

function SpokenTotal({ amount }: { amount: string }) {
  const [said, setSaid] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSaid(old => (old === '' ? ' ' : `Total ${amount}`)), 600)
    return () => clearTimeout(timer)
  }, [amount])
  return (
    <span aria-live="polite" className="sr-only">
      {said}
    </span>
  )
}
