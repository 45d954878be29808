'use client'

import { GripVertical, Pencil, Plus } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useRef, useState } from 'react'
import type { Fact } from '#components/office/column.ts'
import { ConfirmDialog } from '#components/office/confirm-dialog.tsx'
import { EmptyList } from '#components/office/data-table.tsx'
import { Card } from '#components/office/office-frame.tsx'
import { useCardList } from '#components/office/use-card-list.tsx'
import { type Asking, useOneOpen } from '#components/office/use-one-open.ts'
import { useQuestion } from '#components/office/use-question.ts'
import { useWish } from '#components/office/use-wish.ts'
import { WishBanner } from '#components/office/wish-banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { colourOf, GROUND } from '#components/ui/colours.ts'
import { cx } from '#components/ui/cx.ts'
import { useFormat } from '#lib/client/use-format.ts'
import type { GoodsShared } from '#lib/contracts/goods.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import type { CategoryRow } from '#lib/domain/goods.ts'
import type { CategoryId } from '#lib/domain/ids.ts'
import { CATEGORY_WISH, CategoryForm } from './category-form.tsx'
import { GoodsFrame, mayManage, NEEDS_MANAGER } from './goods-frame.tsx'
import { OrderButtons } from './order-buttons.tsx'
import { TrashButton } from './trash-button.tsx'
import { useDragOrder } from './use-drag-order.ts'
import { useGoodsShared } from './use-office-goods.ts'

type Props = { first: GoodsShared; office: OfficeView }

/** The shelves: their names, colours and order, as the chips of every till have them. */
export function CategoriesScreen({ first, office }: Props) {
  const { categories } = useGoodsShared(first)
  const { open, show, close, asking } = useOneOpen<CategoryId | 'new'>()
  const off = !mayManage(office)
  const { asked, ask, keep, wish: removing } = useQuestion<CategoryRow>(CATEGORY_WISH)
  const isBare = categories.length === 0 && open !== 'new'
  const add = (
    <Button
      size={48}
      variant={open === undefined ? 'go' : 'outline'}
      icon={off ? undefined : <Plus className="size-5" />}
      off={off ? NEEDS_MANAGER : false}
      onClick={() => show('new')}
    >
      New category
    </Button>
  )
  return (
    <GoodsFrame here="categories" office={office} title="Categories" actions={isBare ? undefined : add}>
      {open === 'new' ? <CategoryForm key="new" asking={asking} onDone={close} /> : null}
      {isBare ? (
        <EmptyList
          title="No category yet"
          line="Every good lies in one. Make the first: its colour is that of the tiles."
          action={add}
        />
      ) : categories.length === 0 ? null : (
        <Ordered
          categories={categories}
          open={open}
          asking={asking}
          off={off}
          onOpen={show}
          onClose={close}
          onRemove={ask}
        />
      )}
      {asked === undefined ? null : (
        <ConfirmDialog
          question={`Take ${asked.name} away?`}
          body="It is empty, so no good goes with it. Its chip leaves every till."
          confirm="Take it away"
          keep="Keep it"
          wish={removing}
          onConfirm={() => void removing.send({ do: 'remove', id: asked.id })}
          onKeep={keep}
        />
      )}
    </GoodsFrame>
  )
}

const FACTS: readonly Fact<CategoryRow>[] = [
  { key: 'name', head: 'Category', export: ({ name }) => name },
  { key: 'colour', head: 'Colour', export: ({ colour }) => colour },
  { key: 'goods', head: 'Goods', export: ({ goods }) => goods },
]

const LIST = {
  label: 'Categories',
  exportName: 'categories',
  facts: FACTS,
  search: ({ name }: CategoryRow) => name,
}

const idsOf = (list: readonly CategoryRow[]): string => list.map(({ id }) => id).join(' ')

type OrderedProps = {
  categories: readonly CategoryRow[]
  open: CategoryId | 'new' | undefined
  asking: Asking
  off: boolean
  onOpen: (id: CategoryId) => void
  onClose: () => void
  onRemove: (category: CategoryRow) => void
}

/** Dragged by the handle, or moved by the buttons; each new order is sent at once. */
function Ordered({ categories, open, asking, off, onOpen, onClose, onRemove }: OrderedProps) {
  const { number } = useFormat()
  const wish = useWish(CATEGORY_WISH)
  const [wanted, setWanted] = useState<readonly CategoryRow[]>()
  const next = useRef<readonly CategoryRow[]>(undefined)
  const isBusy = useRef(false)
  const shown = wanted ?? categories
  // Until the server tells the same order, what was wanted is shown; fingers are faster than its answers, and the last order counts.
  const send = async (list: readonly CategoryRow[]) => {
    setWanted(list)
    next.current = list
    if (isBusy.current) return
    isBusy.current = true
    let isRefused = false
    while (next.current) {
      const ids = next.current.map(({ id }) => id)
      next.current = undefined
      isRefused = (await wish.send({ do: 'order', ids }))?.outcome !== 'done'
    }
    isBusy.current = false
    if (isRefused) setWanted(undefined)
  }
  const { shown: found, isNarrowed, tools } = useCardList({ rows: shown, ...LIST })
  const noOrder = off ? NEEDS_MANAGER : isNarrowed ? 'Show all to change the order' : undefined
  const drag = useDragOrder(shown, setWanted, list => void send(list))
  const isTold = wanted !== undefined && idsOf(wanted) === idsOf(categories)
  useEffect(() => {
    if (isTold && !isBusy.current) setWanted(undefined)
  }, [isTold])
  return (
    <>
      <WishBanner wish={wish} />
      {tools}
      <ol className="grid gap-2" aria-label="Categories in their order">
        {found.map((category, at) => (
          <li key={category.id} {...drag.placeProps(at)} className="data-held:opacity-60">
            <Card className="flex flex-wrap items-center gap-3 px-3 py-2.5">
              {noOrder !== undefined ? null : (
                <span
                  {...drag.handleProps(at)}
                  title="Drag it"
                  aria-hidden="true"
                  className="grid h-12 w-8 flex-none cursor-grab touch-none place-items-center text-ink-3 active:cursor-grabbing"
                >
                  <GripVertical className="size-5.5" />
                </span>
              )}
              <span
                aria-hidden="true"
                className={cx('size-9 flex-none rounded-[10px]', GROUND[colourOf(category.colour - 1)])}
              />
              <span className="min-w-0 flex-1 basis-40">
                <b className="block truncate font-label">{category.name}</b>
                <Link
                  href={`/goods?category=${category.id}`}
                  className="text-ink-2 text-small underline underline-offset-2"
                >
                  {category.goods === 1 ? '1 good' : `${number(category.goods)} goods`}
                </Link>
              </span>
              <OrderButtons
                name={category.name}
                at={at}
                list={shown}
                keeps
                off={noOrder}
                onChange={list => void send(list)}
              />
              <Button
                size={48}
                icon={<Pencil className="size-5" />}
                aria-label={off ? `Change ${category.name}. ${NEEDS_MANAGER}` : `Change ${category.name}`}
                title={off ? NEEDS_MANAGER : 'Change it'}
                className="w-12 px-0"
                off={off}
                onClick={() => onOpen(category.id)}
              />
              <TrashButton
                name={category.name}
                off={off ? NEEDS_MANAGER : category.goods > 0 ? 'Goods are in it' : undefined}
                onClick={() => onRemove(category)}
              />
            </Card>
            {open === category.id ? (
              <div className="mt-2">
                <CategoryForm category={category} asking={asking} onDone={onClose} />
              </div>
            ) : null}
          </li>
        ))}
      </ol>
    </>
  )
}
