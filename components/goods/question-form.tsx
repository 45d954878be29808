import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Form, FormActions } from '#components/office/form.tsx'
import { Card } from '#components/office/office-frame.tsx'
import type { Asking } from '#components/office/use-one-open.ts'
import { useWhileHere } from '#components/office/use-while-here.ts'
import { useWish } from '#components/office/use-wish.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { type FieldAt, useForm } from '#lib/client/form/use-form.ts'
import { uuid } from '#lib/client/uuid.ts'
import { GroupValues } from '#lib/contracts/goods.ts'
import { goodsKey, goodsSharedKey } from '#lib/contracts/keys.ts'
import type { Currency } from '#lib/domain/currencies.ts'
import type { GroupRow, GroupWish } from '#lib/domain/goods.ts'
import { idOf } from '#lib/domain/ids.ts'
import { AmountField } from './amount-field.tsx'
import { OrderButtons } from './order-buttons.tsx'

/** Where changes of questions go. */
export const MODIFIER_WISH = { url: `${goodsKey}/modifiers`, asksAgain: [goodsSharedKey] }

type EditorProps = { group?: GroupRow; currency: Currency; asking: Asking; onDone: () => void }
type Answers = GroupWish['modifiers']

export function GroupEditor({ group, currency, asking, onDone }: EditorProps) {
  const [id] = useState(() => group?.id ?? idOf('modgroup', uuid()))
  const whileHere = useWhileHere()
  const wish = useWish({ ...MODIFIER_WISH, onDone: whileHere(onDone) })
  const form = useForm({
    schema: GroupValues,
    first: {
      version: group?.version ?? 0,
      group: {
        name: group?.name ?? '',
        least: group?.least ?? 0,
        most: group?.most ?? 1,
        modifiers: [...(group?.modifiers ?? [emptyAnswer()])],
      },
    },
    wish,
    toBody: values => ({ do: 'save', id, ...values }),
  })
  const typed = form.values.group
  const put = (change: Partial<typeof typed>) => form.put({ group: { ...typed, ...change } })
  const at: FieldAt = path => form.at(`group.${path}`)
  const problem = at('modifiers').error
  return (
    <Card className="p-6 max-[719px]:p-4">
      <Form form={form} asking={asking}>
        <div className="grid grid-cols-[1fr_170px_170px] gap-5 max-[719px]:grid-cols-1">
          <Field
            {...at('name')}
            label="Question"
            value={typed.name}
            maxLength={60}
            placeholder="Milk"
            autoFocus
            onChange={event => put({ name: event.target.value })}
          />
          <CountField
            {...at('least')}
            label="At least"
            value={typed.least}
            onCount={least => put({ least })}
          />
          <CountField {...at('most')} label="At most" value={typed.most} onCount={most => put({ most })} />
        </div>
        <AnswerList
          answers={typed.modifiers}
          currency={currency}
          at={path => at(`modifiers.${path}`)}
          onChange={modifiers => put({ modifiers: modifiers.map(one => ({ ...one })) })}
        />
        {problem === undefined ? null : (
          <p role="alert" className="font-name text-small text-stop-ink">
            {problem}
          </p>
        )}
        <FormActions form={form} save={group ? 'Save the question' : 'Make the question'} onCancel={onDone} />
      </Form>
    </Card>
  )
}

const emptyAnswer = () => ({ id: idOf('modifier', uuid()), name: '', priceMinor: 0 })

type CountProps = ReturnType<FieldAt> & { label: string; value: number; onCount: (count: number) => void }

const CountField = ({ value, onCount, ...field }: CountProps) => (
  <Field
    {...field}
    type="number"
    min={0}
    max={20}
    value={Number.isNaN(value) ? '' : value}
    onChange={event => onCount(event.target.value === '' ? Number.NaN : Number(event.target.value))}
  />
)

type AnswerListProps = {
  answers: Answers
  currency: Currency
  /** A field of one of them: `1.name`. */
  at: FieldAt
  onChange: (answers: Answers) => void
}

function AnswerList({ answers, currency, at, onChange }: AnswerListProps) {
  const put = (place: number, change: Partial<Answers[number]>) =>
    onChange(answers.map((old, i) => (i === place ? { ...old, ...change } : old)))
  return (
    <div className="grid gap-3">
      {answers.map((answer, place) => (
        <fieldset
          key={answer.id}
          className="grid grid-cols-[1fr_180px_auto] items-start gap-3 rounded-button bg-canvas p-4 max-[719px]:grid-cols-1"
        >
          <legend className="sr-only">{answer.name || `Answer ${place + 1}`}</legend>
          <Field
            {...at(`${place}.name`)}
            label="Answer"
            value={answer.name}
            maxLength={60}
            onChange={event => put(place, { name: event.target.value })}
          />
          <AmountField
            {...at(`${place}.priceMinor`)}
            label="Adds"
            name={`adds-${answer.id}`}
            currency={currency}
            value={answer.priceMinor}
            onNumber={minor => put(place, { priceMinor: minor ?? 0 })}
          />
          <span className="mt-7.5 max-[719px]:mt-0">
            <OrderButtons
              name={answer.name || `answer ${place + 1}`}
              at={place}
              list={answers}
              onChange={onChange}
            />
          </span>
        </fieldset>
      ))}
      <div>
        <Button
          size={48}
          icon={<Plus className="size-5" />}
          onClick={() => onChange([...answers, emptyAnswer()])}
        >
          Another answer
        </Button>
      </div>
    </div>
  )
}
