'use client'

import { Archive, ArchiveRestore, Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import { Form, FormActions } from '#components/office/form.tsx'
import { Card } from '#components/office/office-frame.tsx'
import { useWish } from '#components/office/use-wish.ts'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Field } from '#components/ui/field.tsx'
import { useForm } from '#lib/client/form/use-form.ts'
import { formatFor } from '#lib/client/format.ts'
import { uuid } from '#lib/client/uuid.ts'
import { type GoodsShared, GroupValues } from '#lib/contracts/goods.ts'
import { goodsKey, goodsSharedKey } from '#lib/contracts/keys.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import type { Currency } from '#lib/domain/currencies.ts'
import type { GroupRow, GroupWish } from '#lib/domain/goods.ts'
import { idOf } from '#lib/domain/ids.ts'
import { money } from '#lib/domain/money.ts'
import { AmountField } from './amount-field.tsx'
import { WishBanner } from './categories-screen.tsx'
import { GoodsFrame, mayManage, ONLY_MANAGERS } from './goods-frame.tsx'
import { OrderButtons } from './order-buttons.tsx'
import { useGoodsShared } from './use-office-goods.ts'

type Props = { first: GoodsShared; office: OfficeView }

const WISH = { url: `${goodsKey}/modifiers`, asksAgain: [goodsSharedKey] }

/** What goods ask at the counter: which milk, which extras. */
export function ModifiersScreen({ first, office }: Props) {
  const { groups } = useGoodsShared(first)
  const [open, setOpen] = useState<string>()
  const off = !mayManage(office)
  const close = () => setOpen(undefined)
  const { currency } = office.shop
  return (
    <GoodsFrame
      here="modifiers"
      office={office}
      title="Modifiers"
      actions={
        <Button
          size={48}
          variant="go"
          icon={<Plus className="size-5" />}
          off={off ? ONLY_MANAGERS : false}
          onClick={() => setOpen('new')}
        >
          New question
        </Button>
      }
    >
      {open === 'new' ? <GroupEditor currency={currency} onDone={close} /> : null}
      {groups.length === 0 && open !== 'new' ? (
        <Card className="flex min-h-80">
          <EmptyState picture="line" title="Nothing is asked yet">
            Make a question with its answers and prices, then choose it in the form of a good.
          </EmptyState>
        </Card>
      ) : null}
      {groups.map(group =>
        open === group.id ? (
          <GroupEditor key={group.id} group={group} currency={currency} onDone={close} />
        ) : (
          <GroupCard
            key={group.id}
            group={group}
            office={office}
            off={off}
            onChange={() => setOpen(group.id)}
          />
        ),
      )}
    </GoodsFrame>
  )
}

type CardProps = { group: GroupRow; office: OfficeView; off: boolean; onChange: () => void }

function GroupCard({ group, office, off, onChange }: CardProps) {
  const format = formatFor(office.shop.country, office.shop.currency)
  const wish = useWish(WISH)
  const { id, version, archived } = group
  return (
    <Card className="grid gap-4 p-6 max-[719px]:p-4">
      <header className="flex flex-wrap items-center gap-3">
        <h2 className="font-strong text-title">{group.name}</h2>
        {archived ? <span className="rounded-chip bg-control px-3 py-1 text-small">Archived</span> : null}
        <span className="min-w-0 flex-1 text-ink-2 text-small">
          {rangeWords(group)} · {group.goods === 1 ? '1 good' : `${group.goods} goods`}
        </span>
        {off ? null : (
          <>
            {archived ? null : (
              <Button size={48} icon={<Pencil className="size-5" />} onClick={onChange}>
                Change {group.name}
              </Button>
            )}
            <Button
              size={48}
              icon={archived ? <ArchiveRestore className="size-5" /> : <Archive className="size-5" />}
              off={wish.state === 'sending'}
              onClick={() => void wish.send({ do: 'archive', id, version, archived: !archived })}
            >
              {archived ? `Ask ${group.name} again` : 'Archive'}
            </Button>
          </>
        )}
      </header>
      <WishBanner wish={wish} />
      <ul className="flex flex-wrap gap-2">
        {group.modifiers.map(modifier => (
          <li key={modifier.id} className="rounded-chip bg-control px-3.5 py-2">
            {modifier.name}
            {modifier.priceMinor === 0 ? null : (
              <span className="text-ink-2">
                {' '}
                {modifier.priceMinor > 0 ? '+' : ''}
                {format.money(money(modifier.priceMinor, office.shop.currency))}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function rangeWords({ least, most }: GroupRow): string {
  if (least === 0) return most === 1 ? 'One, if wanted' : `Up to ${most}`
  if (least === most) return least === 1 ? 'Exactly one' : `Exactly ${least}`
  return `${least} to ${most}`
}

type EditorProps = { group?: GroupRow; currency: Currency; onDone: () => void }
type Answers = GroupWish['modifiers']

function GroupEditor({ group, currency, onDone }: EditorProps) {
  const [id] = useState(() => group?.id ?? idOf('modgroup', uuid()))
  const wish = useWish({ ...WISH, onDone })
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
  const problem = form.problemOf('group')
  return (
    <Card className="p-6 max-[719px]:p-4">
      <Form form={form}>
        <div className="grid grid-cols-[1fr_170px_170px] gap-5 max-[719px]:grid-cols-1">
          <Field
            label="Question"
            value={typed.name}
            maxLength={60}
            placeholder="Milk"
            autoFocus
            onChange={event => put({ name: event.target.value })}
          />
          <CountField label="At least" value={typed.least} onCount={least => put({ least })} />
          <CountField label="At most" value={typed.most} onCount={most => put({ most })} />
        </div>
        <AnswerList
          answers={typed.modifiers}
          currency={currency}
          onChange={modifiers => put({ modifiers: modifiers.map(one => ({ ...one })) })}
        />
        {problem === undefined ? null : (
          <p role="alert" className="font-name text-small text-stop-ink">
            {problem.text}
          </p>
        )}
        <FormActions form={form} save={group ? 'Save the question' : 'Make the question'} onCancel={onDone} />
      </Form>
    </Card>
  )
}

const emptyAnswer = () => ({ id: idOf('modifier', uuid()), name: '', priceMinor: 0 })

type CountProps = { label: string; value: number; onCount: (count: number) => void }

const CountField = ({ label, value, onCount }: CountProps) => (
  <Field
    label={label}
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
  onChange: (answers: Answers) => void
}

function AnswerList({ answers, currency, onChange }: AnswerListProps) {
  const put = (at: number, change: Partial<Answers[number]>) =>
    onChange(answers.map((old, i) => (i === at ? { ...old, ...change } : old)))
  return (
    <div className="grid gap-3">
      {answers.map((answer, at) => (
        <fieldset
          key={answer.id}
          className="grid grid-cols-[1fr_180px_auto] items-start gap-3 rounded-button bg-canvas p-4 max-[719px]:grid-cols-1"
        >
          <legend className="sr-only">{answer.name || `Answer ${at + 1}`}</legend>
          <Field
            label="Answer"
            value={answer.name}
            maxLength={60}
            onChange={event => put(at, { name: event.target.value })}
          />
          <AmountField
            label="Adds"
            name={`adds-${answer.id}`}
            currency={currency}
            value={answer.priceMinor}
            onNumber={minor => put(at, { priceMinor: minor ?? 0 })}
          />
          <span className="mt-7.5 max-[719px]:mt-0">
            <OrderButtons
              name={answer.name || `answer ${at + 1}`}
              at={at}
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
