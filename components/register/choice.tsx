import { ArrowLeft } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { colourOf } from '#components/ui/colours.ts'
import { cx } from '#components/ui/cx.ts'
import { useSettling } from '#components/ui/settling.ts'
import { Tile } from '#components/ui/tile.tsx'
import type { Choosing, Good, GoodsIndex } from '#lib/client/catalogue/goods.ts'
import { useGoods } from '#lib/client/catalogue/use-goods.ts'
import type { ModifierId, ProductId } from '#lib/domain/ids.ts'
import { chosenModifiers, leastOf, type ModifierGroup } from '#lib/domain/modifiers.ts'
import { plus } from '#lib/domain/money.ts'
import { useSelling } from './use-selling.ts'
import { nextQuestion, useCounter } from './view.ts'

type Props = { id: ProductId; count: number }

/**
 * The second tap, in the grid's place: which variant, with which modifiers. What ends the choice lies last and is one tap: a variant, the
 * only answer of the only question, or Add.
 */
export function Choice({ id, count }: Props) {
  const goods = useGoods()
  const { change, view } = useCounter()
  const row = goods?.rowOf(id)
  const asked = row === undefined ? undefined : goods?.choosing(row)
  // Sold by its variants no more, or not at all, while somebody chose.
  const isOver = goods !== undefined && asked === undefined
  useEffect(() => {
    if (isOver) change(nextQuestion(view.get()))
  }, [isOver, change, view])
  if (!goods || row === undefined || !asked) return null
  return <Chooser goods={goods} good={goods.good(row)} asked={asked} count={count} />
}

type ChooserProps = { goods: GoodsIndex; good: Good; asked: Choosing; count: number }

function Chooser({ goods, good, asked, count }: ChooserProps) {
  const box = useRef<HTMLElement>(null)
  const { change, view, format } = useCounter()
  const { sellChosen } = useSelling()
  const [picked, setPicked] = useState<readonly ModifierId[]>([])
  const end = endOf(asked)
  const close = () => change(nextQuestion(view.get()))
  const add = (which: Good, modifiers: readonly ModifierId[]) => sellChosen(which, count, modifiers)
  const press = (group: ModifierGroup, modifier: ModifierId) => {
    const next = toggled(group, picked, modifier)
    if (end === 'answer' && next.includes(modifier)) add(good, next)
    else setPicked(next)
  }
  useSettling()
  useEffect(() => box.current?.querySelector<HTMLElement>('fieldset button')?.focus(), [])
  const chosen = chosenModifiers(asked.groups, picked)
  const each = (chosen ?? []).reduce((all, one) => plus(all, one.price), good.price)
  return (
    <section
      ref={box}
      aria-label={`Choose: ${good.name}`}
      className="flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto rounded-card bg-surface p-5 shadow-card max-[480px]:p-4"
    >
      <header className="flex items-center gap-4">
        <h2 className="min-w-0 flex-1 font-strong text-title">
          {count > 1 ? `${count} × ` : ''}
          {good.name}
        </h2>
        <Button size={48} icon={<ArrowLeft className="size-5.5" />} hint="Esc" onClick={close}>
          Back
        </Button>
      </header>
      {asked.groups.map(group => (
        <Question key={group.id} group={group} picked={picked} onPress={id => press(group, id)} />
      ))}
      {end === 'variant' ? (
        <Variants
          goods={goods}
          variants={asked.variants}
          off={chosen ? undefined : missing(asked.groups, picked)}
          onPress={which => add(which, picked)}
        />
      ) : null}
      {end === 'add' ? (
        <Button
          variant="go"
          size={72}
          off={chosen ? false : (missing(asked.groups, picked) ?? true)}
          onClick={() => add(good, picked)}
        >
          Add {format.money(each)}
        </Button>
      ) : null}
    </section>
  )
}

/** What ends the choice with its tap. */
function endOf({ variants, groups }: Choosing): 'variant' | 'answer' | 'add' {
  if (variants.length > 0) return 'variant'
  const [only] = groups
  return groups.length === 1 && only?.most === 1 && leastOf(only) === 1 ? 'answer' : 'add'
}

/** Of a question with one answer another one takes its place; of one with several what is too much does nothing. */
function toggled(group: ModifierGroup, picked: readonly ModifierId[], id: ModifierId): readonly ModifierId[] {
  if (picked.includes(id)) return picked.filter(other => other !== id)
  const own = group.modifiers.map(one => one.id)
  if (group.most === 1) return [...picked.filter(other => !own.includes(other)), id]
  const count = picked.filter(other => own.includes(other)).length
  return count < group.most ? [...picked, id] : picked
}

function missing(groups: readonly ModifierGroup[], picked: readonly ModifierId[]): string | undefined {
  const open = groups.find(
    group => group.modifiers.filter(({ id }) => picked.includes(id)).length < leastOf(group),
  )
  return open && `Choose first: ${open.name}`
}

type QuestionProps = {
  group: ModifierGroup
  picked: readonly ModifierId[]
  onPress: (id: ModifierId) => void
}

function Question({ group, picked, onPress }: QuestionProps) {
  const { format } = useCounter()
  return (
    <fieldset className="grid gap-2.5">
      <legend className="mb-2 text-ink-2 text-small">
        <b className="font-label text-ink">{group.name}</b> {howMany(group)}
      </legend>
      <div className="flex flex-wrap gap-2">
        {group.modifiers.map(({ id, name, price }) => {
          const isOn = picked.includes(id)
          return (
            <button
              key={id}
              type="button"
              aria-pressed={isOn}
              onClick={() => onPress(id)}
              className={cx(
                'flex min-h-16 items-center gap-3 rounded-tile px-4.5 text-left font-label text-[19px]/[24px] active:brightness-93 forced-colors:border',
                isOn
                  ? 'bg-go-soft text-go-ink inset-ring-[2.5px] inset-ring-go forced-colors:border-4'
                  : 'bg-control text-ink inset-ring-[1.5px] inset-ring-line',
              )}
            >
              <span>{name}</span>
              {price.minor === 0 ? null : (
                <span className="font-name text-small">
                  {price.minor > 0 ? '+' : ''}
                  {format.money(price)}
                </span>
              )}
            </button>
          )
        })}
      </div>
    </fieldset>
  )
}

function howMany(group: ModifierGroup): string {
  const least = leastOf(group)
  if (least === 0) return group.most === 1 ? 'if wanted' : `up to ${group.most}`
  if (least === group.most) return least === 1 ? 'choose one' : `choose ${least}`
  return `choose ${least} to ${group.most}`
}

type VariantsProps = {
  goods: GoodsIndex
  variants: readonly Good[]
  off: string | undefined
  onPress: (good: Good) => void
}

function Variants({ goods, variants, off, onPress }: VariantsProps) {
  const { format } = useCounter()
  return (
    <fieldset>
      <legend className="mb-2 text-ink-2 text-small">
        {off ?? 'Which one? It goes on the sale at once.'}
      </legend>
      <div className="grid auto-rows-[104px] grid-cols-[repeat(auto-fill,minmax(150px,1fr))] gap-2.5">
        {variants.map(variant => {
          const stock = goods.stock(variant.row)
          return (
            <Tile
              key={variant.id}
              id={variant.id}
              name={variant.variant ?? variant.name}
              price={format.money(variant.price)}
              colour={colourOf(variant.category.colour - 1)}
              stock={stock && stock.left > 0 && stock.left <= FEW ? `${stock.left} left` : undefined}
              soldOut={stock && stock.left <= 0 ? (stock.blocks ? 'not-sellable' : 'sellable') : undefined}
              onPress={() => {
                if (off === undefined) onPress(variant)
              }}
            />
          )
        })}
      </div>
    </fieldset>
  )
}

const FEW = 10
