'use client'

import { useEffect, useState } from 'react'
import { type Asking, useAsking } from '#lib/client/consent.ts'
import type { AskSomebody } from './ask-somebody.tsx'

/** Once per page: where somebody consents, by PIN or badge, to one press of somebody else. */
export function ApprovalSheet() {
  const asking = useAsking()
  const Ask = useSheet(asking)
  return asking && Ask ? <Ask key={asking.permission} asking={asking} /> : null
}

/** When the page has settled: no first load waits for what is seldom asked, and it is here before a server may be away. */
const LATER_MS = 4_000

/** The sheet's code, fetched after the page's own. Where it cannot be fetched nobody consents. */
function useSheet(asking: Asking | undefined): typeof AskSomebody | undefined {
  const [sheet, setSheet] = useState<{ readonly Ask: typeof AskSomebody }>()
  useEffect(() => {
    if (sheet) return
    const load = () =>
      import('./ask-somebody.tsx')
        .then(part => setSheet({ Ask: part.AskSomebody }))
        .catch(() => asking?.answer(undefined))
    const timer = setTimeout(load, asking ? 0 : LATER_MS)
    return () => clearTimeout(timer)
  }, [sheet, asking])
  return sheet?.Ask
}
