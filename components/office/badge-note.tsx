import { IdCard } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useBadgeScanner } from '#lib/client/badges.ts'
import { now } from '#lib/client/now.ts'

const SHOWN_MS = 8_000

/** Once per page of the office: hands badges to who asks for one, and says of any other that nothing came of it. */
export function BadgeNote() {
  const [scannedAt, setScannedAt] = useState<number>()
  useBadgeScanner(() => setScannedAt(now()))
  useEffect(() => {
    if (scannedAt === undefined) return
    const timer = setTimeout(() => setScannedAt(undefined), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [scannedAt])
  if (scannedAt === undefined) return null
  return (
    <div
      role="alert"
      className="fixed inset-x-4 bottom-4 z-40 mx-auto flex max-w-[560px] items-center gap-3.5 rounded-sheet bg-ink px-5 py-4 text-body text-canvas shadow-sheet forced-colors:border"
    >
      <IdCard className="size-6 flex-none" aria-hidden="true" />
      <span className="min-w-0 flex-1">
        <b className="font-label">That was a badge.</b> Badges sign in at the counter, and allow what a page
        asks for. Nothing was typed here.
      </span>
    </div>
  )
}
