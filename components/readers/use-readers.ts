import { useEffect, useState } from 'react'
import { now } from '#lib/client/now.ts'
import { useRead } from '#lib/client/use-read.ts'
import { readerEventsKey, readerKey, readersKey } from '#lib/contracts/keys.ts'
import type {
  ReaderDetail,
  ReaderEventAnswer,
  ReaderEventsAnswer,
  ReadersAnswer,
} from '#lib/contracts/readers.ts'

const has =
  <T>(field: string) =>
  (body: unknown): T | undefined =>
    // True because each URL answers with one type, shared by both sides; the field tells it from a proxy's page.
    typeof body === 'object' && body !== null && field in body ? (body as T) : undefined

const readReaders = has<ReadersAnswer>('readers')
const readDetail = has<ReaderDetail>('reader')
const readEvents = has<ReaderEventsAnswer>('events')

/** Asking is also what tells the server that somebody looks; what changes meanwhile comes by the live line. */
const LOOKING_EVERY_MS = 15_000

export const useReaders = (first: ReadersAnswer): ReadersAnswer =>
  useRead(readersKey, readReaders, { first, everyMs: LOOKING_EVERY_MS }).data ?? first

export const useReader = (first: ReaderDetail): ReaderDetail =>
  useRead(readerKey(first.reader.id), readDetail, { first, everyMs: LOOKING_EVERY_MS }).data ?? first

/** A page of what it has been through. The newest are in the reader's own answer and live; the others have happened. */
export function useReaderEvents({ reader, history }: ReaderDetail, before: ReaderEventAnswer | undefined) {
  const key = before === undefined ? null : readerEventsKey(reader.id, before)
  const { data, error, isLoading, isValidating } = useRead(key, readEvents, { asksAgain: true })
  if (before === undefined) return { page: history, isOnItsWay: false, isAway: false }
  return { page: data ?? history, isOnItsWay: isLoading, isAway: error !== undefined && !isValidating }
}

/** What to add to the server's times to have them by this browser's clock. */
export function useClockOffset(serverNow: number): number {
  const [offset, setOffset] = useState(0)
  useEffect(() => setOffset(now() - serverNow), [serverNow])
  return offset
}
