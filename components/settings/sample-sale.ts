import type { ShopSettingsAnswer } from '#lib/contracts/shop-settings.ts'
import { price } from '#lib/domain/cart.ts'
import { inCoins, roundingOf } from '#lib/domain/cash-rounding.ts'
import { factsOf } from '#lib/domain/currencies.ts'
import { idOf } from '#lib/domain/ids.ts'
import { minus, money, plus, sum, zero } from '#lib/domain/money.ts'
import type { Sale } from '#lib/domain/sale.ts'

const ID = '00000000-0000-4000-8000-000000000001'

type Shown = Pick<
  ShopSettingsAnswer,
  'currency' | 'taxIncluded' | 'cashRounding' | 'receiptPrefix' | 'nextNumber'
>

/** A sale that never was, to see what a receipt will look like: two goods, one tax, paid in cash. `at` in milliseconds. */
export function sampleSale(shop: Shown, at: number): Sale {
  const { currency, taxIncluded, cashRounding, receiptPrefix, nextNumber } = shop
  const rule = { currency, taxIncluded, customTaxRateBp: 800, cashRounding }
  const unit = factsOf(currency).exponent === 0 ? 1 : 100
  const line = (name: string, quantity: number, hundredths: number) => ({
    id: idOf('line', ID),
    name,
    quantity,
    unitPrice: money(Math.round((hundredths * unit) / (unit === 1 ? 1 : 100)), currency),
    taxes: [{ name: taxIncluded ? 'VAT' : 'Sales tax', rateBp: 800 }],
  })
  const lines = [price(line('Flat white', 2, 437), rule), price(line('Almond croissant', 1, 424), rule)]
  const tax = sum(
    lines.map(one => one.tax),
    currency,
  )
  const goods = sum(
    lines.map(one => one.amount),
    currency,
  )
  const total = taxIncluded ? goods : plus(goods, tax)
  const due = inCoins(total, cashRounding)
  const handed = money(Math.ceil(due.minor / (20 * unit)) * 20 * unit, currency)
  const rounding = roundingOf(total, cashRounding)
  const none = zero(currency)
  return {
    id: idOf('sale', ID),
    number: nextNumber,
    prefix: receiptPrefix,
    registerId: idOf('register', ID),
    openedBy: idOf('staff', ID),
    ...{ openedAt: at, paidAt: at, rule, status: 'paid', lines, wantedTotal: total, tax, total },
    ...{ received: total, reserved: none, tips: none, excess: none },
    tenders: [
      {
        kind: 'cash',
        id: idOf('tender', ID),
        ...{ state: 'paid', amount: total, handed, change: minus(handed, due), createdAt: at },
        ...(rounding ? { rounding } : {}),
      },
    ],
  }
}
