'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { EmptyList } from '#components/office/data-table.tsx'
import { OfficeFrame, OfficeTitle } from '#components/office/office-frame.tsx'
import { useWhileHere } from '#components/office/use-while-here.ts'
import { useWish } from '#components/office/use-wish.ts'
import { GoLink } from '#components/ui/go-link.tsx'
import { formatFor } from '#lib/client/format.ts'
import { uuid } from '#lib/client/uuid.ts'
import type { GoodsShared, GoodValues } from '#lib/contracts/goods.ts'
import { goodKey } from '#lib/contracts/keys.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import { idOf } from '#lib/domain/ids.ts'
import { GoodForm } from './good-form.tsx'

type Props = { shared: GoodsShared; office: OfficeView; barcode?: string | undefined }

/** A good that is not there yet. Its id is made here, so that the same press sent twice makes one good. */
export function NewGoodScreen({ shared, office, barcode }: Props) {
  const router = useRouter()
  const [id] = useState(() => idOf('product', uuid()))
  const [first] = useState(() => emptyGood(shared, barcode))
  const format = formatFor(office.shop.country, office.shop.currency)
  const whileHere = useWhileHere()
  const wish = useWish({
    url: goodKey(id),
    money: format.money,
    onDone: whileHere(() => router.push(`/goods/${id}`)),
  })
  return (
    <OfficeFrame
      here="goods"
      office={office}
      above={
        <Link href="/goods" className="underline decoration-line underline-offset-4 hover:decoration-edge">
          Goods
        </Link>
      }
      title={<OfficeTitle>New good</OfficeTitle>}
    >
      {first === undefined ? (
        <EmptyList
          title="First a category"
          line="Every good lies in one."
          action={<GoLink href="/goods/categories">Make a category</GoLink>}
        />
      ) : (
        <GoodForm first={first} shared={shared} office={office} wish={wish} save="Make the good" />
      )}
    </OfficeFrame>
  )
}

function emptyGood(shared: GoodsShared, barcode: string | undefined): GoodValues | undefined {
  const [category] = shared.categories
  const taxClass = shared.taxClasses.find(one => one.isDefault) ?? shared.taxClasses[0]
  if (!category || !taxClass) return undefined
  return {
    version: 0,
    name: '',
    categoryId: category.id,
    taxClassId: taxClass.id,
    sku: '',
    priceMinor: Number.NaN,
    costMinor: null,
    barcodes: barcode === undefined ? [] : [barcode],
    stockMode: 'off',
    favourite: false,
    groupIds: [],
    variants: [],
  }
}
