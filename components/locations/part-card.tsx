import type { ReactNode } from 'react'
import { Card } from '#components/office/office-frame.tsx'
import { WishBanner } from '#components/office/wish-banner.tsx'
import { Button } from '#components/ui/button.tsx'
import type { PartWish } from './use-part-wish.ts'

/** Where a setting comes from: from here, from what holds everywhere, or nobody has set it. */
export type Whence = 'own' | 'inherited' | 'stripes'

type Props = {
  title: string
  /** What it does, and what it does not. */
  line: ReactNode
  whence: Whence
  /** At `account` nothing is inherited. */
  isAccount: boolean
  /** In a few words: 15 %, 20 %, 25 %. */
  now: ReactNode
  wish: PartWish
  /** Why it may not be changed, printed on what is grey. */
  off: string | undefined
  /** Opens what changes it; missing where the children do. */
  onChange?: (() => void) | undefined
  /** Takes away what is set here. */
  takeAway?: ReactNode
  children?: ReactNode
}

const WHENCE = { own: 'Set here', inherited: 'As everywhere', stripes: 'Stripe’s own' } as const

/** One part of what readers are set to: what it is now, where that comes from, and the way to change it. */
export function PartCard(props: Props) {
  const { title, line, whence, isAccount, now, wish, off, onChange, takeAway, children } = props
  const words = isAccount && whence === 'own' ? 'Set for all' : WHENCE[whence]
  return (
    <Card className="grid content-start gap-3 p-5 max-[719px]:p-4">
      <header className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
        <h3 className="font-strong text-[20px]/[26px]">{title}</h3>
        <Badge own={whence === 'own'}>{words}</Badge>
      </header>
      <p className="text-ink-2 text-small">{line}</p>
      <div className="font-label">{now}</div>
      {children}
      <WishBanner wish={wish} />
      {onChange === undefined ? null : (
        <div className="mt-auto flex flex-wrap gap-2.5 pt-1">
          <Button size={48} className="px-5" onClick={onChange} off={off ?? wish.state === 'sending'}>
            {whence === 'own' ? 'Change' : isAccount ? 'Set for all' : 'Set for this location'}
          </Button>
          {whence === 'own' ? takeAway : null}
        </div>
      )}
    </Card>
  )
}

const Badge = ({ own, children }: { own: boolean; children: ReactNode }) => (
  <span
    className={
      own
        ? 'rounded-full bg-go-soft px-3 py-0.5 font-label text-go-ink text-label'
        : 'rounded-full bg-control px-3 py-0.5 font-label text-ink-2 text-label'
    }
  >
    {children}
  </span>
)
