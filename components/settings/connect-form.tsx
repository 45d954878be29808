import { useState } from 'react'
import { Form, FormActions } from '#components/office/form.tsx'
import { FormField } from '#components/office/form-field.tsx'
import { useWish } from '#components/office/use-wish.ts'
import { Banner } from '#components/ui/banner.tsx'
import { SAFE_TO_LEAVE } from '#components/words/leaving.ts'
import { useForm } from '#lib/client/form/use-form.ts'
import { stripeSettingsKey } from '#lib/contracts/keys.ts'
import {
  type ConnectAnswer,
  ConnectValues,
  type StripeSettingsAnswer,
} from '#lib/contracts/stripe-settings.ts'

/** Where Stripe reaches this till. Connecting makes both endpoints there, with the pinned version; their secrets are kept encrypted. */
export function ConnectForm({ now }: { now: StripeSettingsAnswer }) {
  const { mode, webhooks } = now
  const [isUnseen, setUnseen] = useState(false)
  const wish = useWish({
    url: `${stripeSettingsKey}/webhooks`,
    asksAgain: [stripeSettingsKey],
    withinMs: 60_000,
    // True because this wish is answered with one type, shared by both sides.
    onDone: answer => setUnseen(!(answer as ConnectAnswer).seen),
  })
  const form = useForm({
    schema: ConnectValues,
    first: { url: webhooks.publicUrl ?? '' },
    wish,
    toBody: ({ url }) => ({ do: 'connect', url }),
  })
  if (mode === 'simulator')
    return (
      <p className="rounded-tile bg-control px-4 py-3 text-small">
        The simulator runs on this machine and is connected by itself at every start. With keys of Stripe,
        this is where you say under which address the internet reaches the till.
      </p>
    )
  return (
    <Form form={form} className="grid gap-4 border-line border-t pt-5">
      <div>
        <h3 className="font-label">Connect</h3>
        <p className="text-ink-2 text-small">
          Stripe knocks over the internet. A till in a shop’s own network needs an address outside: a domain
          with a reverse proxy that ends TLS, or a tunnel. While you try things out,{' '}
          <code className="break-all font-mono text-label">
            stripe listen --forward-to localhost:3000/api/stripe/webhook
          </code>{' '}
          does it, with its secret in STRIPE_WEBHOOK_SECRETS. Without any, payments finish all the same: the
          till asks Stripe about each one that has been quiet.
        </p>
      </div>
      <FormField
        form={form}
        name="url"
        label="Public address of this till"
        type="url"
        inputMode="url"
        placeholder="https://till.example.com"
        fix="Begin with https://"
        hint={`${mode === 'live' ? 'With live keys it must begin with https://. ' : ''}What others made at Stripe for these two addresses is replaced; everything else there is left alone.`}
      />
      <FormActions
        form={form}
        save={webhooks.publicUrl ? 'Connect again' : 'Connect webhooks'}
        saving="Asking Stripe"
        meanwhile={SAFE_TO_LEAVE}
        saved="Both endpoints are at Stripe."
        noDiscard
      />
      {isUnseen && !form.isDirty && wish.state === 'idle' ? (
        <Banner tone="care" glyph="unknown" strong="Asked from here, nobody answers at that address.">
          So it is in many a shop’s own network, though the internet gets through. Pay once by card: the two
          doors above then say when something last came.
        </Banner>
      ) : null}
    </Form>
  )
}
