import { useEffect } from 'react'
import { useSWRConfig } from 'swr'
import { lampsKey, registerKey, saleKey } from '#lib/contracts/keys.ts'
import type { LampsAnswer, RegisterAnswer, SaleAnswer } from '#lib/contracts/sale-answer.ts'
import { useRead } from '../use-read.ts'
import { wakeAll } from './browser-till.ts'
import { isNews, type Known } from './is-news.ts'
import type { Till } from './till.ts'

const has =
  <T>(field: string) =>
  (body: unknown): T | undefined =>
    // True because each URL answers with one type, shared by both sides; the field tells it from a proxy's page.
    typeof body === 'object' && body !== null && field in body ? (body as T) : undefined

const readRegister = has<RegisterAnswer>('currentSaleId')
const readSale = has<SaleAnswer>('sale')
const readLamps = has<LampsAnswer>('stripe')

/** Where this register stands. `first` is what the server rendered. A browser that is nobody's any more goes to sign in. */
export function useRegister(first: RegisterAnswer): RegisterAnswer {
  const { data, error } = useRead(registerKey, readRegister, { first })
  const isOut = error?.because.kind === 'refused' && error.because.refusal.kind === 'signed_out'
  useEffect(() => {
    if (isOut) window.location.assign('/sign-in')
  }, [isOut])
  return data ?? first
}

/**
 * The sale on the screen, asked for again whenever the live line says that it changed. What this tab's own writes were answered is known
 * to be read, so the word about them fetches nothing.
 */
export function useSaleFeed(
  till: Till,
  saleId: string,
  isKnown: boolean,
  first: SaleAnswer | undefined,
): void {
  // True because the till's ids of sales are made by `idOf`.
  const key = isKnown ? saleKey(saleId as SaleAnswer['sale']['id']) : null
  const newest = [till.state().answer, first].find(answer => answer?.sale.id === saleId)
  const { data } = useRead(key, readSale, newest ? { first: newest } : {})
  const { cache, mutate } = useSWRConfig()
  useEffect(() => {
    if (!data) return
    wakeAll()
    if (till.state().answer !== data) till.adopt(data)
  }, [till, data])
  useEffect(() => {
    const keep = () => {
      const { answer } = till.state()
      // True because only this hook and its reading put anything under a sale's key.
      const known = key === null ? undefined : (cache.get(key) as Known | undefined)
      if (!key || !answer || !isNews(answer, key, known)) return
      mutate(key, answer, { revalidate: false }).catch(() => {
        // Nothing is fetched, so nothing can fail.
      })
    }
    keep()
    return till.subscribe(keep)
  }, [till, key, cache, mutate])
  useEffect(() => {
    if (key === null) return
    // What a sale was answered is not kept for longer than the sale is on the screen.
    return () => cache.delete(key)
  }, [key, cache])
}

/** How often the lamps are looked at beside what the live line tells. */
const LAMPS_EVERY_MS = 20_000

/** The lamps as the server sees them, and whether the server answers at all. */
export function useLamps(): { readonly lamps: LampsAnswer | undefined; readonly isAway: boolean } {
  const { data, error } = useRead(lampsKey, readLamps, { everyMs: LAMPS_EVERY_MS })
  return { lamps: data, isAway: error?.because.kind === 'away' }
}

/** Asks for the lamps now: something has just shown that they are not what they were. */
export function useLookAtLamps(): () => void {
  const { mutate } = useSWRConfig()
  return () =>
    void mutate(lampsKey).catch(() => {
      // What cannot be read is told by the lamps themselves.
    })
}
