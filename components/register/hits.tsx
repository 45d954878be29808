import { Calculator } from 'lucide-react'
import { memo } from 'react'
import { Button } from '#components/ui/button.tsx'
import { colourOf } from '#components/ui/colours.ts'
import { cx } from '#components/ui/cx.ts'
import { GoodPicture } from '#components/ui/good-picture.tsx'
import { KeyHint } from '#components/ui/key-hint.tsx'
import { useSettling } from '#components/ui/settling.ts'
import type { Good } from '#lib/client/catalogue/goods.ts'
import { marked, wordsOf } from '#lib/client/catalogue/search.ts'
import { askedFor, useFound } from './found.ts'
import { HITS_ID, hitId } from './search-box.tsx'
import { useSelling } from './use-selling.ts'
import { useCounter, useView } from './view.ts'

/** What the search found, in the grid's place. */
export function Hits() {
  const { hits, rows, goods } = useFound()
  const { sell } = useSelling()
  const { change, format } = useCounter()
  const active = useView(view => view.hit)
  const { words, count } = askedFor(useView(view => view.query))
  useSettling()
  const add = (good: Good) => {
    change({ query: '', hit: 0 })
    sell(good, count)
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col rounded-card bg-surface p-2.5 shadow-card">
      {hits.length === 0 ? (
        <NoHits words={words} isComing={goods === undefined} />
      ) : (
        <div
          id={HITS_ID}
          role="listbox"
          aria-label="Found"
          className="flex min-h-0 flex-1 flex-col gap-1 overflow-y-auto"
        >
          {hits.map((row, i) => {
            const good = goods?.good(row)
            return good ? (
              <Hit
                key={row}
                good={good}
                price={format.money(good.price)}
                words={words}
                active={i === active}
                onAdd={add}
              />
            ) : null
          })}
        </div>
      )}
      <HitsFoot found={rows.length} all={goods?.count ?? 0} />
    </div>
  )
}

type HitProps = {
  good: Good
  price: string
  words: string
  active: boolean
  onAdd: (good: Good) => void
}

const Hit = memo(
  function Hit({ good, price, words, active, onAdd }: HitProps) {
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the search field has the focus and the keys; a hit is only pointed at.
      // biome-ignore lint/a11y/useFocusableInteractive: the search field names the hit it is on.
      <div
        id={hitId(good.row)}
        role="option"
        aria-selected={active}
        onClick={() => onAdd(good)}
        className={cx(
          'flex min-h-21 flex-none cursor-pointer items-center gap-4 rounded-tile py-3.5 pr-4.5 pl-3.5 active:bg-control',
          active && 'bg-go-soft inset-ring-[2.5px] inset-ring-go forced-colors:border-2',
        )}
      >
        <GoodPicture
          name={good.name}
          colour={colourOf(good.category.colour - 1)}
          picture={good.picture}
          className="relative size-14 rounded-[12px] text-[20px]/[24px] max-[480px]:hidden"
        />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-label text-[22px]/[28px]">
            {marked(good.name, wordsOf(words)).map(piece =>
              piece.hit ? (
                <mark key={piece.at} className="rounded-[4px] bg-care px-px text-on-care">
                  {piece.text}
                </mark>
              ) : (
                piece.text
              ),
            )}
          </span>
          <span className="block truncate text-ink-2 text-small">
            {[good.variant, good.category.name, good.sku].filter(Boolean).join(' · ')}
          </span>
        </span>
        {active ? (
          <span className="flex flex-none items-center gap-2 font-label text-go-ink text-small">
            Add <KeyHint keys="Enter" />
          </span>
        ) : null}
        <span className="min-w-[90px] flex-none text-right font-strong text-title">{price}</span>
      </div>
    )
  },
  (a, b) => looksAs(a.good, b.good) && a.price === b.price && a.words === b.words && a.active === b.active,
)

/** Its price is handed over as it is written. */
const looksAs = (a: Good, b: Good): boolean =>
  a.row === b.row &&
  a.name === b.name &&
  a.variant === b.variant &&
  a.sku === b.sku &&
  a.category === b.category &&
  a.picture === b.picture

function NoHits({ words, isComing }: { words: string; isComing: boolean }) {
  const { change } = useCounter()
  if (isComing) return <p className="m-auto font-strong text-title">Goods are being fetched.</p>
  return (
    <div className="grid min-h-0 flex-1 place-content-center justify-items-center gap-4 px-6 text-center">
      <p role="status" className="text-balance">
        <b className="block font-strong text-title">Not found: {words}.</b>
        <span className="text-ink-2">Look for another word, or sell it as a custom amount.</span>
      </p>
      <Button icon={<Calculator className="size-5.5" />} onClick={() => change({ dialog: 'custom' })}>
        Custom amount
      </Button>
    </div>
  )
}

function HitsFoot({ found, all }: { found: number; all: number }) {
  const { number } = useCounter().format
  return (
    <div className="mt-1 flex flex-none flex-wrap items-center gap-4.5 border-line border-t px-3.5 pt-3 pb-2 text-ink-2 text-small">
      <span className="hidden items-center gap-[7px] keyboard:flex">
        <KeyHint keys="↑" always />
        <KeyHint keys="↓" always /> choose
      </span>
      <span className="hidden items-center gap-[7px] keyboard:flex">
        <KeyHint keys="Enter" always /> add
      </span>
      <span className="hidden items-center gap-[7px] keyboard:flex">
        <KeyHint keys="3" always />
        <KeyHint keys="*" always /> three of it
      </span>
      <span className="hidden items-center gap-[7px] keyboard:flex">
        <KeyHint keys="Esc" always /> back to tiles
      </span>
      <span className="flex-1" />
      <span>
        {number(found)} of {number(all)}
      </span>
    </div>
  )
}
