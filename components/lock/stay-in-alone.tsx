'use client'

import { useLiveRevalidation } from '#lib/client/use-live-line.ts'
import { StayIn } from './stay-in.tsx'

/** For a page without a frame of its own: it hears who is signed out as those do, and locks itself like them. */
export function StayInAlone() {
  useLiveRevalidation()
  return <StayIn />
}
