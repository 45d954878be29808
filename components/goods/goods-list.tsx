'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import type { Column } from '#components/office/column.ts'
import { ServerTable } from '#components/office/server-table.tsx'
import { TwoLines } from '#components/office/table-cells.tsx'
import { Button } from '#components/ui/button.tsx'
import { colourOf, GROUND } from '#components/ui/colours.ts'
import { cx } from '#components/ui/cx.ts'
import { GoLink } from '#components/ui/go-link.tsx'
import { GoodPicture } from '#components/ui/good-picture.tsx'
import { formatFor } from '#lib/client/format.ts'
import type { GoodsPage, GoodsShared } from '#lib/contracts/goods.ts'
import { goodPictureKey, goodsKey } from '#lib/contracts/keys.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import { type TableQuery, tableQueryString } from '#lib/contracts/table-query.ts'
import type { GoodsRow } from '#lib/domain/goods.ts'
import { money } from '#lib/domain/money.ts'
import { may } from '#lib/domain/permissions.ts'
import { GoodsFrame, mayManage, NEEDS_MANAGER } from './goods-frame.tsx'
import { useGoodsShared } from './use-office-goods.ts'

type Props = { first: GoodsPage; shared: GoodsShared; office: OfficeView }

/** Everything the shop sells, found by name, SKU or code. The server looks: there may be fifty thousand. */
export function GoodsList({ first, shared: firstShared, office }: Props) {
  const shared = useGoodsShared(firstShared)
  const { country, currency } = office.shop
  const columns = useMemo(() => {
    const format = formatFor(country, currency)
    return columnsFor(minor => format.money(money(minor, currency)))
  }, [country, currency])
  const hasShelves = shared.categories.length > 0
  const filters = [
    {
      key: 'category',
      label: 'Category',
      options: shared.categories.map(({ id, name }) => ({ value: id, label: name })),
    },
    { key: 'stock', label: 'Stock', options: STOCK },
    { key: 'state', label: 'State', options: STATE },
  ]
  return (
    <GoodsFrame
      here="list"
      office={office}
      title="Goods"
      actions={hasShelves ? <NewGood office={office} /> : undefined}
    >
      <ServerTable
        first={first}
        load={query => `${goodsKey}${tableQueryString(query)}`}
        reading={readPage}
        columns={columns}
        rowKey={row => row.id}
        rowHref={row => `/goods/${row.id}`}
        label="Goods"
        filters={filters}
        initialSort="name"
        exportHref={may(office.who.role, 'goods.import') ? exportHref : undefined}
        needsSomebody={row => row.left !== null && row.left < 0}
        empty={{
          title: 'Nothing to sell yet',
          line: hasShelves
            ? 'Make the first good: a name, a price, and it is on every till within a second.'
            : 'Every good lies in a category: make the first one. Or import a file, which brings its categories along.',
          action: hasShelves ? (
            <NewGood office={office} />
          ) : (
            <GoLink href="/goods/categories">First a category</GoLink>
          ),
        }}
      />
    </GoodsFrame>
  )
}

/** The list shows no archived goods unless asked to; the export of everything does. */
const exportHref = ({ filters, ...query }: TableQuery): string =>
  `${goodsKey}/export${tableQueryString({ ...query, page: 1, filters: { state: 'sold', ...filters } })}`

function NewGood({ office }: { office: OfficeView }) {
  const router = useRouter()
  const isOff = !mayManage(office)
  return (
    <Button
      size={48}
      variant="go"
      icon={isOff ? undefined : <Plus className="size-5" />}
      off={isOff && NEEDS_MANAGER}
      onClick={() => router.push('/goods/new')}
    >
      New good
    </Button>
  )
}

const STOCK = [
  { value: 'counted', label: 'Counted' },
  { value: 'low', label: 'Low: 10 or fewer' },
  { value: 'out', label: 'Sold out' },
]

const STATE = [
  { value: 'archived', label: 'Archived' },
  { value: 'all', label: 'Sold and archived' },
]

const readPage = (body: unknown): GoodsPage | undefined =>
  // True because this URL answers with one type, shared by both sides; the field tells it from a proxy's page.
  typeof body === 'object' && body !== null && 'rows' in body ? (body as GoodsPage) : undefined

const columnsFor = (price: (minor: number) => string): readonly Column<GoodsRow>[] => [
  {
    key: 'name',
    head: 'Good',
    phone: 'title',
    sort: 'server',
    cell: row => (
      <span className="flex min-w-0 items-center gap-3">
        <GoodPicture
          name={row.name}
          colour={colourOf(row.colour - 1)}
          picture={row.picture === null ? undefined : goodPictureKey(row.id, row.picture)}
          className="relative size-11 rounded-[10px] text-[17px]/[20px]"
        />
        <TwoLines
          strong
          first={row.name}
          line={[row.sku, marksOf(row)].filter(Boolean).join(' · ') || undefined}
        />
      </span>
    ),
  },
  {
    key: 'category',
    head: 'Category',
    sort: 'server',
    cell: row => (
      <span className="inline-flex items-center gap-2">
        <span aria-hidden="true" className={cx('size-4 rounded-[5px]', GROUND[colourOf(row.colour - 1)])} />
        {row.category}
      </span>
    ),
  },
  {
    key: 'stock',
    head: 'Stock',
    sort: 'server',
    phone: 'hidden',
    align: 'end',
    cell: ({ left }) => (left === null ? <span className="text-ink-3">not counted</span> : leftWords(left)),
  },
  {
    key: 'price',
    head: 'Price',
    sort: 'server',
    phone: 'end',
    align: 'end',
    cell: row =>
      row.lowestMinor === row.highestMinor
        ? price(row.lowestMinor)
        : `${price(row.lowestMinor)} to ${price(row.highestMinor)}`,
  },
]

const leftWords = (left: number): string =>
  left > 0 ? `${left} left` : left === 0 ? 'Sold out' : `${-left} too many sold`

function marksOf({ variants, favourite, archived }: GoodsRow): string {
  return [
    archived ? 'archived' : '',
    variants > 0 ? `${variants} ${variants === 1 ? 'variant' : 'variants'}` : '',
    favourite ? 'favourite' : '',
  ]
    .filter(Boolean)
    .join(' · ')
}
