'use client'

import { Archive, ArchiveRestore, Pencil, Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Fact } from '#components/office/column.ts'
import { ConfirmDialog } from '#components/office/confirm-dialog.tsx'
import { EmptyList } from '#components/office/data-table.tsx'
import { Card } from '#components/office/office-frame.tsx'
import { useCardList } from '#components/office/use-card-list.tsx'
import { useOneOpen } from '#components/office/use-one-open.ts'
import { useWish } from '#components/office/use-wish.ts'
import { WishBanner } from '#components/office/wish-banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { formatFor } from '#lib/client/format.ts'
import { byNumber, byText } from '#lib/client/table/rows-shown.ts'
import type { GoodsShared } from '#lib/contracts/goods.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import { type Currency, factsOf } from '#lib/domain/currencies.ts'
import type { GroupRow } from '#lib/domain/goods.ts'
import { amountWritten } from '#lib/domain/goods-file.ts'
import { money } from '#lib/domain/money.ts'
import { GoodsFrame, mayManage, NEEDS_MANAGER } from './goods-frame.tsx'
import { GroupEditor, MODIFIER_WISH } from './question-form.tsx'
import { useGoodsShared } from './use-office-goods.ts'

type Props = { first: GoodsShared; office: OfficeView }

/** What goods ask at the counter: which milk, which extras. */
export function ModifiersScreen({ first, office }: Props) {
  const { groups } = useGoodsShared(first)
  const { open, show, close, asking } = useOneOpen<string>()
  const off = !mayManage(office)
  const { currency } = office.shop
  const { shown, tools } = useCardList({ rows: groups, ...useMemo(() => listOf(currency), [currency]) })
  const isBare = groups.length === 0 && open !== 'new'
  const add = (
    <Button
      size={48}
      variant={open === undefined ? 'go' : 'outline'}
      icon={off ? undefined : <Plus className="size-5" />}
      off={off ? NEEDS_MANAGER : false}
      onClick={() => show('new')}
    >
      New question
    </Button>
  )
  return (
    <GoodsFrame here="modifiers" office={office} title="Modifiers" actions={isBare ? undefined : add}>
      {open === 'new' ? <GroupEditor currency={currency} asking={asking} onDone={close} /> : null}
      {isBare ? (
        <EmptyList
          title="Nothing is asked yet"
          line="Make a question with its answers and prices, then choose it in the form of a good."
          action={add}
        />
      ) : null}
      {tools}
      {shown.map(group =>
        open === group.id ? (
          <GroupEditor key={group.id} group={group} currency={currency} asking={asking} onDone={close} />
        ) : (
          <GroupCard key={group.id} group={group} office={office} off={off} onChange={() => show(group.id)} />
        ),
      )}
    </GoodsFrame>
  )
}

const listOf = (currency: Currency) => {
  const answers = ({ modifiers }: GroupRow): string =>
    modifiers
      .map(({ name, priceMinor }) => `${name} ${amountWritten(priceMinor, factsOf(currency).exponent)}`)
      .join('; ')
  const facts: readonly Fact<GroupRow>[] = [
    { key: 'name', head: 'Question', sort: byText(({ name }) => name), export: ({ name }) => name },
    { key: 'range', head: 'How many', export: rangeWords },
    { key: 'answers', head: 'Answers', export: answers },
    { key: 'goods', head: 'Goods', sort: byNumber(({ goods }) => goods), export: ({ goods }) => goods },
    { key: 'archived', head: 'Archived', export: ({ archived }) => (archived ? 'yes' : 'no') },
  ]
  const search = ({ name, modifiers }: GroupRow) => [name, ...modifiers.map(one => one.name)].join(' ')
  return { label: 'Questions', exportName: 'questions', facts, search }
}

type CardProps = { group: GroupRow; office: OfficeView; off: boolean; onChange: () => void }

function GroupCard({ group, office, off, onChange }: CardProps) {
  const format = formatFor(office.shop.country, office.shop.currency)
  const [isAsked, setAsked] = useState(false)
  const wish = useWish(MODIFIER_WISH)
  const { id, version, archived, name } = group
  const ArchiveIcon = archived ? ArchiveRestore : Archive
  const send = async () => {
    const sent = await wish.send({ do: 'archive', id, version, archived: !archived })
    if (sent?.outcome === 'done') setAsked(false)
  }
  const press = () => {
    wish.forget()
    // Asking again harms nobody; what leaves the counter is said before.
    if (archived) void send()
    else setAsked(true)
  }
  return (
    <Card className="grid gap-4 p-6 max-[719px]:p-4">
      <header className="flex flex-wrap items-center gap-3">
        <h2 className="font-strong text-title">{group.name}</h2>
        {archived ? <span className="rounded-chip bg-control px-3 py-1 text-small">Archived</span> : null}
        <span className="min-w-0 flex-1 text-ink-2 text-small">
          {rangeWords(group)} · {group.goods === 1 ? '1 good' : `${group.goods} goods`}
        </span>
        {archived ? null : (
          <Button
            size={48}
            icon={off ? undefined : <Pencil className="size-5" />}
            off={off ? NEEDS_MANAGER : false}
            onClick={onChange}
          >
            Change {group.name}
          </Button>
        )}
        <Button
          size={48}
          icon={off ? undefined : <ArchiveIcon className="size-5" />}
          off={off ? NEEDS_MANAGER : wish.state === 'sending'}
          onClick={press}
        >
          {archived ? `Ask ${name} again` : 'Archive'}
        </Button>
      </header>
      {isAsked ? null : <WishBanner wish={wish} />}
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
      {isAsked ? (
        <ConfirmDialog
          question={`Archive ${name}?`}
          body={`No till asks it any more.${soldWithout(group.goods)} Sales keep what was answered, and it can be asked again at any time.`}
          confirm="Archive it"
          keep="Keep asking it"
          wish={wish}
          onConfirm={() => void send()}
          onKeep={() => setAsked(false)}
        />
      ) : null}
    </Card>
  )
}

const soldWithout = (goods: number): string =>
  goods === 0
    ? ''
    : ` ${goods === 1 ? 'The good that has it is' : `The ${goods} goods that have it are`} sold without.`

function rangeWords({ least, most }: GroupRow): string {
  if (least === 0) return most === 1 ? 'One, if wanted' : `Up to ${most}`
  if (least === most) return least === 1 ? 'Exactly one' : `Exactly ${least}`
  return `${least} to ${most}`
}
