'use client'

import { Archive, ArchiveRestore, Pencil, Plus } from 'lucide-react'
import { EmptyList } from '#components/office/data-table.tsx'
import { Card } from '#components/office/office-frame.tsx'
import { useOneOpen } from '#components/office/use-one-open.ts'
import { useWish } from '#components/office/use-wish.ts'
import { Button } from '#components/ui/button.tsx'
import { formatFor } from '#lib/client/format.ts'
import type { GoodsShared } from '#lib/contracts/goods.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import type { GroupRow } from '#lib/domain/goods.ts'
import { money } from '#lib/domain/money.ts'
import { GoodsFrame, mayManage, NEEDS_MANAGER } from './goods-frame.tsx'
import { GroupEditor, MODIFIER_WISH } from './question-form.tsx'
import { useGoodsShared } from './use-office-goods.ts'
import { WishBanner } from './wish-banner.tsx'

type Props = { first: GoodsShared; office: OfficeView }

/** What goods ask at the counter: which milk, which extras. */
export function ModifiersScreen({ first, office }: Props) {
  const { groups } = useGoodsShared(first)
  const { open, show, close, asking } = useOneOpen<string>()
  const off = !mayManage(office)
  const { currency } = office.shop
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
      {groups.map(group =>
        open === group.id ? (
          <GroupEditor key={group.id} group={group} currency={currency} asking={asking} onDone={close} />
        ) : (
          <GroupCard key={group.id} group={group} office={office} off={off} onChange={() => show(group.id)} />
        ),
      )}
    </GoodsFrame>
  )
}

type CardProps = { group: GroupRow; office: OfficeView; off: boolean; onChange: () => void }

function GroupCard({ group, office, off, onChange }: CardProps) {
  const format = formatFor(office.shop.country, office.shop.currency)
  const wish = useWish(MODIFIER_WISH)
  const { id, version, archived } = group
  const ArchiveIcon = archived ? ArchiveRestore : Archive
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
          onClick={() => void wish.send({ do: 'archive', id, version, archived: !archived })}
        >
          {archived ? `Ask ${group.name} again` : 'Archive'}
        </Button>
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
