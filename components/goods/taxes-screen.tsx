'use client'

import { Pencil, Plus } from 'lucide-react'
import { useMemo } from 'react'
import type { Fact } from '#components/office/column.ts'
import { ConfirmDialog } from '#components/office/confirm-dialog.tsx'
import { Card } from '#components/office/office-frame.tsx'
import { useCardList } from '#components/office/use-card-list.tsx'
import { useOneOpen } from '#components/office/use-one-open.ts'
import { useQuestion } from '#components/office/use-question.ts'
import { Button } from '#components/ui/button.tsx'
import { byNumber, byText } from '#lib/client/table/rows-shown.ts'
import { useFormat } from '#lib/client/use-format.ts'
import type { GoodsShared, TaxPlace } from '#lib/contracts/goods.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import type { TaxClassRow } from '#lib/domain/goods.ts'
import { GoodsFrame, mayManage, NEEDS_MANAGER } from './goods-frame.tsx'
import { ClassForm, TAX_WISH } from './tax-class-form.tsx'
import { TrashButton } from './trash-button.tsx'
import { useGoodsShared } from './use-office-goods.ts'

type Props = {
  first: GoodsShared
  places: readonly TaxPlace[]
  /** Prices on the shelf hold the tax. */
  taxIncluded: boolean
  office: OfficeView
}

/** Tax classes and their rates, everywhere and per place. */
export function TaxesScreen({ first, places, taxIncluded, office }: Props) {
  const { taxClasses } = useGoodsShared(first)
  const { open, show, close, asking } = useOneOpen<string>()
  const off = !mayManage(office)
  const { shown, tools } = useCardList({ rows: taxClasses, ...useMemo(() => listOf(places), [places]) })
  return (
    <GoodsFrame
      here="taxes"
      office={office}
      title="Taxes"
      actions={
        <Button
          size={48}
          variant={open === undefined ? 'go' : 'outline'}
          icon={off ? undefined : <Plus className="size-5" />}
          off={off ? NEEDS_MANAGER : false}
          onClick={() => show('new')}
        >
          New tax class
        </Button>
      }
    >
      <p className="max-w-200 text-ink-2">
        {taxIncluded
          ? 'Prices on your shelves hold the tax; the till takes it out.'
          : 'The till puts tax on top of your prices.'}{' '}
        A register takes the rates of everywhere and those of its own location. Each is rounded once per line,
        half up.
      </p>
      {open === 'new' ? <ClassForm places={places} asking={asking} onDone={close} /> : null}
      {tools}
      {shown.map(taxClass =>
        open === taxClass.id ? (
          <ClassForm key={taxClass.id} taxClass={taxClass} places={places} asking={asking} onDone={close} />
        ) : (
          <ClassCard
            key={taxClass.id}
            taxClass={taxClass}
            places={places}
            off={off}
            onChange={() => show(taxClass.id)}
          />
        ),
      )}
    </GoodsFrame>
  )
}

const nameOf = (places: readonly TaxPlace[], id: string | null): string =>
  id === null ? 'Everywhere' : (places.find(place => place.id === id)?.name ?? id)

const listOf = (places: readonly TaxPlace[]) => {
  const rates = ({ rates }: TaxClassRow): string =>
    rates
      .map(({ name, rateBp, locationId }) => `${name} ${rateBp / 100}% ${nameOf(places, locationId)}`)
      .join('; ')
  const facts: readonly Fact<TaxClassRow>[] = [
    { key: 'name', head: 'Tax class', sort: byText(({ name }) => name), export: ({ name }) => name },
    { key: 'rates', head: 'Rates', export: rates },
    { key: 'goods', head: 'Goods', sort: byNumber(({ goods }) => goods), export: ({ goods }) => goods },
  ]
  const search = (row: TaxClassRow) => `${row.name} ${rates(row)}`
  return { label: 'Tax classes', exportName: 'tax-classes', facts, search }
}

type CardProps = {
  taxClass: TaxClassRow
  places: readonly TaxPlace[]
  off: boolean
  onChange: () => void
}

function ClassCard({ taxClass, places, off, onChange }: CardProps) {
  const { asked, ask, keep, wish } = useQuestion<'remove'>(TAX_WISH)
  const { id, name, isDefault, rates, goods } = taxClass
  const { number } = useFormat()
  return (
    <Card className="grid gap-4 p-6 max-[719px]:p-4">
      <header className="flex flex-wrap items-center gap-3">
        <h2 className="font-strong text-title">{name}</h2>
        {isDefault ? (
          <span className="rounded-chip bg-control px-3 py-1 text-small">New goods and typed amounts</span>
        ) : null}
        <span className="flex-1 whitespace-nowrap text-ink-2 text-small">
          {goods === 1 ? '1 good' : `${number(goods)} goods`}
        </span>
        <Button
          size={48}
          icon={off ? undefined : <Pencil className="size-5" />}
          off={off ? NEEDS_MANAGER : false}
          onClick={onChange}
        >
          Change {name}
        </Button>
        {isDefault ? null : (
          <TrashButton
            name={name}
            off={off ? NEEDS_MANAGER : goods > 0 ? 'Goods carry it' : undefined}
            onClick={() => ask('remove')}
          />
        )}
      </header>
      {rates.length === 0 ? (
        <p className="text-ink-2">No tax at all.</p>
      ) : (
        <table className="w-full max-w-150 text-left">
          <thead className="text-ink-2 text-small">
            <tr>
              <th className="py-1 font-name">Name on the receipt</th>
              <th className="py-1 font-name">Where</th>
              <th className="py-1 text-right font-name">Rate</th>
            </tr>
          </thead>
          <tbody>
            {rates.map((rate, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a rate has no name of its own but its place in the list.
              <tr key={at} className="border-line border-t">
                <td className="py-2">{rate.name}</td>
                <td className="py-2 text-ink-2">{nameOf(places, rate.locationId)}</td>
                <td className="py-2 text-right font-label">{number(rate.rateBp / 100)}%</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {asked ? (
        <ConfirmDialog
          question={`Take ${name} away?`}
          body="No good carries it. Receipts that show its rates keep them."
          confirm="Take it away"
          keep="Keep it"
          wish={wish}
          onConfirm={() => void wish.send({ do: 'remove', id })}
          onKeep={keep}
        />
      ) : null}
    </Card>
  )
}
