import { Search, X } from 'lucide-react'
import type { ChangeEvent, KeyboardEvent, Ref } from 'react'
import { KeyHint } from './key-hint.tsx'

type Props = {
  ref?: Ref<HTMLInputElement> | undefined
  value: string
  onChange: (value: string) => void
  onClear: () => void
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void
  /** Id of the list of hits, while it is open, and of the hit that Enter would add. */
  listId?: string | undefined
  activeId?: string | undefined
}

/** The till's search: name, number or code. */
export function SearchField({ ref, value, onChange, onClear, onKeyDown, listId, activeId }: Props) {
  return (
    <div className="flex h-(--search-height,56px) min-w-0 flex-1 items-center gap-3 rounded-button bg-surface pr-3 pl-4 inset-ring-[1.5px] inset-ring-edge focus-within:inset-ring-[3px] focus-within:inset-ring-go forced-colors:border">
      <Search className="size-6 flex-none text-ink-3" aria-hidden="true" />
      <input
        ref={ref}
        role="combobox"
        aria-label="Search or scan"
        aria-expanded={listId !== undefined}
        aria-controls={listId}
        aria-activedescendant={activeId}
        aria-autocomplete="list"
        aria-keyshortcuts="/ F2"
        type="text"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        placeholder="Search or scan"
        value={value}
        onChange={(event: ChangeEvent<HTMLInputElement>) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-full min-w-0 flex-1 bg-transparent font-name text-row outline-none placeholder:font-normal placeholder:text-ink-3"
      />
      {value === '' ? (
        <span className="text-ink-3">
          <KeyHint keys="/" />
        </span>
      ) : (
        <>
          <KeyHint keys="Esc" />
          <button
            type="button"
            aria-label="Clear the search"
            onClick={onClear}
            className="-mr-1.5 grid size-11 flex-none place-items-center rounded-[11px] text-ink-2 active:bg-control"
          >
            <X className="size-6" />
          </button>
        </>
      )}
    </div>
  )
}
