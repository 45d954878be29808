import { Form, FormActions } from '#components/office/form.tsx'
import { FormField } from '#components/office/form-field.tsx'
import { Card } from '#components/office/office-frame.tsx'
import type { Wish } from '#components/office/use-wish.ts'
import { useForm } from '#lib/client/form/use-form.ts'
import { type GoodsShared, GoodValues } from '#lib/contracts/goods.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import { BarcodeList, codesTyped } from './barcode-list.tsx'
import { STOCK_MODES, tidyGood } from './good-values.ts'
import { mayManage, ONLY_MANAGERS } from './goods-frame.tsx'
import { VariantList } from './variant-list.tsx'

type Props = { first: GoodValues; shared: GoodsShared; office: OfficeView; wish: Wish; save: string }

/** Everything about a good but how many there are. */
export function GoodForm({ first, shared, office, wish, save }: Props) {
  const form = useForm({ schema: GoodValues, first, wish, tidy: tidyGood })
  const { currency } = office.shop
  const off = !mayManage(office)
  const { values } = form
  const hasVariants = values.variants.length > 0
  const groups = shared.groups.filter(group => !group.archived || values.groupIds.includes(group.id))
  return (
    <Form form={form} className="grid gap-5">
      <Card className="grid gap-5 p-6 max-[719px]:p-4">
        <FormField
          form={form}
          name="name"
          label="Name"
          fix="Give it a name of up to 120 letters."
          maxLength={120}
          off={off}
          autoFocus={values.version === 0}
        />
        <div className="grid grid-cols-2 gap-5 max-[719px]:grid-cols-1">
          <FormField
            form={form}
            name="categoryId"
            label="Category"
            kind="select"
            options={shared.categories.map(({ id, name }) => ({ value: id, words: name }))}
            off={off}
          />
          <FormField
            form={form}
            name="taxClassId"
            label="Tax"
            kind="select"
            options={shared.taxClasses.map(({ id, name }) => ({ value: id, words: name }))}
            off={off}
          />
        </div>
        <div className="grid grid-cols-3 gap-5 max-[719px]:grid-cols-1">
          <FormField
            form={form}
            name="priceMinor"
            label="Price"
            kind="money"
            currency={currency}
            fix="Type it like 4.50."
            hint={hasVariants ? 'Each variant has its own.' : undefined}
            off={off || hasVariants}
          />
          <FormField
            form={form}
            name="costMinor"
            label="Cost"
            kind="money"
            currency={currency}
            empty={null}
            fix="Type it like 4.50, or leave it empty."
            hint="What you pay for one. Cashiers do not see it."
            off={off}
          />
          <FormField form={form} name="sku" label="SKU" maxLength={60} off={off} />
        </div>
        <FormField
          form={form}
          name="favourite"
          label="Favourite of the shop"
          hint="Shown first at every register that has no favourites of its own."
          kind="switch"
          off={off}
        />
      </Card>
      {hasVariants && codesTyped(values.barcodes).length === 0 ? null : (
        <Card className="grid gap-5 p-6 max-[719px]:p-4">
          <header>
            <h2 className="font-strong text-title">{hasVariants ? 'Its own codes' : 'Codes and stock'}</h2>
            {hasVariants ? (
              <p className="text-ink-2 text-small">
                Scanned, they ask which variant. What is on one variant’s package belongs to that variant.
              </p>
            ) : null}
          </header>
          <BarcodeList
            codes={values.barcodes}
            disabled={off}
            error={form.problemOf('barcodes')?.text}
            onChange={barcodes => form.put({ barcodes })}
          />
          {hasVariants ? null : (
            <FormField
              form={form}
              name="stockMode"
              label="Stock"
              kind="select"
              options={STOCK_MODES}
              off={off}
              className="max-w-100"
            />
          )}
        </Card>
      )}
      <Card className="grid gap-5 p-6 max-[719px]:p-4">
        <header>
          <h2 className="font-strong text-title">Variants</h2>
          <p className="text-ink-2 text-small">
            Sizes, colours: chosen with a second tap on its tile, each with its own price, codes and stock.
          </p>
        </header>
        <VariantList
          variants={values.variants}
          onChange={variants => form.put({ variants })}
          priceMinor={values.priceMinor}
          stockMode={values.stockMode}
          currency={currency}
          disabled={off}
          error={form.at('variants').error}
          at={path => form.at(`variants.${path}`)}
        />
      </Card>
      {groups.length === 0 ? null : (
        <Card className="grid gap-5 p-6 max-[719px]:p-4">
          <FormField
            form={form}
            name="groupIds"
            label="What it asks at the counter"
            hint="In this order, with the second tap."
            kind="multi"
            options={groups.map(({ id, name, modifiers }) => ({
              value: id,
              words: name,
              hint: modifiers.map(modifier => modifier.name).join(', '),
            }))}
            off={off}
          />
        </Card>
      )}
      <FormActions form={form} save={save} off={off ? ONLY_MANAGERS : undefined} />
    </Form>
  )
}
