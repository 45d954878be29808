import { useState } from 'react'
import { colourOf } from '#components/ui/colours.ts'
import { cx } from '#components/ui/cx.ts'
import { Field } from '#components/ui/field.tsx'
import { PersonButton } from './person-button.tsx'
import type { Person, PinEntry } from './use-pin.ts'

/** More names than a glance takes in. */
const MANY = 12

type Props = { people: readonly Person[]; entry: PinEntry; className?: string | undefined }

/** The names to choose from; where there are many, a few letters bring the right one near. */
export function PeopleList({ people, entry, className }: Props) {
  const [typed, setTyped] = useState('')
  const words = typed.trim().toLocaleLowerCase()
  const shown = people.filter(({ name }) => name.toLocaleLowerCase().includes(words))
  return (
    <>
      {people.length > MANY ? (
        <Field
          label="Find a name"
          className="mt-4 max-w-90"
          value={typed}
          onChange={event => setTyped(event.target.value)}
        />
      ) : null}
      <ul className={cx('grid', className)}>
        {shown.map(one => (
          <li key={one.id}>
            <PersonButton
              person={one}
              colour={colourOf(people.indexOf(one))}
              selected={one.id === entry.person?.id}
              onPick={entry.pick}
            />
          </li>
        ))}
      </ul>
      {shown.length === 0 && people.length > 0 ? (
        <p className="mt-3 text-body text-ink-2">Nobody of that name works here.</p>
      ) : null}
    </>
  )
}
