import { useEffect, useLayoutEffect, useRef } from 'react'
import { tellBadge } from '#lib/client/badges.ts'
import { useTill } from '#lib/client/draft/use-till.ts'
import { earlyScans } from '#lib/client/early-keys.ts'
import { watchHumanKeys } from '#lib/client/human-keys.ts'
import { watchScanner } from '#lib/client/scanner.ts'
import { browserWouldAct, commandOf, isTyping, worksInField } from '#lib/client/shortcuts.ts'
import { forgetScanned, isDialogOpen, obey, searchField } from './counter-commands.ts'
import { useSelling } from './use-selling.ts'
import { useCounter } from './view.ts'

/** Scanner and keys, from wherever the focus is. */
export function useCounterKeys(): void {
  const till = useTill()
  const counter = useCounter()
  const selling = useSelling()
  const latest = useRef(selling)
  useLayoutEffect(() => {
    latest.current = selling
  })
  const early = useRef<string[]>([])
  useEffect(() => {
    if (!selling.isReady) return
    for (const code of early.current.splice(0)) selling.scan(code)
  }, [selling])
  useEffect(() => {
    const take = (code: string) => {
      if (!latest.current.isReady) early.current.push(code)
      latest.current.scan(code)
    }
    const { codes, begun } = earlyScans()
    const stopScanner = watchScanner(
      window,
      ({ code, wasTyped, startedAt }) => {
        // A badge is nobody's good: whoever holds it takes the counter, or consents.
        if (tellBadge(code) !== 'no_badge') return () => forgetScanned(startedAt, counter)
        // Somebody fast may have searched by hand: what is no code, and finds something, stays in the search.
        const field = wasTyped && document.activeElement === searchField() ? searchField() : null
        const { isCode, finds } = latest.current
        if (field && !isCode(code) && finds(field.value)) return 'typing'
        return () => {
          forgetScanned(startedAt, counter)
          take(code)
        }
      },
      begun,
    )
    for (const code of codes) if (tellBadge(code) === 'no_badge') take(code)
    window.addEventListener('keydown', beforeBrowser)
    const stopKeys = watchHumanKeys(window, event => {
      if (isTyping(event.target) && !worksInField(event)) return
      const command = commandOf(event)
      // Arrows inside the grid and the lines are theirs, and prevented there.
      const isTheirs = event.key.startsWith('Arrow') && event.defaultPrevented
      if (command && !isTheirs) obey(command, { till, counter }, event.timeStamp)
    })
    return () => {
      stopScanner()
      window.removeEventListener('keydown', beforeBrowser)
      stopKeys()
    }
  }, [till, counter])
}

/** Keys the browser would act on, and letters, which must reach the search before the browser types them. */
function beforeBrowser(event: KeyboardEvent): void {
  const isField = isTyping(event.target)
  if (browserWouldAct(event.key) && (!isField || event.key !== '/')) event.preventDefault()
  if (isField || isDialogOpen() || document.querySelector('.stage') !== null) return
  if (commandOf(event)?.do === 'letter') searchField()?.focus()
}
