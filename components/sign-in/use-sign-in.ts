import { useRouter } from 'next/navigation'
import { useBadge, useBadgeScanner } from '#lib/client/badges.ts'
import { keepPress } from '#lib/client/idle.ts'
import { now } from '#lib/client/now.ts'
import { send } from '#lib/client/send.ts'
import { unlockSounds } from '#lib/client/sounds.ts'
import type { SignInAnswer } from '#lib/contracts/set-up.ts'
import { type PinEntry, usePin } from './use-pin.ts'

/** Signing in at a register: a name and a PIN, or a badge from wherever the focus is. */
export function useSignIn({ staff }: SignInAnswer): PinEntry {
  const router = useRouter()
  const entry = usePin({
    people: staff,
    ask: credential => {
      unlockSounds()
      return send('/api/sign-in', credential)
    },
    onDone: () => {
      // Whoever signs in has pressed something, however long nobody had.
      keepPress(now())
      router.replace('/register')
    },
  })
  useBadge(entry.scan)
  useBadgeScanner()
  return entry
}
