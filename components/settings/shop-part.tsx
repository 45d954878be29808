import dynamic from 'next/dynamic'
import { Form, FormActions } from '#components/office/form.tsx'
import { FormField } from '#components/office/form-field.tsx'
import { useIsHere } from '#components/office/use-office.ts'
import { useWish } from '#components/office/use-wish.ts'
import { type Form as FormOf, useForm } from '#lib/client/form/use-form.ts'
import { shopSettingsKey } from '#lib/contracts/keys.ts'
import type { ReceiptDetails, ShopSettingsAnswer, ShopValues } from '#lib/contracts/shop-settings.ts'
import { addressLine } from '#lib/domain/address-line.ts'
import { Part, whoMay } from './part.tsx'

/** Its date is in the zone of whoever reads it, which the server does not know: it is drawn once the page is here. */
const ReceiptPreview = dynamic(async () => (await import('./receipt-preview.tsx')).ReceiptPreview, {
  loading: () => <Paper />,
})

const Paper = () => <div className="h-[440px] w-[302px] bg-white" />

type Props = {
  shop: ShopSettingsAnswer
  who: string
  /** When the page was drawn: the receipt's date. */
  at: number
  onlyLooks?: string | undefined
}

/** Who the shop is, and what its receipts say, beside a receipt that says it while one types. */
export function ShopPart({ shop, who, at, onlyLooks }: Props) {
  const wish = useWish({ url: shopSettingsKey, asksAgain: [shopSettingsKey] })
  const { name, phone, taxId, receiptHeader, receiptFooter, address } = shop
  const form = useForm({
    schema: async () => (await import('#lib/contracts/shop-settings.ts')).ShopForm,
    first: { name, ...address, phone, taxId, receiptHeader, receiptFooter },
    wish,
    toBody: (values, was) => ({ set: 'shop', ...values, was }),
  })
  const { values } = form
  const isHere = useIsHere()
  const details: ReceiptDetails = {
    name: values.name,
    country: shop.country,
    ...given({
      address: addressLine(values),
      phone: values.phone,
      taxId: values.taxId,
      header: values.receiptHeader,
      footer: values.receiptFooter,
    }),
  }
  return (
    <Part
      id="shop"
      title="Shop and receipts"
      line={onlyLooks ? whoMay(onlyLooks) : 'Printed on every receipt from now on, on reprints too.'}
    >
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-6 @max-[820px]:grid-cols-1">
        <Form form={form}>
          <ShopFields form={form} off={onlyLooks !== undefined} />
          {onlyLooks ? null : <FormActions form={form} save="Save shop and receipts" />}
        </Form>
        <figure className="m-0 grid justify-items-center gap-2 rounded-card bg-control p-5 @min-[821px]:sticky @min-[821px]:top-5 @max-[820px]:order-last">
          <figcaption className="font-label text-small">A receipt, as it will be</figcaption>
          {isHere ? <ReceiptPreview shop={shop} details={details} who={who} at={at} /> : <Paper />}
        </figure>
      </div>
    </Part>
  )
}

function ShopFields({ form, off }: { form: FormOf<ShopValues>; off: boolean }) {
  return (
    <>
      <FormField form={form} name="name" label="Name" off={off} maxLength={80} />
      <div className="grid grid-cols-2 gap-4 @max-[520px]:grid-cols-1">
        <FormField form={form} name="line1" label="Street" off={off} maxLength={120} />
        <FormField form={form} name="line2" label="Floor, unit" off={off} maxLength={120} />
        <FormField form={form} name="city" label="Town" off={off} maxLength={80} />
        <div className="grid grid-cols-2 gap-4">
          <FormField form={form} name="state" label="State" off={off} maxLength={40} />
          <FormField form={form} name="postal_code" label="Postal code" off={off} maxLength={20} />
        </div>
        <FormField form={form} name="phone" label="Phone" type="tel" off={off} maxLength={40} />
        <FormField
          form={form}
          name="taxId"
          label="Tax number"
          off={off}
          maxLength={40}
          hint="Where receipts must carry it: VAT number, ABN, GST."
        />
      </div>
      <FormField
        form={form}
        name="receiptHeader"
        label="Above the goods"
        kind="textarea"
        rows={2}
        maxLength={300}
        off={off}
      />
      <FormField
        form={form}
        name="receiptFooter"
        label="Below the code"
        kind="textarea"
        rows={2}
        maxLength={300}
        off={off}
      />
    </>
  )
}

/** Only what is there: an empty line is not printed. */
const given = (words: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(words).filter(([, text]) => text.trim() !== ''))
