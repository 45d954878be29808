'use client'

import { useEffect, useMemo, useState } from 'react'
import { ApprovalSheet } from '#components/approval/approval-sheet.tsx'
import { StayIn } from '#components/lock/stay-in.tsx'
import { PrintReceipt } from '#components/receipt/print-receipt.tsx'
import { SaleCash, SaleCharge, SaleStrip } from '#components/sale/pay-row.tsx'
import { SaleStage } from '#components/sale/sale-stage.tsx'
import { isMoneyMoving } from '#components/sale/standing.ts'
import { useStanding } from '#components/sale/use-standing.ts'
import { TillFrame } from '#components/ui/till-frame.tsx'
import { GoodsContext, useCatalogue } from '#lib/client/catalogue/use-goods.ts'
import { openBrowserTill } from '#lib/client/draft/browser-till.ts'
import type { Till } from '#lib/client/draft/till.ts'
import { cartOf } from '#lib/client/draft/till-state.ts'
import { useRegister, useSaleFeed } from '#lib/client/draft/use-feeds.ts'
import { TillContext, useTillState } from '#lib/client/draft/use-till.ts'
import { formatFor } from '#lib/client/format.ts'
import { createStore } from '#lib/client/store.ts'
import { FormatContext } from '#lib/client/use-format.ts'
import { useLiveRevalidation } from '#lib/client/use-live-line.ts'
import type { RegisterAnswer, SaleAnswer } from '#lib/contracts/sale-answer.ts'
import { ActionRow } from './action-row.tsx'
import { CartBody, CartHead, CartSum, CartTools } from './cart.tsx'
import { Chips } from './chips.tsx'
import { Dialogs } from './dialogs.tsx'
import { Goods } from './goods-grid.tsx'
import { Notices } from './notices.tsx'
import { TopBar } from './top-bar.tsx'
import { useBadgeSwitch } from './use-badge-switch.ts'
import { useCounterKeys } from './use-counter-keys.ts'
import { useHappenings } from './use-happenings.ts'
import { type Counter, CounterContext, FIRST_VIEW, RegisterContext, useCounter, type View } from './view.ts'

type Props = {
  /** What the server knows when the page is asked for, so that the first paint is already true. */
  register: RegisterAnswer
  sale: SaleAnswer | undefined
}

/** The cashier's main screen. Builds what its parts share; none of it changes identity afterwards. */
export function RegisterScreen({ register: first, sale }: Props) {
  const register = useRegister(first)
  const [till] = useState(() => openBrowserTill(first.rule, { saleId: sale?.sale.id ?? null, answer: sale }))
  const [counter] = useState(() => openCounter(first))
  const goods = useCatalogue(till, { currency: first.rule.currency, locationId: register.locationId })
  useLiveRevalidation()
  useEffect(() => till.listen(), [till])
  useEffect(() => till.setRule(register.rule), [till, register.rule])
  useEffect(() => till.follow(register.currentSaleId), [till, register.currentSaleId])
  return (
    <RegisterContext value={register}>
      <TillContext value={till}>
        <CounterContext value={counter}>
          <GoodsContext value={goods}>
            <SaleFeed till={till} current={register.currentSaleId} first={sale} />
            <Frame />
            <Dialogs />
            <PrintReceipt />
            <Guarding />
            <FormatContext value={counter.format}>
              <ApprovalSheet />
            </FormatContext>
          </GoodsContext>
        </CounterContext>
      </TillContext>
    </RegisterContext>
  )
}

function openCounter({ shop }: RegisterAnswer): Counter {
  const view = createStore<View>(FIRST_VIEW)
  return {
    view,
    format: formatFor(shop.country, shop.currency),
    change: part => view.set({ ...view.get(), ...part }),
  }
}

/** Not while money may be moving: whoever stands there waits for the customer. */
function Guarding() {
  useBadgeSwitch()
  return <StayIn paused={useTillState(isMoneyMoving)} />
}

type FeedProps = { till: Till; current: string | null; first: SaleAnswer | undefined }

/** A part of its own, so that a changed sale repaints nothing by itself. */
function SaleFeed({ till, current, first }: FeedProps) {
  const saleId = useTillState(state => state.saleId)
  const isKnown = useTillState(state => state.answer !== undefined)
  useSaleFeed(till, saleId, isKnown || current === saleId, first)
  return null
}

/** Parts that never change identity: the frame may repaint, they repaint only for their own news. */
const TOP = <TopBar />
const CHIPS = <Chips />
const GOODS = <Goods />
const ACTIONS = <ActionRow />
const HEAD = <CartHead />
const BODY = <CartBody />
const SUM = <CartSum />
const STRIP = <SaleStrip />
const CASH = <SaleCash />
const CHARGE = <SaleCharge />
const NOTICES = <Notices />

function Frame() {
  useCounterKeys()
  useHappenings()
  const standing = useStanding()
  const isLocked = standing === 'paying' || standing === 'cash'
  const tools = useMemo(() => <CartTools off={isLocked} />, [isLocked])
  return (
    <TillFrame
      topbar={TOP}
      chips={CHIPS}
      grid={GOODS}
      actions={ACTIONS}
      stage={standing === 'selling' ? undefined : <SaleStage standing={standing} />}
      cartHead={HEAD}
      cartLines={BODY}
      toast={NOTICES}
      tools={tools}
      total={SUM}
      strip={STRIP}
      cash={CASH}
      charge={CHARGE}
      locked={isLocked}
      bar={useBar()}
    />
  )
}

/** The phone's bottom bar: how many goods, and the line last touched. */
function useBar(): { count?: string; words: string; detail?: string } {
  const { format } = useCounter()
  const count = useTillState(state => cartOf(state).count)
  const selected = useTillState(state => cartOf(state).lines.find(line => line.id === state.selected))
  if (count === 0 || !selected) return { words: 'Nothing in the sale yet' }
  const detail =
    selected.quantity > 1 ? { detail: `${selected.quantity} × ${format.plain(selected.unitPrice)}` } : {}
  return { count: String(count), words: selected.name, ...detail }
}
