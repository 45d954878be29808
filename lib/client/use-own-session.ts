import { useEffect } from 'react'
import { ownSessionKey } from '#lib/contracts/keys.ts'
import type { OwnSessionAnswer } from '#lib/contracts/people.ts'
import { useRead } from './use-read.ts'

/** Who is signed in here. A browser that is nobody's any more goes to sign in, whatever page it shows. */
export function useOwnSession(): OwnSessionAnswer | undefined {
  const { data, error } = useRead(ownSessionKey, readOwn)
  const isOut = error?.because.kind === 'refused' && error.because.refusal.kind === 'signed_out'
  useEffect(() => {
    if (isOut) window.location.assign('/sign-in')
  }, [isOut])
  return data
}

const readOwn = (body: unknown): OwnSessionAnswer | undefined =>
  // True because this URL answers with one type, shared by both sides; the field tells it from a proxy's page.
  typeof body === 'object' && body !== null && 'autoLockMinutes' in body
    ? (body as OwnSessionAnswer)
    : undefined
