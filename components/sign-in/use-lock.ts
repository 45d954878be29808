'use client'

import { useRouter } from 'next/navigation'
import { send } from '#lib/client/send.ts'

/** Leaves the counter to the next person. The cart is the register's and stays. Signed out or not, the screen is locked. */
export function useLock(): () => Promise<void> {
  const router = useRouter()
  return async () => {
    await send('/api/sign-out', {})
    router.replace('/sign-in')
  }
}
