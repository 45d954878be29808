import { complaintOf } from '#components/sign-in/complaint.ts'
import { useBadge } from '#lib/client/badges.ts'
import { send } from '#lib/client/send.ts'
import { playSound } from '#lib/client/sounds.ts'
import { useCounter } from './view.ts'
import { useTaken } from './who-dialog.tsx'

/** A badge held to the scanner at the register: its owner takes the counter, and goes on with the sale as it lies there. */
export function useBadgeSwitch(): void {
  const { change } = useCounter()
  const taken = useTaken()
  useBadge(badge => {
    void send('/api/sign-in', { badge }).then(sent => {
      if (sent.outcome === 'done') return taken()
      playSound('care')
      const { words } = complaintOf(sent, '')
      change({ notice: { tone: 'care', strong: 'Nobody has changed places.', text: words } })
    })
  })
}
