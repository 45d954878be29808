import { Form, FormActions } from '#components/office/form.tsx'
import { FormField } from '#components/office/form-field.tsx'
import { FormSheet } from '#components/office/form-sheet.tsx'
import { useForm } from '#lib/client/form/use-form.ts'
import { WifiForm } from '#lib/contracts/locations.ts'
import { asFormWish, type PartWish } from './use-part-wish.ts'

const KINDS = [
  { value: 'personal_psk', words: 'One password for all (WPA2 or WPA3)' },
  { value: 'enterprise_eap_peap', words: 'User name and password (802.1X, PEAP)' },
]

type Props = { ssid: string; wish: PartWish; onClose: () => void }

/** The network readers join, as it is typed. */
export const WifiSheet = (props: Props) => (
  <FormSheet open title="Wi-Fi" onClose={props.onClose}>
    <WifiFields {...props} />
  </FormSheet>
)

function WifiFields({ ssid, wish, onClose }: Props) {
  const form = useForm({
    schema: WifiForm,
    first: { kind: 'personal_psk' as string, ssid, username: '', password: '', seen: wish.now },
    wish: asFormWish(wish, (typed: WifiForm) => ({
      part: 'wifi',
      value:
        typed.kind === 'personal_psk'
          ? { kind: 'personal_psk', ssid: typed.ssid, password: typed.password }
          : {
              kind: 'enterprise_eap_peap',
              ssid: typed.ssid,
              username: typed.username,
              password: typed.password,
            },
    })),
  })
  return (
    <Form form={form}>
      <FormField form={form} name="kind" label="How one gets in" kind="select" options={KINDS} />
      <FormField form={form} name="ssid" label="Name of the network" maxLength={32} />
      {form.values.kind === 'enterprise_eap_peap' ? (
        <FormField form={form} name="username" label="User name" maxLength={200} />
      ) : null}
      <FormField
        form={form}
        name="password"
        label="Password"
        type="password"
        autoComplete="new-password"
        maxLength={63}
        hint="It goes to Stripe, and is kept nowhere else."
      />
      <FormActions form={form} save="Save the network" saving="Asking Stripe" onCancel={onClose} />
    </Form>
  )
}
