import { useEffect, useLayoutEffect, useRef } from 'react'
import { tellBadge } from '#lib/client/badges.ts'
import { useTill } from '#lib/client/draft/use-till.ts'
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
  useEffect(() => {
    const stopScanner = watchScanner(window, ({ code, wasTyped, startedAt }) => {
      // A badge is nobody's good: whoever holds it takes the counter, or consents.
      if (tellBadge(code)) {
        forgetScanned(startedAt, counter)
        return 'taken'
      }
      // Somebody fast may have searched by hand: what is no code stays in the search.
      const isSearch = wasTyped && document.activeElement === searchField()
      if (isSearch && !latest.current.isCode(code)) return 'typing'
      forgetScanned(startedAt, counter)
      // Once the field has its old text back: a change of the search takes away what has been said, and this may say something.
      queueMicrotask(() => latest.current.scan(code))
      return 'taken'
    })
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
