import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { idOf, type SaleId } from '#lib/domain/ids.ts'
import type { PaymentMood } from '#lib/domain/payment-view.ts'
import { liveCard, returnedOn, toPay } from '#lib/domain/sale.ts'
import { chargeSale } from '#lib/operations/charge-sale.ts'
import { refundTender } from '#lib/operations/refund-tender.ts'
import type { SteerWish } from '#lib/operations/steer-payment.ts'
import { takeCash } from '#lib/operations/take-cash.ts'
import type { StoryTill } from './open-till.ts'

/** One thing that a person does, and what is to be seen before they do the next. Done again after a crash, it is the same press. */
export type Act = {
  readonly does: (till: StoryTill, saleId: SaleId) => Promise<unknown>
  readonly sees: (till: StoryTill, saleId: SaleId) => Promise<void>
  /** A card is held once; a button may be pressed in two tabs at the same moment. */
  readonly once?: true
}

export type CrashStory = {
  readonly name: string
  /** Settings of shop and register, in SQL. */
  readonly arranged?: string
  /** Made afresh for each run, since presses have ids of their own. */
  readonly acts: () => readonly Act[]
  /** The end, with a crash as without one. `refunded` in minor units. */
  readonly end: {
    readonly status: 'open' | 'paid'
    readonly tenders: readonly string[]
    readonly refunded?: 'all'
  }
}

export const crashStories: readonly CrashStory[] = [
  {
    name: 'charge, approved',
    acts: () => [charge(), tap('visa')],
    end: { status: 'paid', tenders: ['card paid'] },
  },
  {
    name: 'declined, then another card',
    acts: () => [
      charge(),
      tap('charge_declined_insufficient_funds', 'declined'),
      charge(),
      tap('mastercard'),
    ],
    end: { status: 'paid', tenders: ['card paid'] },
  },
  {
    name: 'cancel while the reader waits',
    acts: () => [charge(), steer('cancel', 'none')],
    end: { status: 'open', tenders: ['card canceled'] },
  },
  {
    name: 'cash after cancel',
    acts: () => [charge(), steer('cancel', 'none'), cash()],
    end: { status: 'paid', tenders: ['card canceled', 'cash paid'] },
  },
  {
    name: 'the cart is changed and charged again',
    acts: () => [charge(), steer('change_sale', 'ready'), add('Almond croissant'), charge(), tap('visa')],
    end: { status: 'paid', tenders: ['card paid'] },
  },
  {
    name: 'two steps: read, then confirmed',
    arranged: 'update register set two_steps = true',
    acts: () => [charge(), tap('visa', 'collected'), steer('confirm', 'paid')],
    end: { status: 'paid', tenders: ['card paid'] },
  },
  {
    name: 'two steps: read, and charged by the shop’s rule',
    arranged: "with asking as (update shop set asks_about = 'abroad') update register set two_steps = true",
    acts: () => [charge(), tap('visa')],
    end: { status: 'paid', tenders: ['card paid'] },
  },
  {
    name: 'two steps: read, and let go',
    arranged: 'update register set two_steps = true',
    acts: () => [charge(), tap('visa', 'collected'), steer('cancel', 'none')],
    end: { status: 'open', tenders: ['card canceled'] },
  },
  {
    name: 'held, then captured',
    arranged: "update shop set capture_mode = 'manual'",
    acts: () => [charge(), tap('visa', 'held'), steer('capture', 'paid')],
    end: { status: 'paid', tenders: ['card paid'] },
  },
  {
    name: 'held, then released',
    arranged: "update shop set capture_mode = 'manual'",
    acts: () => [charge(), tap('visa', 'held'), steer('cancel', 'none')],
    end: { status: 'open', tenders: ['card canceled'] },
  },
  {
    name: 'paid, then refunded',
    acts: () => [charge(), tap('visa'), refund()],
    end: { status: 'paid', tenders: ['card paid'], refunded: 'all' },
  },
]

function charge(): Act {
  const press = randomUUID()
  const tenderId = idOf('tender', randomUUID())
  return {
    async does(till, saleId) {
      const { sale } = await till.sale(saleId)
      const live = liveCard(sale)?.id ?? tenderId
      const input = {
        sessionHash: till.sessionHash,
        saleId,
        press,
        tenderId: live,
        shownMinor: toPay(sale).minor,
      }
      return chargeSale(till.world, input)
    },
    sees: mood('waiting'),
  }
}

function tap(card: Parameters<StoryTill['reader']['tap']>[0], then: PaymentMood | 'paid' = 'paid'): Act {
  return { does: till => till.reader.tap(card), sees: then === 'paid' ? paid : mood(then), once: true }
}

function steer(wish: SteerWish, then: PaymentMood | 'none' | 'paid'): Act {
  return { does: (till, saleId) => till.steer(saleId, wish), sees: then === 'paid' ? paid : mood(then) }
}

function cash(): Act {
  const tenderId = idOf('tender', randomUUID())
  let shown: Promise<number> | undefined
  return {
    async does(till, saleId) {
      // What stood on the button when it was pressed: a press that is sent again says the same.
      shown ??= till.sale(saleId).then(({ sale }) => toPay(sale).minor)
      const minor = await shown
      const { sessionHash } = till
      return takeCash(till.world, { sessionHash, saleId, tenderId, handedMinor: minor, shownMinor: minor })
    },
    sees: paid,
  }
}

function add(name: string): Act {
  let edit: ReturnType<StoryTill['put']> | undefined
  return {
    does: (till, saleId) => {
      edit ??= till.put(name)
      return till.edit(saleId, edit)
    },
    sees: async (till, saleId) => expect((await till.sale(saleId)).sale.lines).toHaveLength(2),
  }
}

function refund(): Act {
  const refundId = idOf('ref', randomUUID())
  return {
    async does(till, saleId) {
      const tender = (await till.sale(saleId)).sale.tenders.find(one => one.state === 'paid')
      if (!tender) throw new Error('nothing to refund')
      const { sessionHash } = till
      const amountMinor = tender.amount.minor
      const reason = 'requested_by_customer'
      return refundTender(till.world, {
        sessionHash,
        saleId,
        tenderId: tender.id,
        refundId,
        amountMinor,
        reason,
      })
    },
    sees: async (till, saleId) => expect(returnedOn((await till.sale(saleId)).sale).minor).toBeGreaterThan(0),
  }
}

async function paid(till: StoryTill, saleId: SaleId): Promise<void> {
  expect((await till.sale(saleId)).sale.status).toBe('paid')
}

const mood =
  (wanted: PaymentMood | 'none') =>
  async (till: StoryTill, saleId: SaleId): Promise<void> =>
    expect((await till.sale(saleId)).payment?.mood ?? 'none').toBe(wanted)
