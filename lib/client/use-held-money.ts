import { heldKey } from '#lib/contracts/keys.ts'
import type { HeldAnswer } from '#lib/contracts/payments.ts'
import { useRead } from './use-read.ts'

/** Money that is held and not taken yet, live. `first` is what the server rendered. */
export const useHeldMoney = (first: HeldAnswer): HeldAnswer =>
  useRead(heldKey, readHeld, { first }).data ?? first

const readHeld = (body: unknown): HeldAnswer | undefined =>
  // True because this URL answers with one type, shared by both sides; the field tells it from a proxy's page.
  typeof body === 'object' && body !== null && 'held' in body ? (body as HeldAnswer) : undefined
