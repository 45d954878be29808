import { z } from 'zod/mini'
import type { SaleId, TenderId } from '#lib/domain/ids.ts'
import type { Money } from '#lib/domain/money.ts'
import type { Step } from '#lib/domain/payment-step.ts'
import type { PaymentMood } from '#lib/domain/payment-view.ts'
import { tenderId } from './ids.ts'

type OfSale = { readonly saleId: SaleId; readonly saleNumber: number; readonly tenderId: TenderId }

/** A card payment that has not ended. */
export type LivePayment = OfSale & {
  readonly amount: Money
  readonly mood: PaymentMood
  /** A charge may have happened all the same, or may still. */
  readonly doubtful: boolean
  readonly since: number
  readonly registerName: string
  readonly staffName: string
  readonly reader: string
  /** When the bank's promise lapses, where it has made one and Stripe has told. */
  readonly captureBefore?: number
  /** Authorised money is not on a reader any more: nothing to stop there. */
  readonly canStop: boolean
}

/** A reader that a payment holds although it has ended. */
export type LeftReader = OfSale & {
  readonly readerId: string
  readonly reader: string
  readonly since: number
}

/** A command to Stripe that nobody has answered for some seconds. */
export type OpenCall = OfSale & {
  readonly step: Step
  readonly since: number
  readonly reader?: string
}

/** Something the till did by itself. `sinceMs`: how old what it cleared was. */
export type DeedTold = {
  readonly id: number
  readonly at: number
  readonly saleId: SaleId
  readonly saleNumber: number
  readonly registerName: string
  readonly reader?: string
  readonly did: 'let_go' | 'paid_after_all' | 'reader_cleared' | 'hold_taken'
  readonly sinceMs?: number
}

/** More deeds than this are not told at once: the diary of each sale has its own for ever. */
export const MOST_DEEDS_TOLD = 100

/** GET /api/payments: everything under way, across registers, oldest first, and what the till did by itself today. */
export type PaymentsAnswer = {
  readonly live: readonly LivePayment[]
  readonly left: readonly LeftReader[]
  readonly open: readonly OpenCall[]
  readonly deeds: readonly DeedTold[]
  readonly now: number
}

/** Money the bank has promised and nobody has taken. */
export type HeldMoney = OfSale & {
  readonly amount: Money
  readonly since: number
  /** When the promise lapses. Missing until Stripe has told. */
  readonly captureBefore?: number
  readonly registerName: string
  readonly staffName: string
  /** Somebody has asked for it to be taken, or to be let go. */
  readonly wish: 'none' | 'capture' | 'stop'
}

/** GET /api/payments/held: what is held on purpose, by deadline. */
export type HeldAnswer = { readonly held: readonly HeldMoney[]; readonly now: number }

/** POST /api/payments/:tenderId/check and /stop. Everything is in the path. */
export const OneTender = z.object({ tenderId })
