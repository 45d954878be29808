import { cx } from '#components/ui/cx.ts'
import { Glyph } from '#components/ui/glyph.tsx'
import { GROUP_WORDS, groupOf, STATE_GROUPS, type StateGroup } from '#components/words/reader-states.ts'
import type { ReaderAnswer } from '#lib/contracts/readers.ts'

type Props = {
  readers: readonly ReaderAnswer[]
  chosen: string | undefined
  onChoose: (group: StateGroup | '') => void
}

/** How many are in which state. Pressed, the list shows only those. */
export function StateChips({ readers, chosen, onChoose }: Props) {
  const counts = STATE_GROUPS.map(group => ({
    group,
    count: readers.filter(({ state }) => groupOf(state) === group).length,
  })).filter(({ group, count }) => count > 0 || group === chosen)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend would take room, and nothing here is a form.
    <div role="group" aria-label="States" className="flex flex-wrap gap-2">
      {counts.map(({ group, count }) => (
        <button
          key={group}
          type="button"
          aria-pressed={group === chosen}
          onClick={() => onChoose(group === chosen ? '' : group)}
          className={cx(
            'flex h-12 items-center gap-2.5 rounded-[13px] px-4 font-label text-[17px]/[22px] shadow-card forced-colors:border',
            group === chosen ? 'bg-go-soft text-go-ink forced-colors:border-4' : 'bg-surface',
          )}
        >
          <Glyph name={GROUP_WORDS[group].glyph} className="size-5" />
          {count} {GROUP_WORDS[group].word}
        </button>
      ))}
    </div>
  )
}
