import { Form, FormActions } from '#components/office/form.tsx'
import { FormSheet } from '#components/office/form-sheet.tsx'
import { useWish } from '#components/office/use-wish.ts'
import { useForm } from '#lib/client/form/use-form.ts'
import { usePress } from '#lib/client/use-press.ts'
import { locationsKey } from '#lib/contracts/keys.ts'
import { LocationForm } from '#lib/contracts/locations.ts'
import { emptyLocation } from './empty-location.ts'
import { LocationFields } from './location-fields.tsx'

type Props = {
  countries: readonly { readonly value: string; readonly words: string }[]
  shopCountry: string
  onClose: () => void
}

export const NewLocation = ({ onClose, ...fields }: Props) => (
  <FormSheet open title="A new location" onClose={onClose}>
    <NewLocationForm {...fields} onClose={onClose} />
  </FormSheet>
)

function NewLocationForm({ countries, shopCountry, onClose }: Props) {
  const press = usePress()
  const wish = useWish({
    url: locationsKey,
    asksAgain: [locationsKey],
    onDone: onClose,
    withinMs: 90_000,
    mayBe: 'added',
  })
  const form = useForm({
    schema: LocationForm,
    first: emptyLocation(shopCountry),
    wish,
    toBody: typed => ({ press: press(wish.state, typed), typed }),
  })
  return (
    <Form form={form} className="grid gap-4">
      <LocationFields form={form} countries={countries} isThere={false} shopCountry={shopCountry} />
      <FormActions form={form} save="Add the location" saving="Asking Stripe" onCancel={onClose} />
    </Form>
  )
}
