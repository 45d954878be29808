import { useState } from 'react'
import { valuesOf } from '#components/goods/good-values.ts'
import { readGood, useOneGood } from '#components/goods/use-office-goods.ts'
import { useWish } from '#components/office/use-wish.ts'
import { WishBanner } from '#components/office/wish-banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { useGoods } from '#lib/client/catalogue/use-goods.ts'
import { goodKey } from '#lib/contracts/keys.ts'
import type { GoodDetail } from '#lib/domain/goods.ts'
import type { ProductId } from '#lib/domain/ids.ts'
import { focusFirst } from './focus-first.ts'
import { FormDialog } from './form-dialog.tsx'
import { whyNotWhole } from './good-typed.ts'
import { PriceField } from './price-field.tsx'
import { useCounter, useView } from './view.ts'

/** Name and price of a good that is on the sale, and whether it is sold at all. Everything else of it is changed in the office. */
export function EditGoodDialog() {
  const goods = useGoods()
  const { change } = useCounter()
  const productId = useView(view => view.editing)
  // Sold no more by the time it is saved, it is still the good that was asked for.
  const [id] = useState(() => productId && goods?.keptUnder(productId))
  const { good, isLost } = useOneGood(id)
  const close = () => change({ dialog: undefined, editing: undefined })
  if (productId && good) return <OneGood good={good} productId={productId} onClose={close} />
  return (
    <Dialog
      open
      title="Edit good"
      onClose={close}
      actions={
        <Button size={72} hint="Esc" onClick={close}>
          Back
        </Button>
      }
    >
      {isLost ? 'The till’s server did not tell what it knows of this good.' : 'One moment.'}
    </Dialog>
  )
}

type Props = { good: GoodDetail; productId: ProductId; onClose: () => void }

function OneGood({ good, productId, onClose }: Props) {
  const { variant, name, setName, price, setPrice, isSold, setSold, off, wish, save } = useEditing(
    good,
    productId,
  )
  return (
    <FormDialog title={`Edit ${good.name}`} save="Save" off={off} onSave={save} onClose={onClose}>
      <Field
        ref={focusFirst}
        label="Name"
        value={name}
        maxLength={120}
        onChange={event => setName(event.target.value)}
      />
      <PriceField label={variant ? `Price of ${variant.name}` : 'Price'} value={price} onChange={setPrice} />
      {variant ? null : (
        <Switch
          label="Sold"
          hint="Switched off it leaves every till; it comes back under Goods."
          checked={isSold}
          onChange={event => setSold(event.target.checked)}
        />
      )}
      <p className="text-ink-2">What is on a sale already keeps its price.</p>
      <WishBanner wish={wish} />
    </FormDialog>
  )
}

/** What was typed wins over what is there, and only that: somebody else may be changing the rest. */
function useEditing(good: GoodDetail, productId: ProductId) {
  const { change } = useCounter()
  const variant = good.variants.find(one => one.id === productId)
  const was = variant ?? good
  const [typedName, setName] = useState<string>()
  const [typedPrice, setPrice] = useState<number | null>()
  const [isSold, setSold] = useState(true)
  const saving = useWish({ url: goodKey(good.id) })
  const archiving = useWish({ url: `${goodKey(good.id)}/archived` })
  const name = typedName ?? good.name
  const price = typedPrice === undefined ? was.priceMinor : typedPrice
  const isChanged = name.trim() !== good.name || price !== was.priceMinor
  const isSending = saving.state === 'sending' || archiving.state === 'sending'
  const why = whyNotWhole(name, price) ?? (isChanged || !isSold ? undefined : 'Nothing is changed')
  const off = why ?? isSending

  /** The version after it; undefined when it was not saved. */
  const saveTyped = async (priceMinor: number): Promise<number | undefined> => {
    const values = valuesOf(good)
    const priced = variant
      ? { variants: values.variants.map(one => (one.id === productId ? { ...one, priceMinor } : one)) }
      : { priceMinor }
    const sent = await saving.send({ ...values, ...priced, name: name.trim() })
    return sent?.outcome === 'done' ? readGood(sent.answer)?.good.version : undefined
  }
  const save = async () => {
    if (off !== false || price === null) return
    const version = isChanged ? await saveTyped(price) : good.version
    if (version === undefined) return
    if (!isSold) {
      const sent = await archiving.send({ archived: true, version })
      if (sent?.outcome !== 'done') return
    }
    const strong = isSold ? `${name.trim()} is changed on every till.` : `${name.trim()} has left every till.`
    const text = isSold ? 'What is on a sale already keeps its price.' : 'It comes back under Goods.'
    change({ dialog: undefined, editing: undefined, notice: { tone: 'go', strong, text } })
  }
  const wish = saving.words ? saving : archiving
  return { variant, name, setName, price, setPrice, isSold, setSold, off, wish, save }
}
