import { useState } from 'react'
import { useSWRConfig } from 'swr'
import { saleKey, touches } from '#lib/contracts/keys.ts'
import type { RefundTender, SteerPayment } from '#lib/contracts/sales.ts'
import type { SaleId } from '#lib/domain/ids.ts'
import { type Sent, send } from './send.ts'

/** What is wanted of a payment from elsewhere than its register. */
export type SaleWish =
  | { readonly what: 'payment'; readonly body: Pick<SteerPayment, 'wish'> }
  | { readonly what: 'refunds'; readonly body: Omit<RefundTender, 'saleId'> }

export type SaleWishes = {
  /** Inert while another is on its way. */
  readonly ask: (wish: SaleWish) => Promise<Sent | undefined>
  readonly isAsking: boolean
  /** How the last one ended; missing before the first and while one is on its way. */
  readonly ended: Sent | undefined
  readonly forget: () => void
}

/** Wishes about one sale's payments, one at a time. Whatever shows the sale reads it again after the answer. */
export function useSaleWish(saleId: SaleId): SaleWishes {
  const { mutate } = useSWRConfig()
  const [isAsking, setAsking] = useState(false)
  const [ended, setEnded] = useState<Sent>()
  const ask = async (wish: SaleWish) => {
    if (isAsking) return undefined
    setAsking(true)
    setEnded(undefined)
    const key = saleKey(saleId)
    const sent = await send(`${key}/${wish.what}`, wish.body)
    await mutate(shown => typeof shown === 'string' && touches(key, shown)).catch(() => undefined)
    setAsking(false)
    setEnded(sent)
    return sent
  }
  return { ask, isAsking, ended, forget: () => setEnded(undefined) }
}
