import { useRouter } from 'next/navigation'
import { ConfirmDialog } from '#components/office/confirm-dialog.tsx'
import { Form, FormActions } from '#components/office/form.tsx'
import { FormField } from '#components/office/form-field.tsx'
import { FormSheet } from '#components/office/form-sheet.tsx'
import { useWish } from '#components/office/use-wish.ts'
import { readerName } from '#components/words/readers.ts'
import { useForm } from '#lib/client/form/use-form.ts'
import { readerKey, readersKey } from '#lib/contracts/keys.ts'
import { NameForm, type ReaderAnswer } from '#lib/contracts/readers.ts'

type Props = { reader: ReaderAnswer; onClose: () => void }

const keysOf = ({ id }: ReaderAnswer) => [readersKey, readerKey(id)]

export const RenameSheet = ({ reader, onClose }: Props) => (
  <FormSheet open title={`Rename the ${readerName(reader.label)}`} onClose={onClose}>
    <RenameForm reader={reader} onClose={onClose} />
  </FormSheet>
)

function RenameForm({ reader, onClose }: Props) {
  const url = `${readerKey(reader.id)}/name`
  const wish = useWish({
    url,
    asksAgain: keysOf(reader),
    onDone: onClose,
    withinMs: 90_000,
    mayBe: 'renamed',
  })
  const form = useForm({
    schema: NameForm,
    first: { label: reader.label },
    wish,
    toBody: ({ label }, base) => ({ label, was: base.label }),
  })
  return (
    <Form form={form}>
      <FormField
        form={form}
        name="label"
        label="Name"
        hint="Also in Stripe’s Dashboard, and on every register at once."
        fix="Give it a name of up to 100 signs."
        maxLength={100}
        autoFocus
      />
      <FormActions form={form} save="Rename" saving="Asking Stripe" onCancel={onClose} />
    </Form>
  )
}

export function DeleteDialog({ reader, onClose }: Props) {
  const router = useRouter()
  const url = readerKey(reader.id)
  const onDone = () => router.push('/readers')
  const wish = useWish({
    url,
    method: 'DELETE',
    asksAgain: [readersKey],
    onDone,
    withinMs: 90_000,
    mayBe: 'deleted',
  })
  const { registers } = reader
  const names = registers.map(({ name }) => name).join(' and ')
  const isGone = reader.state.kind === 'gone'
  return (
    <ConfirmDialog
      question={`Delete the ${readerName(reader.label)}?`}
      body={
        <>
          <p>
            {registers.length === 0
              ? 'No register uses it.'
              : `${names} will have no reader, and can take cash only until another one is chosen there.`}
          </p>
          <p className="mt-2">
            {isGone
              ? 'At Stripe it is gone already.'
              : 'It is deleted at Stripe too. To use it again it has to be registered with a new pairing code.'}{' '}
            Sales it has taken stay as they are.
          </p>
        </>
      }
      confirm="Delete reader"
      keep="Keep it"
      danger
      typed={reader.label}
      wish={wish}
      onConfirm={() => void wish.send()}
      onKeep={onClose}
    />
  )
}
