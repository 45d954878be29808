'use client'

import { ChevronDown, ChevronUp } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Count } from './count.tsx'

type Props = {
  topbar: ReactNode
  chips: ReactNode
  /** A TileGrid, or the list of hits. */
  grid: ReactNode
  actions: ReactNode
  /** While there is one it covers chips, grid and actions; on a phone it is the whole screen. */
  stage?: ReactNode | undefined
  /** Above everything, one at a time. */
  banner?: ReactNode | undefined
  cartHead: ReactNode
  /** CartLines, or an EmptyState. */
  cartLines: ReactNode
  /** An UndoToast: over the foot of the lines, on a phone above the cart's bar. */
  toast?: ReactNode | undefined
  tools: ReactNode
  total: ReactNode
  strip: ReactNode
  cash: ReactNode
  charge: ReactNode
  /** The phone's bottom bar: how many goods, and the line last touched, or a sentence. */
  bar: { count?: string; words: string; detail?: string }
  /** A payment runs: the cart is greyed, nothing in it can be pressed. */
  locked?: boolean | undefined
}

/** The register's places. Nothing in here moves, whatever happens in a sale; sizes are in till-frame.css. */
export function TillFrame(props: Props) {
  const [open, setOpen] = useState(false)
  const staged = props.stage !== undefined && props.stage !== null && props.stage !== false
  return (
    <div className="till-box">
      <div className="till" data-staged={staged || undefined}>
        <main className="till-left">
          {props.banner === undefined ? null : <div className="pt-3">{props.banner}</div>}
          <header className="till-top">{props.topbar}</header>
          {staged ? <div className="till-stage">{props.stage}</div> : <h1 className="sr-only">Register</h1>}
          <div className="till-goods" hidden={staged}>
            {props.chips}
            {props.grid}
            <div className="till-actions">{props.actions}</div>
          </div>
        </main>
        <section
          aria-label="Sale"
          className="till-cart"
          data-open={open || undefined}
          data-locked={props.locked === true || undefined}
        >
          <CartBar bar={props.bar} open={open} onToggle={() => setOpen(!open)} />
          <div className="till-sheet">
            <div className="till-cart-head" inert={props.locked === true}>
              {props.cartHead}
            </div>
            <div className="till-lines" inert={props.locked === true}>
              {props.cartLines}
            </div>
            <div className="till-sheet-actions">{props.actions}</div>
            <div className="border-line border-t" inert={props.locked === true}>
              {props.tools}
            </div>
            {props.total}
            {props.strip}
          </div>
          <div className="till-toast">{props.toast}</div>
          <div className="till-pay">
            {props.cash}
            {props.charge}
          </div>
        </section>
      </div>
    </div>
  )
}

/** On a phone only: what the cart holds, in one line; the press opens it over the whole screen. */
function CartBar({ bar, open, onToggle }: { bar: Props['bar']; open: boolean; onToggle: () => void }) {
  return (
    <button type="button" className="till-bar" aria-expanded={open} onClick={onToggle}>
      {bar.count === undefined ? null : (
        <Count value={bar.count} className="h-8 min-w-8 rounded-[16px] text-[18px]/[20px]" />
      )}
      <span className="min-w-0 truncate font-label text-[19px]/[24px]">{bar.words}</span>
      {bar.detail === undefined ? null : <span className="flex-none text-body text-ink-2">{bar.detail}</span>}
      <span className="flex-1" />
      <span className="sr-only">{open ? 'Close the cart' : 'Open the cart'}</span>
      {open ? (
        <ChevronDown className="size-6.5" aria-hidden="true" />
      ) : (
        <ChevronUp className="size-6.5" aria-hidden="true" />
      )}
    </button>
  )
}
