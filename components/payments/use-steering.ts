import { useState } from 'react'
import { refusalWords } from '#components/words/refusals.ts'
import { send } from '#lib/client/send.ts'
import { useAskAgain } from '#lib/client/use-ask-again.ts'
import { paymentsKey } from '#lib/contracts/keys.ts'

type Steering = {
  readonly check: (tenderId: string) => void
  readonly stop: (tenderId: string) => void
  /** Which one Stripe is being asked about. */
  readonly checking: string | undefined
  /** Why the last wish came to nothing. */
  readonly complaint: string | undefined
}

/** A manager's wishes about payments of any register. What comes of them arrives by the live line. */
export function useSteering(): Steering {
  const [checking, setChecking] = useState<string>()
  const [complaint, setComplaint] = useState<string>()
  const askAgain = useAskAgain()
  const wish = async (tenderId: string, what: 'check' | 'stop') => {
    setComplaint(undefined)
    setChecking(what === 'check' ? tenderId : undefined)
    const sent = await send(`${paymentsKey}/${tenderId}/${what}`, {})
    setChecking(undefined)
    if (sent.outcome === 'away')
      setComplaint('The till’s server did not answer. It may have been done: look, then try again.')
    if (sent.outcome === 'refused') {
      const { strong, text } = refusalWords(sent.refusal, ({ minor }) => String(minor))
      setComplaint(`${strong} ${text}`)
    }
    askAgain(paymentsKey)
  }
  const told = (tenderId: string, what: 'check' | 'stop') => {
    wish(tenderId, what).catch(() => setComplaint('The till’s server does not answer.'))
  }
  return { check: id => told(id, 'check'), stop: id => told(id, 'stop'), checking, complaint }
}
