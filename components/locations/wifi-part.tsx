import { useState } from 'react'
import { Form, FormActions } from '#components/office/form.tsx'
import { FormField } from '#components/office/form-field.tsx'
import { FormSheet } from '#components/office/form-sheet.tsx'
import { useForm } from '#lib/client/form/use-form.ts'
import { WifiForm } from '#lib/contracts/locations.ts'
import { PartCard } from './part-card.tsx'
import type { PartProps } from './settings-parts.tsx'
import { TakeAway } from './take-away.tsx'
import { asFormWish, usePartWish } from './use-part-wish.ts'

const KINDS = [
  { value: 'personal_psk', words: 'One password for all (WPA2 or WPA3)' },
  { value: 'enterprise_eap_peap', words: 'User name and password (802.1X, PEAP)' },
]

/** The network readers join by themselves. */
export function WifiPart({ locationId, own, inherited, isAccount, placeName, off }: PartProps) {
  const [edits, setEdits] = useState(false)
  const wish = usePartWish(locationId, own.wifi, () => setEdits(false))
  const now = own.wifi ?? inherited.wifi
  return (
    <PartCard
      title="Wi-Fi"
      line="The network readers join by themselves. A reader must be online once to hear of it, so set the new one up before the old one goes."
      whence={own.wifi ? 'own' : now ? 'inherited' : 'stripes'}
      isAccount={isAccount}
      now={now ? <span className="break-words">{now.ssid}</span> : 'Whatever was typed on the device'}
      wish={wish}
      off={off}
      onChange={() => setEdits(true)}
      takeAway={
        <TakeAway
          what="the Wi-Fi network"
          placeName={placeName}
          then={
            inherited.wifi
              ? `will join ${inherited.wifi.ssid}, as everywhere`
              : 'will join only what was typed on the device; one that knows no other network goes offline and takes no cards'
          }
          lost="The password is kept nowhere: to use this network again, somebody has to type it again."
          change={{ part: 'wifi', value: null }}
          wish={wish}
          off={off}
        />
      }
    >
      <FormSheet open={edits} title="Wi-Fi" onClose={() => setEdits(false)}>
        <WifiFields ssid={now?.ssid ?? ''} wish={wish} onCancel={() => setEdits(false)} />
      </FormSheet>
    </PartCard>
  )
}

type FieldsProps = { ssid: string; wish: ReturnType<typeof usePartWish>; onCancel: () => void }

function WifiFields({ ssid, wish, onCancel }: FieldsProps) {
  const form = useForm({
    schema: WifiForm,
    first: { kind: 'personal_psk' as string, ssid, username: '', password: '' },
    wish: asFormWish(wish, (typed: { kind: string; ssid: string; username: string; password: string }) => ({
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
      <FormActions form={form} save="Save the network" saving="Asking Stripe" onCancel={onCancel} />
    </Form>
  )
}
