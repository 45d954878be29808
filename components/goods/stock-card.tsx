import { useState } from 'react'
import { Form, FormActions } from '#components/office/form.tsx'
import { FormField } from '#components/office/form-field.tsx'
import { LocalTime } from '#components/office/local-time.tsx'
import { Card } from '#components/office/office-frame.tsx'
import { useWish } from '#components/office/use-wish.ts'
import { Select } from '#components/ui/select.tsx'
import { useForm } from '#lib/client/form/use-form.ts'
import { formatFor } from '#lib/client/format.ts'
import { MOST_MOVEMENTS_TOLD, StockValues } from '#lib/contracts/goods.ts'
import { goodKey, goodsKey } from '#lib/contracts/keys.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import type { GoodDetail, Movement } from '#lib/domain/goods.ts'
import { mayManage, ONLY_MANAGERS } from './goods-frame.tsx'

type Props = { good: GoodDetail; movements: readonly Movement[]; office: OfficeView }

/** How many there are, why that changed, and the way to put it right. */
export function StockCard({ good, movements, office }: Props) {
  const counted = countedOf(good)
  return (
    <Card className="grid gap-5 p-6 max-[719px]:p-4">
      <header>
        <h2 className="font-strong text-title">Stock</h2>
        {counted.length === 0 ? (
          <p className="text-ink-2 text-small">
            Not counted. Choose how it is counted on the left, save, and its stock stands here.
          </p>
        ) : null}
      </header>
      {counted.length === 0 ? null : (
        <>
          <dl className="grid gap-1.5">
            {counted.map(({ id, name, stock }) => (
              <div key={id} className="flex items-baseline justify-between gap-4">
                <dt className="min-w-0 truncate">{name}</dt>
                <dd className="font-strong text-title">{stock}</dd>
              </div>
            ))}
          </dl>
          <Correction key={good.id} good={good} counted={counted} office={office} />
        </>
      )}
      {movements.length === 0 ? null : <Movements movements={movements} office={office} />}
    </Card>
  )
}

type Counted = { readonly id: string; readonly name: string; readonly stock: number }

const countedOf = (good: GoodDetail): readonly Counted[] =>
  (good.variants.length > 0 ? good.variants : [good]).filter(({ stockMode }) => stockMode !== 'off')

const REASONS = [
  { value: 'delivery', words: 'Came in' },
  { value: 'count', words: 'Counted: this many are here' },
  { value: 'loss', words: 'Lost, broken or expired' },
  { value: 'return', words: 'Brought back' },
] as const

const NOTHING = { reason: 'delivery', pieces: Number.NaN, note: '' } as const

type CorrectionProps = { good: GoodDetail; counted: readonly Counted[]; office: OfficeView }

function Correction({ good, counted, office }: CorrectionProps) {
  const [on, setOn] = useState<string>(good.id)
  const target = counted.find(({ id }) => id === on) ?? counted[0]
  const wish = useWish({
    url: `${goodsKey}/${target?.id ?? good.id}/stock`,
    asksAgain: [goodKey(good.id)],
  })
  const form = useForm({ schema: StockValues, first: NOTHING, beginsAnew: true, wish })
  const off = !mayManage(office)
  return (
    <Form form={form} className="grid gap-4">
      {counted.length > 1 ? (
        <Select
          label="Of"
          value={target?.id ?? ''}
          options={counted.map(({ id, name }) => ({ value: id, words: name }))}
          disabled={off}
          onChange={event => setOn(event.target.value)}
        />
      ) : null}
      <FormField form={form} name="reason" label="What happened" kind="select" options={REASONS} off={off} />
      <FormField
        form={form}
        name="pieces"
        label="How many"
        kind="number"
        fix="Type a whole number."
        off={off}
      />
      <FormField form={form} name="note" label="Note" maxLength={200} off={off} />
      <FormActions
        form={form}
        save="Correct the stock"
        saved="Corrected."
        off={off ? ONLY_MANAGERS : undefined}
      />
    </Form>
  )
}

const WHY: Readonly<Record<Movement['reason'], string>> = {
  sale: 'Sold',
  delivery: 'Came in',
  count: 'Counted',
  loss: 'Lost',
  return: 'Brought back',
  import: 'From a file',
}

function Movements({ movements, office }: { movements: readonly Movement[]; office: OfficeView }) {
  const format = formatFor(office.shop.country, office.shop.currency)
  return (
    <section aria-label="Movements" className="grid gap-2">
      <h3 className="font-label text-small">
        {movements.length < MOST_MOVEMENTS_TOLD ? 'Movements' : `The last ${MOST_MOVEMENTS_TOLD} movements`}
      </h3>
      <ol className="grid max-h-90 gap-1 overflow-y-auto">
        {movements.map(movement => (
          <li key={movement.id} className="flex items-baseline gap-3 border-line border-t py-1.5 text-small">
            <span className="w-12 flex-none text-right font-strong">
              {movement.change > 0 ? '+' : ''}
              {movement.change}
            </span>
            <span className="min-w-0 flex-1">
              {[WHY[movement.reason], movement.variant, movement.note].filter(Boolean).join(', ')}
              {movement.saleNumber === null ? null : (
                <span className="text-ink-2"> in sale {movement.saleNumber}</span>
              )}
              <span className="block text-ink-2">
                <LocalTime at={movement.at} write={format.moment} />
                {movement.staffName === null ? '' : `, ${movement.staffName}`}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
