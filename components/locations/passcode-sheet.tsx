import { Form, FormActions } from '#components/office/form.tsx'
import { FormField } from '#components/office/form-field.tsx'
import { FormSheet } from '#components/office/form-sheet.tsx'
import { useForm } from '#lib/client/form/use-form.ts'
import { PasscodeForm } from '#lib/contracts/locations.ts'
import { forForm, type PartWish } from './use-part-wish.ts'

type Props = { wish: PartWish; onClose: () => void }

/** Another code for the device's menu, as it is typed. */
export const PasscodeSheet = (props: Props) => (
  <FormSheet open title="Passcode of the device’s menu" onClose={props.onClose}>
    <PasscodeFields {...props} />
  </FormSheet>
)

function PasscodeFields({ wish, onClose }: Props) {
  const form = useForm({
    schema: PasscodeForm,
    first: { passcode: '', seen: wish.now },
    ...forForm(wish, ({ passcode }: { passcode: string }) => ({ part: 'passcode', value: passcode })),
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
