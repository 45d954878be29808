import { Star } from 'lucide-react'
import { Chip, ChipRow } from '#components/ui/chip.tsx'
import { colourOf } from '#components/ui/colours.ts'
import { useGoods } from '#lib/client/catalogue/use-goods.ts'
import { type Chosen, nextQuestion, useCounter, useView } from './view.ts'

/** Favourites, all, and one chip per category. */
export function Chips() {
  const goods = useGoods()
  const { change, view } = useCounter()
  const chosen = useView(shown => shown.chosen)
  // What was found takes their place too.
  const isSearching = useView(shown => shown.query.trim() !== '')
  const choose = (next: Chosen) => () =>
    change({ chosen: next, page: 0, query: '', ...nextQuestion(view.get()) })
  if (isSearching) return null
  return (
    <ChipRow>
      <Chip
        label="Favourites"
        icon={<Star className="size-5.5" aria-hidden="true" />}
        selected={chosen === 'favourites'}
        onPress={choose('favourites')}
      />
      <Chip label="All" selected={chosen === 'all'} onPress={choose('all')} />
      {goods?.categories.map(category => (
        <Chip
          key={category.id}
          label={category.name}
          colour={colourOf(category.colour - 1)}
          selected={chosen === category.id}
          onPress={choose(category.id)}
        />
      ))}
    </ChipRow>
  )
}
