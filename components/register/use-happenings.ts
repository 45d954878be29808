import { useEffect } from 'react'
import { moodFacts } from '#components/sale/mood-facts.ts'
import { leftPaidWords } from '#components/words/left-paid.ts'
import { MOODS } from '#components/words/moods.ts'
import { refusalWords } from '#components/words/refusals.ts'
import { tooLateWords } from '#components/words/too-late.ts'
import { UNHEARD } from '#components/words/unheard.ts'
import type { TillState } from '#lib/client/draft/till-state.ts'
import { useLookAtLamps } from '#lib/client/draft/use-feeds.ts'
import { useTill, useTillEvents } from '#lib/client/draft/use-till.ts'
import { playSound, unlockSounds } from '#lib/client/sounds.ts'
import type { Refusal } from '#lib/contracts/refusal.ts'
import { type Counter, type Notice, useCounter } from './view.ts'

/** What happens once becomes a sound, a toast or a notice. */
export function useHappenings(): void {
  const till = useTill()
  const counter = useCounter()
  const { change, format } = counter
  const lookAtLamps = useLookAtLamps()
  useSoundsFromPresses()
  useTillEvents(event => {
    switch (event.type) {
      case 'added':
        return playSound('add')
      case 'kept':
        playSound('care')
        return
      case 'removed':
        return change({ toast: event.undo })
      case 'not_taken':
        playSound('care')
        return
      case 'too_late':
        playSound('care')
        return change({
          unread: [
            ...counter.view.get().unread,
            { tone: 'care', ...tooLateWords(event), saleId: event.saleId },
          ],
        })
      case 'left_paid': {
        const { saleId, number, total } = event
        playSound('care')
        const words = leftPaidWords(number, format.money(total))
        return change({ unread: [...counter.view.get().unread, { tone: 'care', ...words, saleId }] })
      }
      case 'refused':
        // The server knows it; the lamps, and the words above Charge, would go on saying that all is well for some seconds.
        if (event.refusal.kind === 'stripe_unreachable') lookAtLamps()
        return refused(event.refusal, counter, till.state())
      case 'mood': {
        const { sound } = MOODS[event.mood](moodFacts(till.state(), format, ''))
        change({ notice: undefined, isCash: false })
        if (sound) playSound(sound)
        return
      }
      case 'unheard':
        playSound('care')
        return change({ notice: { tone: 'care', ...UNHEARD } })
      case 'paid':
        playSound('approved')
        return change({ isCash: false, toast: undefined, dialog: undefined, notice: undefined })
      case 'canceled':
        return change({ notice: undefined })
      case 'open_cash':
        // What Stripe refused to begin has been read by whoever asks for cash instead.
        change({ readTender: till.state().answer?.payment?.tenderId })
        return change({ isCash: true, dialog: undefined, notice: undefined })
    }
  })
}

/** A reloaded page is silent until somebody presses something, and so is one that slept: every press wakes it. A finger counts when it is lifted. */
function useSoundsFromPresses(): void {
  useEffect(() => {
    window.addEventListener('click', unlockSounds, true)
    window.addEventListener('keydown', unlockSounds, true)
    return () => {
      window.removeEventListener('click', unlockSounds, true)
      window.removeEventListener('keydown', unlockSounds, true)
    }
  }, [])
}

function refused(refusal: Refusal, { change, format }: Counter, state: TillState): void {
  // Nothing to read: the other draft is on the screen now, with these goods in it.
  if (refusal.kind === 'other_draft') return
  if (refusal.kind === 'signed_out') {
    window.location.assign('/sign-in')
    return
  }
  playSound('care')
  const clock = (at: number) => format.clock(at + state.clockOffset)
  const words = refusalWords(refusal, format.money, clock, moodFacts(state, format, ''))
  const busy = refusal.kind === 'reader_busy' ? { busy: busyIn(refusal) } : {}
  change({ isCash: false, notice: { tone: 'care', ...words, ...busy, help: refusal.kind } })
}

const busyIn = ({ readerId, holder }: Extract<Refusal, { kind: 'reader_busy' }>) =>
  ({ readerId, isPayment: holder === undefined }) satisfies Notice['busy']
