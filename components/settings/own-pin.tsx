import { Form, FormActions } from '#components/office/form.tsx'
import { FormField } from '#components/office/form-field.tsx'
import { Card } from '#components/office/office-frame.tsx'
import { useWish } from '#components/office/use-wish.ts'
import { useForm } from '#lib/client/form/use-form.ts'

/** One's own PIN, by whoever knows the old one. */
export function OwnPin({ name }: { name: string }) {
  const wish = useWish({ url: '/api/own/pin' })
  const form = useForm({
    schema: async () => (await import('#lib/contracts/people.ts')).ChangeOwnPin,
    first: { pin: '', newPin: '' },
    wish,
    beginsAnew: true,
  })
  return (
    <Card className="grid gap-5 p-6 max-[719px]:p-4">
      <header>
        <h2 className="font-strong text-title">Your PIN</h2>
        <p className="text-ink-2 text-small">
          {name} is signed in here. Other browsers you are signed in on are signed out.
        </p>
      </header>
      <Form form={form}>
        <FormField
          form={form}
          name="pin"
          label="The PIN you have"
          type="password"
          inputMode="numeric"
          maxLength={8}
          autoComplete="current-password"
        />
        <FormField
          form={form}
          name="newPin"
          label="The new one"
          type="password"
          inputMode="numeric"
          maxLength={8}
          autoComplete="new-password"
          hint="4 to 8 digits. Not one digit again and again, and not digits in a row like 1234."
        />
        <FormActions form={form} save="Change my PIN" saved="Your PIN is changed." noDiscard />
      </Form>
    </Card>
  )
}
