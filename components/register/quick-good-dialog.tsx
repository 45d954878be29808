import Link from 'next/link'
import { useState } from 'react'
import { useWish } from '#components/office/use-wish.ts'
import { WishBanner } from '#components/office/wish-banner.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import { useGoods } from '#lib/client/catalogue/use-goods.ts'
import { useTill } from '#lib/client/draft/use-till.ts'
import { uuid } from '#lib/client/uuid.ts'
import { goodKey } from '#lib/contracts/keys.ts'
import { barcodeProblem } from '#lib/domain/barcode.ts'
import { idOf } from '#lib/domain/ids.ts'
import { focusFirst } from './focus-first.ts'
import { FormDialog } from './form-dialog.tsx'
import { whyNotWhole } from './good-typed.ts'
import { PriceField } from './price-field.tsx'
import { useCounter, useView, withoutCode } from './view.ts'

/** A code nobody knows, or an amount somebody typed, becomes a good, and one of it goes on the sale. The rest of it is filled in in the office, when there is time. */
export function QuickGoodDialog() {
  const till = useTill()
  const goods = useGoods()
  const { change, view } = useCounter()
  // Whatever else is scanned while somebody types.
  const [code] = useState(() => view.get().notice?.code)
  const keeping = useView(shown => shown.keeping)
  const [id] = useState(() => idOf('product', uuid()))
  const [name, setName] = useState(keeping?.name ?? '')
  const [price, setPrice] = useState(keeping?.priceMinor ?? null)
  const [categoryId, setCategory] = useState(goods?.categories[0]?.id ?? '')
  const wish = useWish({ url: goodKey(id) })
  const close = () => change({ dialog: undefined })
  const problem = code === undefined ? undefined : barcodeProblem(code)
  const taxClassId = goods?.defaultTaxClass
  const why =
    problem === undefined
      ? taxClassId === undefined
        ? 'Goods are being fetched'
        : whyNotWhole(name, price)
      : 'Its code is not whole'
  const off = why ?? wish.state === 'sending'

  const make = async () => {
    if (off !== false) return
    const sent = await wish.send({
      ...{
        version: 0,
        name,
        categoryId,
        taxClassId,
        priceMinor: price,
        barcodes: code === undefined ? [] : [code],
      },
      ...{ sku: '', costMinor: null, stockMode: 'off', favourite: false, groupIds: [], variants: [] },
    })
    if (sent?.outcome !== 'done') return
    const { isTimes, times } = view.get()
    till.add(id, name.trim(), isTimes ? Math.max(1, Number(times)) : 1)
    change({ dialog: undefined, times: '', isTimes: false, query: '', ...withoutCode(view.get(), code) })
  }
  return (
    <FormDialog title="New good" save="Make and add" off={off} onSave={make} onClose={close}>
      <p className="text-ink-2">
        {code === undefined ? (
          'Without a code, taxed'
        ) : (
          <>
            Code <b className="font-label text-ink">{code}</b>, taxed
          </>
        )}{' '}
        like new goods. More of it under{' '}
        <Link
          href={`/goods/new${code === undefined ? '' : `?barcode=${encodeURIComponent(code)}`}`}
          prefetch={false}
          className="underline underline-offset-4"
        >
          Goods
        </Link>
        .
      </p>
      {problem === undefined ? null : (
        <Banner tone="care" glyph="refused" strong="This is no whole code.">
          {problem}
        </Banner>
      )}
      <Field
        ref={focusFirst}
        label="Name"
        value={name}
        maxLength={120}
        onChange={event => setName(event.target.value)}
      />
      <div className="grid grid-cols-2 gap-4">
        <PriceField label="Price" value={price} onChange={setPrice} />
        <Select
          label="Category"
          value={categoryId}
          options={(goods?.categories ?? []).map(category => ({
            value: category.id,
            words: category.name,
          }))}
          onChange={event => setCategory(event.target.value)}
        />
      </div>
      <WishBanner wish={wish} />
    </FormDialog>
  )
}
