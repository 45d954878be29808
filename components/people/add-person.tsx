import { useState } from 'react'
import { Form, FormActions } from '#components/office/form.tsx'
import { FormField } from '#components/office/form-field.tsx'
import { FormSheet } from '#components/office/form-sheet.tsx'
import { useWish } from '#components/office/use-wish.ts'
import { useForm } from '#lib/client/form/use-form.ts'
import { peopleKey } from '#lib/contracts/keys.ts'
import { AddPerson as Schema } from '#lib/contracts/people.ts'
import type { Role } from '#lib/domain/permissions.ts'
import { FirstPin } from './first-pin.tsx'
import { pinIn } from './pin-in.ts'
import { rolesFor } from './roles-for.ts'

type Props = { role: Role; onClose: () => void }

/** Somebody new: a name, a role, and a PIN to begin with, shown once. */
export function AddPerson({ role, onClose }: Props) {
  const [given, setGiven] = useState<{ name: string; pin: string }>()
  if (given) return <FirstPin {...given} onClose={onClose} />
  return (
    <FormSheet open title="Somebody new" onClose={onClose}>
      <AddForm role={role} onClose={onClose} onAdded={(name, pin) => setGiven({ name, pin })} />
    </FormSheet>
  )
}

type FormProps = Props & { onAdded: (name: string, pin: string) => void }

function AddForm({ role, onClose, onAdded }: FormProps) {
  const wish = useWish({
    url: peopleKey,
    asksAgain: [peopleKey],
    onDone: answer => onAdded(form.values.name.trim(), pinIn(answer)),
  })
  const form = useForm({ schema: Schema, first: { name: '', role: 'cashier' }, wish })
  return (
    <Form form={form} className="grid gap-5">
      <FormField
        form={form}
        name="name"
        label="Name"
        hint="As customers and colleagues call them; it is on their button at sign-in."
        fix="A name of up to 60 signs."
        maxLength={60}
        autoFocus
      />
      <FormField
        form={form}
        name="role"
        label="Role"
        kind="select"
        options={rolesFor(role)}
        hint="Who may do what is below the list of people."
      />
      <FormActions form={form} save="Add this person" saving="Adding" onCancel={onClose} />
    </Form>
  )
}
