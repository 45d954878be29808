import { Plus } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { Card } from '#components/office/office-frame.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { useRead } from '#lib/client/use-read.ts'
import type { GoodsPage } from '#lib/contracts/goods.ts'
import { goodsKey } from '#lib/contracts/keys.ts'
import { tableQueryString } from '#lib/contracts/table-query.ts'
import type { ProductId } from '#lib/domain/ids.ts'
import type { Named } from './favourite-tiles.tsx'

type AddingProps = { has: (id: ProductId) => boolean; onAdd: (good: Named) => void }

const readPage = (body: unknown): GoodsPage | undefined =>
  // True because this URL answers with one type, shared by both sides; the field tells it from a proxy's page.
  typeof body === 'object' && body !== null && 'rows' in body ? (body as GoodsPage) : undefined

/** Goods looked for by the server, a press puts one at the end of the tiles. */
export function Adding({ has, onAdd }: AddingProps) {
  const [text, setText] = useState('')
  const q = useDeferredValue(text.trim())
  const key = q === '' ? null : `${goodsKey}${tableQueryString({ q, sort: 'name', page: 1, filters: {} })}`
  const { data } = useRead(key, readPage, { asksAgain: true })
  const found = q === '' ? [] : (data?.rows ?? []).filter(({ id }) => !has(id)).slice(0, 12)
  return (
    <Card className="grid gap-4 p-5 max-[719px]:p-4">
      <Field
        label="Look for a good to add"
        value={text}
        placeholder="Name, SKU or code"
        onChange={event => setText(event.target.value)}
      />
      {q !== '' && data && found.length === 0 ? (
        <p className="text-ink-2">Nothing else is called that.</p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {found.map(good => (
          <Button
            key={good.id}
            size={48}
            icon={<Plus className="size-5" />}
            onClick={() => onAdd({ id: good.id, name: good.name, colour: good.colour })}
          >
            {good.name}
          </Button>
        ))}
      </div>
    </Card>
  )
}
