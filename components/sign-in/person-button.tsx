import { Avatar } from '#components/ui/avatar.tsx'
import type { Colour } from '#components/ui/colours.ts'
import { cx } from '#components/ui/cx.ts'
import { initialsOf } from './complaint.ts'
import type { Person, PinEntry } from './use-pin.ts'

const ROLES: Readonly<Record<string, string>> = {
  owner: 'Owner',
  manager: 'Manager',
  lead: 'Lead',
  cashier: 'Cashier',
}

type Props = { person: Person; colour: Colour; selected: boolean; onPick: PinEntry['pick'] }

/** A name to press. The keypad beside it is then theirs. */
export function PersonButton({ person, colour, selected, onPick }: Props) {
  return (
    <button
      type="button"
      aria-pressed={selected}
      onClick={() => onPick(person)}
      className={cx(
        'flex h-20 w-full items-center gap-4 rounded-card px-4.5 text-left @min-[900px]:h-24 forced-colors:border',
        selected
          ? 'bg-go-soft inset-ring-[3px] inset-ring-go forced-colors:border-4'
          : 'bg-surface shadow-card active:bg-control',
      )}
    >
      <Avatar initials={initialsOf(person.name)} colour={colour} size={60} />
      <span className="min-w-0">
        <b className="block truncate font-label text-[21px]/[26px]">{person.name}</b>
        <span className="text-ink-2">{ROLES[person.role] ?? person.role}</span>
      </span>
    </button>
  )
}
