import { Form, FormActions } from '#components/office/form.tsx'
import { FormField } from '#components/office/form-field.tsx'
import { useWish } from '#components/office/use-wish.ts'
import { FOR_LATER } from '#components/words/later.ts'
import { PRINTER_WORDS, SHOPS_OWN } from '#components/words/printers.ts'
import { useForm } from '#lib/client/form/use-form.ts'
import { registersKey } from '#lib/contracts/keys.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import {
  type RegisterForm as Fields,
  type RegisterSeenAnswer,
  type RegistersAnswer,
  RegisterForm as Schema,
} from '#lib/contracts/registers.ts'
import { isId } from '#lib/domain/ids.ts'

type Props = {
  /** Missing: a new one. */
  register?: RegisterSeenAnswer | undefined
  answer: RegistersAnswer
  office: OfficeView
  /** Why nothing may be changed. */
  off?: string | undefined
  onClose: () => void
  onAdded?: ((id: RegisterSeenAnswer['id']) => void) | undefined
}

const PRINTERS = (['browser', 'escpos_80', 'none'] as const).map(value => ({
  value,
  words: PRINTER_WORDS[value],
}))

const NEW: Fields = {
  name: '',
  readerId: '',
  locationId: '',
  printer: 'browser',
  drawerKick: false,
  floatMinor: 0,
}

/** What a register is called and what stands beside it. */
export function RegisterForm({ register, answer, office, off, onClose, onAdded }: Props) {
  const wish = useWish({
    url: register ? `${registersKey}/${register.id}` : registersKey,
    asksAgain: [registersKey],
    onDone: told => (register ? onClose() : addedIn(told, onAdded)),
  })
  const form = useForm({
    schema: Schema,
    first: register ? fieldsOf(register) : NEW,
    wish,
    toBody: ({ readerId, locationId, ...rest }) => ({
      ...rest,
      readerId: readerId || null,
      locationId: locationId || null,
    }),
  })
  const isOff = off !== undefined
  const hasPrinter = form.values.printer === 'escpos_80'
  const shared = answer.registers.filter(
    ({ id, readerId, revokedAt }) =>
      id !== register?.id && revokedAt === null && readerId !== null && readerId === form.values.readerId,
  )
  return (
    <Form form={form} className="grid gap-5">
      <FormField
        form={form}
        name="name"
        label="Name"
        fix="A name of up to 40 signs."
        maxLength={40}
        off={isOff}
        autoFocus={!register}
      />
      <FormField
        form={form}
        name="readerId"
        label="Card reader"
        kind="select"
        off={isOff}
        options={[
          { value: '', words: 'No reader: cash only' },
          ...answer.readers.map(({ id, label }) => ({ value: id, words: label })),
        ]}
        missing="A reader that is gone"
        hint={
          shared.length === 0
            ? 'Where Charge sends the amount.'
            : `In turn with ${shared.map(({ name }) => name).join(', ')}: whoever charges first has it until that payment has ended.`
        }
      />
      <FormField
        form={form}
        name="locationId"
        label="Location"
        kind="select"
        off={isOff}
        options={[
          { value: '', words: SHOPS_OWN },
          ...answer.locations.map(({ id, name }) => ({ value: id, words: name })),
        ]}
        hint="Decides the taxes of what is sold here."
      />
      <FormField
        form={form}
        name="printer"
        label="Receipts"
        kind="select"
        off={isOff}
        options={PRINTERS}
        hint={`${FOR_LATER} Receipts are printed by the browser.`}
      />
      <FormField
        form={form}
        name="drawerKick"
        label="Open the drawer when cash is taken"
        kind="switch"
        off={isOff || !(hasPrinter || form.values.drawerKick)}
        hint={
          hasPrinter
            ? FOR_LATER
            : `Needs a receipt printer: a browser’s print dialog opens no drawer. ${FOR_LATER}`
        }
      />
      <FormField
        form={form}
        name="floatMinor"
        label="Float"
        kind="money"
        currency={office.shop.currency}
        off={isOff}
        hint={`What lies in the drawer when a shift begins. ${FOR_LATER}`}
        fix="Type it like 100.00."
      />
      <FormActions
        form={form}
        save={register ? 'Save the register' : 'Add the register'}
        saving={register ? 'Saving' : 'Adding'}
        onCancel={register ? undefined : onClose}
        off={off}
      />
    </Form>
  )
}

const fieldsOf = (register: RegisterSeenAnswer): Fields => ({
  name: register.name,
  readerId: register.readerId ?? '',
  locationId: register.locationId ?? '',
  printer: register.printer,
  drawerKick: register.drawerKick,
  floatMinor: register.floatMinor,
  version: register.version,
})

function addedIn(told: unknown, onAdded: Props['onAdded']): void {
  if (typeof told === 'object' && told !== null && 'id' in told && isId('register', told.id))
    onAdded?.(told.id)
}
