import { useState } from 'react'
import { Form, FormActions } from '#components/office/form.tsx'
import { FormField } from '#components/office/form-field.tsx'
import { Card } from '#components/office/office-frame.tsx'
import type { Asking } from '#components/office/use-one-open.ts'
import { useWhileHere } from '#components/office/use-while-here.ts'
import { useWish } from '#components/office/use-wish.ts'
import { type Colour, colourOf, GROUND } from '#components/ui/colours.ts'
import { cx } from '#components/ui/cx.ts'
import { useForm } from '#lib/client/form/use-form.ts'
import { uuid } from '#lib/client/uuid.ts'
import { CategoryValues } from '#lib/contracts/goods.ts'
import { goodsKey, goodsSharedKey } from '#lib/contracts/keys.ts'
import type { CategoryRow } from '#lib/domain/goods.ts'
import { idOf } from '#lib/domain/ids.ts'

/** Where changes of categories go. */
export const CATEGORY_WISH = { url: `${goodsKey}/categories`, asksAgain: [goodsSharedKey] }

const HUES = ['Rose', 'Orange', 'Sand', 'Green', 'Teal', 'Blue', 'Violet', 'Grey']

type Props = { category?: CategoryRow; asking: Asking; onDone: () => void }

export function CategoryForm({ category, asking, onDone }: Props) {
  const [id] = useState(() => category?.id ?? idOf('category', uuid()))
  const whileHere = useWhileHere()
  const wish = useWish({ ...CATEGORY_WISH, onDone: whileHere(onDone) })
  const form = useForm({
    schema: CategoryValues,
    first: {
      name: category?.name ?? '',
      colour: String(category?.colour ?? 1),
      version: category?.version ?? 0,
    },
    wish,
    toBody: ({ colour, ...rest }) => ({ do: 'save', id, colour: Number(colour), ...rest }),
  })
  return (
    <Card className="p-6 max-[719px]:p-4">
      <Form form={form} asking={asking}>
        <div className="grid grid-cols-[1fr_240px] gap-5 max-[719px]:grid-cols-1">
          <FormField
            form={form}
            name="name"
            label="Name"
            fix="Give it a name of up to 40 letters."
            maxLength={40}
            autoFocus
          />
          <FormField
            form={form}
            name="colour"
            label="Colour"
            kind="select"
            options={HUES.map((words, i) => ({ value: String(i + 1), words: `${i + 1}: ${words}` }))}
          />
        </div>
        <div className="flex items-center gap-3">
          <span
            aria-hidden="true"
            className={cx('rounded-tile px-4 py-3 font-label', GROUND[hueOf(form.values.colour)])}
          >
            {form.values.name || 'Its tiles'}
          </span>
        </div>
        <FormActions
          form={form}
          save={category ? 'Save the category' : 'Make the category'}
          onCancel={onDone}
        />
      </Form>
    </Card>
  )
}

const hueOf = (text: string): Colour => colourOf(Number(text) - 1)
