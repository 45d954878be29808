import { useEffect, useSyncExternalStore } from 'react'
import type { Refusal } from '#lib/contracts/refusal.ts'
import type { Permission } from '#lib/domain/permissions.ts'
import { createStore } from './store.ts'

/** Somebody's consent is asked for, on this page, to one request. */
export type Asking = {
  readonly permission: Permission
  /** What it is for, as the refusal named it. */
  readonly about: string
  /** The token that came of it; undefined when nobody consented. Counts once. */
  readonly answer: (token: string | undefined) => void
}

/** What is asked for on this page now. */
export const asking = createStore<Asking | undefined>(undefined)
let askers = 0

/** Somebody can be asked from now on, until what this returns is called: then nobody consents any more. */
export function stands(): () => void {
  askers++
  return () => {
    askers--
    asking.get()?.answer(undefined)
  }
}

/** Who asks: the one sheet of the page. Undefined while nothing is asked for. */
export function useAsking(): Asking | undefined {
  useEffect(stands, [])
  return useSyncExternalStore(asking.subscribe, asking.get, () => undefined)
}

/**
 * Sends a wish, and, when all it lacks is somebody's consent, asks for that here and sends the same wish again with it. Whatever page has
 * the sheet on it can do this; without one, or without a consent, the first answer stands.
 */
export async function withConsent<Told>(
  sendOnce: (token?: string) => Promise<Told>,
  refusalOf: (told: Told) => Refusal | undefined,
): Promise<Told> {
  const told = await sendOnce()
  const refusal = refusalOf(told)
  if (refusal?.kind !== 'not_allowed' || refusal.about === undefined) return told
  const token = await consentTo(refusal.permission, refusal.about)
  return token === undefined ? told : sendOnce(token)
}

function consentTo(permission: Permission, about: string): Promise<string | undefined> {
  if (askers === 0 || asking.get()) return Promise.resolve(undefined)
  return new Promise(resolve => {
    const own: Asking = {
      permission,
      about,
      answer: token => {
        // An answer may come long after its sheet was left, and another one be open by now.
        if (asking.get() === own) asking.set(undefined)
        resolve(token)
      },
    }
    asking.set(own)
  })
}
