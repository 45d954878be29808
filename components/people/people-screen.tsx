'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { Column } from '#components/office/column.ts'
import { DataTable } from '#components/office/data-table.tsx'
import { OfficeFrame, OfficeTitle } from '#components/office/office-frame.tsx'
import { StateCell, TwoLines } from '#components/office/table-cells.tsx'
import { Button } from '#components/ui/button.tsx'
import { ROLE_WORDS } from '#components/words/roles.ts'
import { byNumber, byText } from '#lib/client/table/rows-shown.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import type { PeopleAnswer, PersonAnswer, SessionsAnswer } from '#lib/contracts/people.ts'
import { may, ROLES } from '#lib/domain/permissions.ts'
import { Matrix } from './matrix.tsx'
import { SessionsPart } from './sessions-part.tsx'
import { usePeople } from './use-people.ts'

const AddPerson = dynamic(async () => (await import('./add-person.tsx')).AddPerson)

type Props = { office: OfficeView; people: PeopleAnswer; sessions: SessionsAnswer }

/** Who works here, who is signed in where, and who may do what. */
export function PeopleScreen({ office, people: first, sessions }: Props) {
  const people = usePeople(first)
  const [adds, setAdds] = useState(false)
  const add = (
    <Button
      size={48}
      variant="go"
      className="px-5"
      off={may(office.who.role, 'people.manage') ? false : 'Needs a manager'}
      onClick={() => setAdds(true)}
    >
      Add somebody
    </Button>
  )
  return (
    <OfficeFrame here="people" office={office} title={<OfficeTitle>People</OfficeTitle>} actions={add}>
      <DataTable
        rows={people}
        columns={COLUMNS}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/people/${id}`}
        label="People"
        search={({ name, role }) => `${name} ${ROLE_WORDS[role]}`}
        filters={FILTERS}
        exportName="people"
        needsSomebody={({ active, mustChangePin }) => active && mustChangePin}
        empty={{ title: 'Nobody works here yet', line: 'Whoever set the shop up is its owner.' }}
      />
      <SessionsPart first={sessions} office={office} />
      <Matrix />
      {adds ? <AddPerson role={office.who.role} onClose={() => setAdds(false)} /> : null}
    </OfficeFrame>
  )
}

function stateOf({ active, sessions, mustChangePin }: PersonAnswer) {
  if (!active) return { glyph: 'cancelled', word: 'Disabled', line: 'Signs in nowhere' } as const
  if (mustChangePin) return { glyph: 'unknown', word: 'Not begun', line: 'Has not chosen a PIN yet' } as const
  if (sessions === 0) return { glyph: 'ready', word: 'Away', line: undefined } as const
  const line = sessions === 1 ? 'on one browser' : `on ${sessions} browsers`
  return { glyph: 'done', word: 'Signed in', line } as const
}

const COLUMNS: readonly Column<PersonAnswer>[] = [
  {
    key: 'state',
    head: 'State',
    phone: 'state',
    cell: person => <StateCell {...stateOf(person)} />,
    sort: byText(person => stateOf(person).word),
    export: person => stateOf(person).word,
  },
  {
    key: 'name',
    head: 'Name',
    phone: 'title',
    cell: ({ name, role }) => <TwoLines strong first={name} line={ROLE_WORDS[role]} />,
    sort: byText(({ name }) => name),
    export: ({ name }) => name,
  },
  {
    key: 'role',
    head: 'Role',
    phone: 'hidden',
    cell: ({ role }) => ROLE_WORDS[role],
    sort: byNumber(({ role }) => ROLES.indexOf(role)),
    export: ({ role }) => ROLE_WORDS[role],
  },
  {
    key: 'badge',
    head: 'Signs in with',
    phone: 'hidden',
    cell: ({ hasBadge }) => (hasBadge ? 'PIN or badge' : 'PIN'),
    sort: byText(({ hasBadge }) => String(hasBadge)),
    export: ({ hasBadge }) => (hasBadge ? 'PIN or badge' : 'PIN'),
  },
]

const FILTERS = [
  {
    key: 'role',
    label: 'Role',
    options: ROLES.map(role => ({ value: role, label: ROLE_WORDS[role] })),
    of: ({ role }: PersonAnswer) => role,
  },
  {
    key: 'state',
    label: 'State',
    options: [
      { value: 'here', label: 'Works here' },
      { value: 'left', label: 'Disabled' },
    ],
    of: ({ active }: PersonAnswer) => (active ? 'here' : 'left'),
  },
]
