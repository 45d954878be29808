import { Form, FormActions } from '#components/office/form.tsx'
import { FormField } from '#components/office/form-field.tsx'
import { FormSheet } from '#components/office/form-sheet.tsx'
import { type Form as FormOf, useForm } from '#lib/client/form/use-form.ts'
import { WifiForm } from '#lib/contracts/locations.ts'
import type { Wifi } from '#lib/domain/reader-settings.ts'
import { type Chosen, NOT_CHOSEN, PemField } from './pem-field.tsx'
import { forForm, type PartChange, type PartWish } from './use-part-wish.ts'

const KINDS = [
  { value: 'personal_psk', words: 'One password for all (WPA2 or WPA3)' },
  { value: 'enterprise_eap_peap', words: 'User name and password (802.1X, PEAP)' },
  { value: 'enterprise_eap_tls', words: 'Certificate (802.1X, EAP-TLS)' },
] as const satisfies readonly { readonly value: Wifi['kind']; readonly words: string }[]

type Props = { now: Wifi | undefined; wish: PartWish; onClose: () => void }

/** The network readers join, as it is typed. */
export const WifiSheet = (props: Props) => (
  <FormSheet open title="Wi-Fi" onClose={props.onClose}>
    <WifiFields {...props} />
  </FormSheet>
)

type Values = {
  kind: string
  ssid: string
  username: string
  password: string
  clientCertificate: Chosen
  privateKey: Chosen
  keyPassword: string
  caCertificate: Chosen
  seen: unknown
}

const BLANK = {
  username: '',
  password: '',
  clientCertificate: NOT_CHOSEN,
  privateKey: NOT_CHOSEN,
  keyPassword: '',
  caCertificate: NOT_CHOSEN,
}

/** Only what this kind of network has: what was typed for another stays in the form. */
function changeOf(typed: Values): PartChange {
  const { ssid, username, password, keyPassword } = typed
  const caCertificate = typed.caCertificate.text
  switch (typed.kind) {
    case 'enterprise_eap_tls': {
      const files = { clientCertificate: typed.clientCertificate.text, privateKey: typed.privateKey.text }
      return { part: 'wifi', value: { kind: typed.kind, ssid, ...files, keyPassword, caCertificate } }
    }
    case 'enterprise_eap_peap':
      return { part: 'wifi', value: { kind: typed.kind, ssid, username, password, caCertificate } }
    default:
      return { part: 'wifi', value: { kind: 'personal_psk', ssid, password } }
  }
}

function WifiFields({ now, wish, onClose }: Props) {
  const first: Values = {
    kind: now?.kind ?? 'personal_psk',
    ssid: now?.ssid ?? '',
    ...BLANK,
    seen: wish.now,
  }
  const form = useForm({ schema: WifiForm, first, ...forForm(wish, changeOf) })
  const { kind } = form.values
  return (
    <Form form={form}>
      <FormField form={form} name="kind" label="How one gets in" kind="select" options={KINDS} />
      <FormField form={form} name="ssid" label="Name of the network" maxLength={32} />
      {kind === 'enterprise_eap_tls' ? <CertificateFields form={form} /> : <PasswordFields form={form} />}
      {kind === 'personal_psk' ? null : (
        <PemFormField
          form={form}
          name="caCertificate"
          label="Certificate of the network, if it is your own"
          hint="Readers then join no other network of this name."
        />
      )}
      <FormActions form={form} save="Save the network" saving="Asking Stripe" onCancel={onClose} />
    </Form>
  )
}

type FieldsProps = { form: FormOf<Values> }

const PasswordFields = ({ form }: FieldsProps) => (
  <>
    {form.values.kind === 'enterprise_eap_peap' ? (
      <FormField form={form} name="username" label="User name" maxLength={200} />
    ) : null}
    <FormField
      form={form}
      name="password"
      label="Password"
      type="password"
      autoComplete="new-password"
      maxLength={form.values.kind === 'personal_psk' ? 63 : 200}
      hint="It goes to Stripe, and is kept nowhere else."
    />
  </>
)

const CertificateFields = ({ form }: FieldsProps) => (
  <>
    <PemFormField form={form} name="clientCertificate" label="Certificate of the readers" />
    <PemFormField
      form={form}
      name="privateKey"
      label="Its private key"
      hint="An RSA key. It goes to Stripe, and is kept and shown nowhere else."
    />
    <FormField
      form={form}
      name="keyPassword"
      label="Password of the key, if it is locked"
      type="password"
      autoComplete="new-password"
      maxLength={200}
    />
  </>
)

type FileProps = FieldsProps & {
  name: 'clientCertificate' | 'privateKey' | 'caCertificate'
  label: string
  hint?: string
}

const PemFormField = ({ form, name, label, hint }: FileProps) => (
  <PemField
    label={label}
    hint={hint}
    error={form.problemOf(name)?.text}
    value={form.values[name]}
    onPut={chosen => form.putField(name, chosen)}
    onLeave={() => form.leave(name)}
  />
)
