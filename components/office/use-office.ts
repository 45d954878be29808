import { useSyncExternalStore } from 'react'
import { useRead } from '#lib/client/use-read.ts'
import { oldestSurpriseKey, paymentsKey, surprisesKey, timelineKey } from '#lib/contracts/keys.ts'
import type { PaymentsAnswer } from '#lib/contracts/payments.ts'
import type { OldestSurpriseAnswer, SurpriseAnswer, SurprisesAnswer } from '#lib/contracts/surprises.ts'
import type { TimelineAnswer } from '#lib/contracts/timeline.ts'

const has =
  <T>(field: string) =>
  (body: unknown): T | undefined =>
    // True because each URL answers with one type, shared by both sides; the field tells it from a proxy's page.
    typeof body === 'object' && body !== null && field in body ? (body as T) : undefined

const readPayments = has<PaymentsAnswer>('live')
const readSurprises = has<SurprisesAnswer>('openWaiting')
const readOldest = has<OldestSurpriseAnswer>('oldest')
const readTimeline = has<TimelineAnswer>('entries')

/** While something moves it is asked for now and then beside what the live line tells: a quiet call says nothing. */
const MOVING_EVERY_MS = 5_000

export function usePayments(first: PaymentsAnswer): PaymentsAnswer {
  return useRead(paymentsKey, readPayments, { first, everyMs: MOVING_EVERY_MS }).data ?? first
}

export function useSurprises(first: SurprisesAnswer): SurprisesAnswer {
  return useRead(surprisesKey, readSurprises, { first }).data ?? first
}

/** What has waited longest for a manager, for a screen that was drawn without it: undefined until the server has told, and when nothing does. */
export const useOldestSurprise = (): SurpriseAnswer | undefined =>
  useRead(oldestSurpriseKey, readOldest).data?.oldest ?? undefined

export function useTimeline(first: TimelineAnswer): TimelineAnswer {
  const everyMs = first.mood ? MOVING_EVERY_MS : 0
  return useRead(timelineKey(first.sale.id), readTimeline, { first, everyMs }).data ?? first
}

/** False while the server renders and until this browser has taken over: times are written in the browser's own zone. */
export const useIsHere = (): boolean => useSyncExternalStore(never, yes, no)

const never = () => () => undefined
const yes = () => true
const no = () => false
