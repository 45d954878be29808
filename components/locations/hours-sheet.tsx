import { Form, FormActions } from '#components/office/form.tsx'
import { FormField } from '#components/office/form-field.tsx'
import { FormSheet } from '#components/office/form-sheet.tsx'
import { useForm } from '#lib/client/form/use-form.ts'
import { RebootForm } from '#lib/contracts/locations.ts'
import type { RebootWindow } from '#lib/domain/reader-settings.ts'
import { hour } from './hour.ts'
import { forForm, type PartWish } from './use-part-wish.ts'

const HOURS = Array.from({ length: 24 }, (_, at) => ({ value: String(at), words: hour(at) }))

type Props = { now: RebootWindow | undefined; wish: PartWish; onClose: () => void }

/** When readers restart, as it is typed. */
export const HoursSheet = (props: Props) => (
  <FormSheet open title="Daily restart" onClose={props.onClose}>
    <HoursForm {...props} />
  </FormSheet>
)

function HoursForm({ now, wish, onClose }: Props) {
  const form = useForm({
    schema: RebootForm,
    first: { start: String(now?.startHour ?? 0), end: String(now?.endHour ?? 5), seen: wish.now },
    ...forForm(wish, ({ start, end }: { start: string; end: string }) => ({
      part: 'rebootWindow',
      value: { startHour: Number(start), endHour: Number(end) },
    })),
  })
  return (
    <Form form={form}>
      <FormField form={form} name="start" label="Not before" kind="select" options={HOURS} />
      <FormField
        form={form}
        name="end"
        label="Begun by"
        kind="select"
        options={HOURS}
        hint="An earlier hour than the first is on the next day."
      />
      <FormActions form={form} save="Save the hours" saving="Asking Stripe" onCancel={onClose} />
    </Form>
  )
}
