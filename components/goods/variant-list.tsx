import { Plus } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import type { FieldAt } from '#lib/client/form/use-form.ts'
import { uuid } from '#lib/client/uuid.ts'
import type { VariantValues } from '#lib/contracts/goods.ts'
import type { Currency } from '#lib/domain/currencies.ts'
import type { StockMode } from '#lib/domain/goods.ts'
import { idOf } from '#lib/domain/ids.ts'
import { AmountField } from './amount-field.tsx'
import { BarcodeList } from './barcode-list.tsx'
import { STOCK_MODES, stockModeOf } from './good-values.ts'
import { OrderButtons } from './order-buttons.tsx'

type Props = {
  variants: readonly VariantValues[]
  onChange: (variants: VariantValues[]) => void
  /** What a new one begins with. */
  priceMinor: number
  stockMode: StockMode
  currency: Currency
  disabled: boolean
  /** What is wrong with the list as a whole. */
  error?: string | undefined
  /** A field of one of them: `1.name`. */
  at: FieldAt
}

/** Sizes, colours: each with its own price, codes and count, chosen with a second tap on the good's tile. */
export function VariantList(props: Props) {
  const { variants, onChange, priceMinor, stockMode, currency, disabled, error, at } = props
  const put = (place: number, change: Partial<VariantValues>) =>
    onChange(variants.map((old, i) => (i === place ? { ...old, ...change } : old)))
  const add = () =>
    onChange([
      ...variants,
      {
        id: idOf('product', uuid()),
        name: '',
        sku: '',
        priceMinor,
        costMinor: null,
        barcodes: [],
        stockMode,
      },
    ])
  return (
    <div className="grid gap-4">
      {variants.map((variant, place) => (
        <fieldset key={variant.id} className="grid gap-4 rounded-button bg-canvas p-4 forced-colors:border">
          <legend className="sr-only">{variant.name || `Variant ${place + 1}`}</legend>
          <div className="grid grid-cols-[1fr_180px] gap-4 max-[719px]:grid-cols-1">
            <Field
              {...at(`${place}.name`)}
              label="Variant"
              value={variant.name}
              disabled={disabled}
              maxLength={60}
              placeholder="Large"
              onChange={event => put(place, { name: event.target.value })}
            />
            <AmountField
              {...at(`${place}.priceMinor`)}
              label="Price"
              name={`price-${variant.id}`}
              currency={currency}
              value={variant.priceMinor}
              disabled={disabled}
              onNumber={minor => put(place, { priceMinor: minor ?? Number.NaN })}
            />
          </div>
          <div className="grid grid-cols-3 gap-4 max-[719px]:grid-cols-1">
            <Field
              {...at(`${place}.sku`)}
              label="SKU"
              value={variant.sku}
              disabled={disabled}
              maxLength={60}
              onChange={event => put(place, { sku: event.target.value })}
            />
            <AmountField
              {...at(`${place}.costMinor`)}
              label="Cost"
              name={`cost-${variant.id}`}
              currency={currency}
              value={variant.costMinor}
              disabled={disabled}
              onNumber={costMinor => put(place, { costMinor })}
            />
            <Select
              label="Stock"
              value={variant.stockMode}
              disabled={disabled}
              options={STOCK_MODES}
              onChange={event => put(place, { stockMode: stockModeOf(event.target.value) })}
            />
          </div>
          <BarcodeList
            of={variant.name || `variant ${place + 1}`}
            codes={variant.barcodes}
            disabled={disabled}
            error={at(`${place}.barcodes`).error}
            onChange={barcodes => put(place, { barcodes })}
          />
          {disabled ? null : (
            <OrderButtons
              name={variant.name || `variant ${place + 1}`}
              at={place}
              list={variants}
              onChange={list => onChange([...list])}
            />
          )}
        </fieldset>
      ))}
      {error === undefined ? null : (
        <p role="alert" className="font-name text-small text-stop-ink">
          {error}
        </p>
      )}
      {disabled ? null : (
        <div>
          <Button size={48} icon={<Plus className="size-5" />} onClick={add}>
            {variants.length === 0 ? 'Sell it in variants' : 'Another variant'}
          </Button>
        </div>
      )}
    </div>
  )
}
