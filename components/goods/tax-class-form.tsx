import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Form, FormActions } from '#components/office/form.tsx'
import { FormField } from '#components/office/form-field.tsx'
import { NumberField } from '#components/office/number-field.tsx'
import { Card } from '#components/office/office-frame.tsx'
import type { Asking } from '#components/office/use-one-open.ts'
import { useWhileHere } from '#components/office/use-while-here.ts'
import { useWish } from '#components/office/use-wish.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import { type FieldAt, useForm } from '#lib/client/form/use-form.ts'
import { uuid } from '#lib/client/uuid.ts'
import { TaxClassValues, type TaxPlace } from '#lib/contracts/goods.ts'
import { goodsKey, goodsSharedKey } from '#lib/contracts/keys.ts'
import type { PlacedRate, TaxClassRow } from '#lib/domain/goods.ts'
import { idOf } from '#lib/domain/ids.ts'
import { OrderButtons } from './order-buttons.tsx'

/** Where changes of taxes go. */
export const TAX_WISH = { url: `${goodsKey}/taxes`, asksAgain: [goodsSharedKey] }

type FormProps = {
  taxClass?: TaxClassRow
  places: readonly TaxPlace[]
  asking: Asking
  onDone: () => void
}

export function ClassForm({ taxClass, places, asking, onDone }: FormProps) {
  const [id] = useState(() => taxClass?.id ?? idOf('taxclass', uuid()))
  const whileHere = useWhileHere()
  const wish = useWish({ ...TAX_WISH, onDone: whileHere(onDone) })
  const form = useForm({
    schema: TaxClassValues,
    first: {
      version: taxClass?.version ?? 0,
      name: taxClass?.name ?? '',
      isDefault: taxClass?.isDefault ?? false,
      rates: (taxClass?.rates ?? []).map(rate => ({ ...rate })),
    },
    wish,
    toBody: values => ({ do: 'save', id, ...values }),
  })
  const problem = form.at('rates').error
  return (
    <Card className="p-6 max-[719px]:p-4">
      <Form form={form} asking={asking}>
        <FormField
          form={form}
          name="name"
          label="Name"
          hint="For the form of a good: Standard, Reduced, Zero."
          fix="Give it a name of up to 40 letters."
          maxLength={40}
          autoFocus
        />
        <Rates
          rates={form.values.rates}
          places={places}
          at={path => form.at(`rates.${path}`)}
          onChange={rates => form.put({ rates: rates.map(rate => ({ ...rate })) })}
        />
        {problem === undefined ? null : (
          <p role="alert" className="font-name text-small text-stop-ink">
            {problem}
          </p>
        )}
        <FormField
          form={form}
          name="isDefault"
          label="New goods and typed amounts are taxed like this"
          hint={taxClass?.isDefault ? 'Choose another class for that, and this one is free.' : undefined}
          kind="switch"
          off={taxClass?.isDefault ?? false}
        />
        <FormActions
          form={form}
          save={taxClass ? 'Save the tax class' : 'Make the tax class'}
          onCancel={onDone}
        />
      </Form>
    </Card>
  )
}

type RatesProps = {
  rates: readonly PlacedRate[]
  places: readonly TaxPlace[]
  /** A field of one of them: `1.name`. */
  at: FieldAt
  onChange: (rates: readonly PlacedRate[]) => void
}

const EVERYWHERE = ''

function Rates({ rates, places, at, onChange }: RatesProps) {
  const put = (place: number, change: Partial<PlacedRate>) =>
    onChange(rates.map((old, i) => (i === place ? { ...old, ...change } : old)))
  const where = [
    { value: EVERYWHERE, words: 'Everywhere' },
    ...places.map(({ id, name }) => ({ value: id, words: name })),
  ]
  return (
    <div className="grid gap-3">
      {rates.map((rate, place) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: a rate has no name of its own but its place in the list.
          key={place}
          className="grid grid-cols-[1fr_1fr_150px_auto] items-start gap-3 rounded-button bg-canvas p-4 max-[900px]:grid-cols-1"
        >
          <legend className="sr-only">Rate {place + 1}</legend>
          <Field
            {...at(`${place}.name`)}
            label="Name on the receipt"
            value={rate.name}
            maxLength={40}
            onChange={event => put(place, { name: event.target.value })}
          />
          <Select
            label="Where"
            value={rate.locationId ?? EVERYWHERE}
            options={where}
            onChange={event => put(place, { locationId: event.target.value || null })}
          />
          <NumberField
            {...at(`${place}.rateBp`)}
            label="Rate"
            name={`rate-${place}`}
            digits={2}
            short
            trailing="%"
            value={rate.rateBp}
            disabled={false}
            onNumber={rateBp => put(place, { rateBp: rateBp ?? Number.NaN })}
          />
          <span className="mt-7.5 max-[900px]:mt-0">
            <OrderButtons
              name={rate.name || `rate ${place + 1}`}
              at={place}
              list={rates}
              onChange={onChange}
            />
          </span>
        </fieldset>
      ))}
      <div>
        <Button
          size={48}
          icon={<Plus className="size-5" />}
          onClick={() => onChange([...rates, { name: '', rateBp: Number.NaN, locationId: null }])}
        >
          {rates.length === 0 ? 'Add a rate' : 'Another rate'}
        </Button>
      </div>
    </div>
  )
}
