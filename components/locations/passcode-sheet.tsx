import { Form, FormActions } from '#components/office/form.tsx'
import { FormField } from '#components/office/form-field.tsx'
import { FormSheet } from '#components/office/form-sheet.tsx'
import { useForm } from '#lib/client/form/use-form.ts'
import { PasscodeForm } from '#lib/contracts/locations.ts'
import { asFormWish, type PartWish } from './use-part-wish.ts'

type Props = { wish: PartWish; seen: unknown; onClose: () => void }

/** Another code for the device's menu, as it is typed. */
export const PasscodeSheet = (props: Props) => (
  <FormSheet open title="Passcode of the device’s menu" onClose={props.onClose}>
    <PasscodeFields {...props} />
  </FormSheet>
)

function PasscodeFields({ wish, seen, onClose }: Props) {
  const form = useForm({
    schema: PasscodeForm,
    first: { passcode: '', seen },
    wish: asFormWish(wish, ({ passcode }: PasscodeForm) => ({
      part: 'passcode',
      value: passcode,
    })),
  })
  return (
    <Form form={form}>
      <FormField
        form={form}
        name="passcode"
        label="New passcode"
        inputMode="numeric"
        maxLength={5}
        fix="It has five digits."
        hint="It is not shown here again."
      />
      <FormActions form={form} save="Save the passcode" saving="Asking Stripe" onCancel={onClose} />
    </Form>
  )
}
