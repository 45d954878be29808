import {
  Calculator,
  ChevronLeft,
  ChevronRight,
  CreditCard,
  Keyboard,
  ReceiptText,
  SmartphoneNfc,
} from 'lucide-react'
import Link from 'next/link'
import { useSyncExternalStore } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useGoods } from '#lib/client/catalogue/use-goods.ts'
import { goodsOf, pageSize } from './goods-grid.tsx'
import { useCounter, useRegisterAnswer, useView } from './view.ts'

const ICON = 'size-5.5 flex-none text-ink-2 max-[480px]:hidden'
const LINK =
  'flex h-14 min-w-0 flex-auto items-center justify-center gap-2 whitespace-nowrap rounded-tile bg-surface px-3 font-label text-[17px]/[22px] inset-ring-[1.5px] inset-ring-edge active:bg-control forced-colors:border'

/** What else can be done, below the tiles. */
export function ActionRow() {
  const { change } = useCounter()
  const { simulatorReaderUrl, testCards } = useRegisterAnswer()
  return (
    <>
      <Button
        className="flex-auto"
        icon={<Calculator className={ICON} />}
        onClick={() => change({ dialog: 'custom' })}
      >
        Custom amount
      </Button>
      {simulatorReaderUrl === null ? null : (
        <a className={LINK} href={simulatorReaderUrl} target="tapline-reader" rel="noopener">
          <SmartphoneNfc className={ICON} aria-hidden="true" />
          Reader on screen
        </a>
      )}
      {testCards ? (
        <Button
          className="flex-auto"
          icon={<CreditCard className={ICON} />}
          onClick={() => change({ dialog: 'test_cards' })}
        >
          Test cards
        </Button>
      ) : null}
      <Link className={`${LINK} till-wide`} href="/sales" prefetch={false}>
        <ReceiptText className={ICON} aria-hidden="true" />
        Sales
      </Link>
      <Button
        className="till-wide flex-auto"
        icon={<Keyboard className={ICON} />}
        hint="?"
        plainHint
        onClick={() => change({ dialog: 'keys' })}
      >
        Keys
      </Button>
      <Pages />
    </>
  )
}

/** Whole pages by fixed buttons, only where one page does not hold them all. */
function Pages() {
  const { change } = useCounter()
  const goods = useGoods()
  const chosen = useView(view => view.chosen)
  const { favourites } = useRegisterAnswer()
  const page = useView(view => view.page)
  const fits = useSyncExternalStore(pageSize.subscribe, pageSize.get, () => 0)
  const count = goods ? goodsOf(goods, chosen, favourites).length : 0
  const pages = fits === 0 ? 1 : Math.ceil(count / fits)
  if (pages <= 1) return null
  return (
    <div className="flex flex-none gap-2">
      <Button
        aria-label="Page before"
        off={page === 0}
        title={page === 0 ? 'This is the first page' : undefined}
        className="w-14"
        icon={<ChevronLeft className="size-6" />}
        onClick={() => change({ page: page - 1 })}
      />
      <span className="grid min-w-14 place-items-center font-label text-ink-2 text-small">
        {page + 1} of {pages}
      </span>
      <Button
        aria-label="Next page"
        off={page >= pages - 1}
        title={page >= pages - 1 ? 'This is the last page' : undefined}
        className="w-14"
        icon={<ChevronRight className="size-6" />}
        onClick={() => change({ page: page + 1 })}
      />
    </div>
  )
}
