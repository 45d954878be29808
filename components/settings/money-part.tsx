import { type FormEvent, useState } from 'react'
import { ConfirmDialog } from '#components/office/confirm-dialog.tsx'
import { Form, FormActions } from '#components/office/form.tsx'
import { FormField } from '#components/office/form-field.tsx'
import { useWish } from '#components/office/use-wish.ts'
import { useForm } from '#lib/client/form/use-form.ts'
import { type Format, formatFor } from '#lib/client/format.ts'
import { shopSettingsKey } from '#lib/contracts/keys.ts'
import type { ShopSettingsAnswer } from '#lib/contracts/shop-settings.ts'
import { inCoins, roundingsOf } from '#lib/domain/cash-rounding.ts'
import { money } from '#lib/domain/money.ts'
import { Part, whoMay } from './part.tsx'

type Props = { shop: ShopSettingsAnswer; onlyLooks?: string | undefined }

/** How amounts come about. Open sales keep the rules they were opened under. */
export function MoneyPart({ shop, onlyLooks }: Props) {
  const wish = useWish({ url: shopSettingsKey, asksAgain: [shopSettingsKey] })
  const format = formatFor(shop.country, shop.currency)
  const form = useForm({
    schema: async () => (await import('#lib/contracts/shop-settings.ts')).MoneyForm,
    first: { tax: shop.taxIncluded ? 'included' : 'on_top', cashRounding: String(shop.cashRounding) },
    wish,
    toBody: (values, base) => ({ set: 'money', ...moneyOf(values), was: moneyOf(base) }),
  })
  const off = onlyLooks !== undefined
  return (
    <Part id="money" title="Money and tax" line={off ? whoMay(onlyLooks) : countsFrom(shop.openSales)}>
      <CurrencyLine shop={shop} />
      <Form form={form}>
        <FormField
          form={form}
          name="tax"
          label="Prices"
          kind="select"
          off={off}
          options={[
            { value: 'included', words: 'include the tax' },
            { value: 'on_top', words: 'are without tax; it comes on top' },
          ]}
          hint="The prices of goods stay the numbers they are: look through them after a change."
        />
        <FormField
          form={form}
          name="cashRounding"
          label="Cash is rounded"
          kind="select"
          off={off}
          options={roundingsOf(shop.currency).map(coin => ({
            value: String(coin),
            words: coin === 0 ? 'not at all' : `to ${format.money(money(coin, shop.currency))}`,
          }))}
          hint={roundingHint(Number(form.values.cashRounding), shop, format)}
        />
        {off ? null : <FormActions form={form} save="Save money and tax" />}
      </Form>
    </Part>
  )
}

const moneyOf = ({ tax, cashRounding }: { readonly tax: string; readonly cashRounding: string }) => ({
  taxIncluded: tax === 'included',
  cashRounding: Number(cashRounding),
})

function countsFrom(openSales: number): string {
  const open =
    openSales === 0
      ? ''
      : ` ${openSales === 1 ? 'One sale is open and keeps' : `${openSales} sales are open and keep`} the rules of before.`
  return `A change counts from the next sale on.${open}`
}

function CurrencyLine({ shop: { country, currency, sales } }: { shop: ShopSettingsAnswer }) {
  const why =
    sales === 0
      ? 'It follows the country, and readers take no other.'
      : `It cannot change: ${sales === 1 ? 'a sale is' : `${formatFor(country, currency).number(sales)} sales are`} written in it, and readers there take no other.`
  return (
    <div>
      <p className="font-label text-small">Currency</p>
      <p className="text-row">{currency.toUpperCase()}</p>
      <p className="text-ink-2 text-small">{why}</p>
    </div>
  )
}

/** Said with an amount that the choice changes. */
function roundingHint(coin: number, { currency }: ShopSettingsAnswer, format: Format): string {
  if (coin <= 1) return 'Cash is paid to the cent, like cards.'
  const amount = money(coin * 20 + Math.ceil(coin / 2) + (coin > 2 ? 1 : 0), currency)
  return `${format.money(amount)} is paid with ${format.money(inCoins(amount, coin))} in cash. Cards pay to the cent. The receipt names the difference.`
}

/** What receipts are numbered with. Numbers that are left out are asked about: nobody gets them back. */
export function NumbersPart({ shop, onlyLooks }: Props) {
  const [isAsked, setAsked] = useState(false)
  const wish = useWish({ url: shopSettingsKey, asksAgain: [shopSettingsKey] })
  const form = useForm({
    schema: async () => (await import('#lib/contracts/shop-settings.ts')).NumbersForm,
    first: { receiptPrefix: shop.receiptPrefix, nextNumber: null },
    wish,
    toBody: (values, { receiptPrefix }) => ({ set: 'numbers', ...values, was: { receiptPrefix } }),
    spent: { nextNumber: null },
  })
  const { receiptPrefix, nextNumber } = form.values
  const off = onlyLooks !== undefined
  const format = formatFor(shop.country, shop.currency)
  const skipped = Math.max(0, (nextNumber ?? shop.nextNumber) - shop.nextNumber)
  const numbers = `${format.number(skipped)} ${skipped === 1 ? 'number' : 'numbers'}`
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (skipped > 0) setAsked(true)
    else form.submit()
  }
  return (
    <Part
      id="numbers"
      title="Receipt numbers"
      line={
        off
          ? whoMay(onlyLooks)
          : 'One after the other, none twice and none left out. The prefix stays on receipts it was printed on.'
      }
    >
      <p className="rounded-tile bg-control px-4 py-3">
        <span className="text-ink-2 text-small">The next receipt is</span>{' '}
        <b className="break-all font-strong text-row">
          Sale {receiptPrefix}
          {Number.isNaN(nextNumber) ? '…' : Math.max(nextNumber ?? 0, shop.nextNumber)}
        </b>
      </p>
      <Form form={{ ...form, submit }}>
        <FormField
          form={form}
          name="receiptPrefix"
          label="Prefix"
          off={off}
          maxLength={8}
          placeholder="F-"
          fix="Up to 8 capitals, digits, dots, dashes and slashes"
          hint="Before every number, to tell shops apart. It may be empty."
        />
        <FormField
          form={form}
          name="nextNumber"
          label="Go on from another number"
          kind="number"
          empty={null}
          off={off}
          fix="Type a whole number from 1 on, or nothing"
          hint={
            skipped > 0
              ? `${numbers} will never be given out. That cannot be undone.`
              : `Only forwards: ${shop.nextNumber} is the lowest that is free. Empty, they just go on.`
          }
        />
        {off ? null : <FormActions form={form} save="Save the numbers" />}
      </Form>
      {isAsked ? (
        <ConfirmDialog
          question={`Leave out ${numbers}?`}
          body={`The next receipt will be Sale ${receiptPrefix}${nextNumber}. Numbers that are left out are never given out, and nobody can take that back.`}
          keep="Keep counting"
          confirm={`Go on from ${nextNumber}`}
          danger
          onKeep={() => setAsked(false)}
          onConfirm={() => {
            setAsked(false)
            form.submit()
          }}
        />
      ) : null}
    </Part>
  )
}
