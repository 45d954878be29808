'use client'

import Link from 'next/link'
import { Form, FormActions } from '#components/office/form.tsx'
import { FormField } from '#components/office/form-field.tsx'
import { Card, OfficeFrame, OfficeTitle } from '#components/office/office-frame.tsx'
import { useWish } from '#components/office/use-wish.ts'
import { ROLE_WORDS } from '#components/words/roles.ts'
import { useForm } from '#lib/client/form/use-form.ts'
import { peopleKey } from '#lib/contracts/keys.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import type { PeopleAnswer, PersonAnswer, SessionsAnswer } from '#lib/contracts/people.ts'
import type { StaffId } from '#lib/domain/ids.ts'
import { may } from '#lib/domain/permissions.ts'
import { BadgePart } from './badge-part.tsx'
import { LeavePart } from './leave-part.tsx'
import { PinPart } from './pin-part.tsx'
import { rolesFor } from './roles-for.ts'
import { SessionsPart } from './sessions-part.tsx'
import { usePeople } from './use-people.ts'

type Props = { office: OfficeView; staffId: StaffId; people: PeopleAnswer; sessions: SessionsAnswer }

/** One person: what they are called and may do, how they sign in, where they are signed in, and whether they still work here. */
export function PersonScreen({ office, staffId, people: first, sessions }: Props) {
  const person = usePeople(first).find(({ id }) => id === staffId)
  if (!person) return null
  const off = whyNot(person, office)
  return (
    <OfficeFrame
      here="people"
      office={office}
      above={
        <Link href="/people" className="underline decoration-line underline-offset-4 hover:decoration-edge">
          People
        </Link>
      }
      title={
        <OfficeTitle>
          {person.name}
          <span className="font-normal text-ink-2 text-title">
            {person.active ? ROLE_WORDS[person.role] : 'Disabled'}
          </span>
        </OfficeTitle>
      }
    >
      {off === undefined ? null : <p className="text-body text-ink-2">{off}</p>}
      <div className="@container">
        <div className="grid grid-cols-2 items-start gap-5 @max-[760px]:grid-cols-1">
          <NamePart person={person} office={office} off={off} />
          <div className="grid gap-5">
            <PinPart person={person} office={office} off={off} />
            <BadgePart person={person} office={office} off={off} />
          </div>
        </div>
      </div>
      <SessionsPart first={sessions} office={office} of={person} />
      <LeavePart person={person} office={office} off={off} />
    </OfficeFrame>
  )
}

/** Why nothing here is this person's to change. */
const whyNot = (person: PersonAnswer, { who }: OfficeView): string | undefined =>
  person.role === 'owner' && !may(who.role, 'people.owners') ? 'Only an owner changes an owner.' : undefined

export type PartProps = {
  person: PersonAnswer
  office: OfficeView
  /** Why nothing may be changed. */
  off: string | undefined
}

function NamePart({ person, office, off }: PartProps) {
  const { id, name, role } = person
  const wish = useWish({ url: `${peopleKey}/${id}`, asksAgain: [peopleKey] })
  const form = useForm({
    schema: async () => (await import('#lib/contracts/people.ts')).AddPerson,
    first: { name, role },
    wish,
    toBody: (typed, was) => ({ ...typed, was }),
  })
  const isSelf = id === office.who.staffId
  const roles = rolesFor(office.who.role)
  return (
    <Card className="p-6 @max-[719px]/office:p-4">
      <h2 className="mb-4 font-strong text-title">Name and role</h2>
      <Form form={form}>
        <FormField
          form={form}
          name="name"
          label="Name"
          fix="A name of up to 60 signs."
          maxLength={60}
          off={off !== undefined}
        />
        <FormField
          form={form}
          name="role"
          label="Role"
          kind="select"
          options={
            roles.some(({ value }) => value === role) ? roles : [{ value: role, words: ROLE_WORDS[role] }]
          }
          off={off !== undefined || isSelf}
          hint={isSelf ? 'Nobody changes their own role.' : 'Counts from the next press, on every browser.'}
        />
        <FormActions
          form={form}
          save="Save name and role"
          off={off === undefined ? undefined : 'Needs an owner'}
        />
      </Form>
    </Card>
  )
}
