import { Form, FormActions } from '#components/office/form.tsx'
import { FormField } from '#components/office/form-field.tsx'
import { Card } from '#components/office/office-frame.tsx'
import { useWish } from '#components/office/use-wish.ts'
import { FOR_LATER } from '#components/words/later.ts'
import { useForm } from '#lib/client/form/use-form.ts'
import { useRead } from '#lib/client/use-read.ts'
import type { CounterSettingsAnswer } from '#lib/contracts/counter-settings.ts'
import { counterSettingsKey } from '#lib/contracts/keys.ts'
import { AUTO_LOCK_MINUTES } from '#lib/domain/auto-lock.ts'

/** What holds at every counter, as it is typed. */
export function useCounterForm(first: CounterSettingsAnswer) {
  const { data = first } = useRead(counterSettingsKey, readSettings, { first })
  const wish = useWish({ url: counterSettingsKey, asksAgain: [counterSettingsKey] })
  return useForm({
    schema: async () => (await import('#lib/contracts/counter-settings.ts')).CounterForm,
    first: { autoLock: String(data.autoLockMinutes), discountLimitBp: data.discountLimitBp },
    wish,
    toBody: (typed, base) => ({ set: asSettings(typed), was: asSettings(base) }),
  })
}

const asSettings = (form: { readonly autoLock: string; readonly discountLimitBp: number }) => ({
  autoLockMinutes: Number(form.autoLock),
  discountLimitBp: form.discountLimitBp,
})

type Props = {
  form: ReturnType<typeof useCounterForm>
  /** Why it may not be changed. */
  off: string | undefined
}

/** When a till that nobody touches locks itself, and up to where a discount needs nobody. */
export function CounterSettings({ form, off }: Props) {
  return (
    <Card className="p-6 @max-[719px]/office:p-4">
      <h2 className="font-strong text-title">At every counter</h2>
      <p className="mb-4 text-body text-ink-2">Counts at once, on every register.</p>
      <Form form={form} className="grid max-w-[520px] gap-5">
        <FormField
          form={form}
          name="autoLock"
          label="A till that nobody touches locks itself"
          kind="select"
          off={off !== undefined}
          options={AUTO_LOCK_MINUTES.map(minutes => ({ value: String(minutes), words: after(minutes) }))}
          hint="It says so 20 seconds before and keeps the sale. A counter that shows a payment under way does not lock."
        />
        <FormField
          form={form}
          name="discountLimitBp"
          label="Discounts up to this need nobody’s consent"
          kind="percent"
          off={off !== undefined}
          fix="Between 0 and 100 per cent."
          hint={`Above it a manager is to allow each one, by PIN or badge. ${FOR_LATER}`}
        />
        <FormActions form={form} save="Save for every counter" off={off} />
      </Form>
    </Card>
  )
}

const after = (minutes: number): string =>
  minutes === 0 ? 'Never' : minutes === 1 ? 'After a minute' : `After ${minutes} minutes`

const readSettings = (body: unknown): CounterSettingsAnswer | undefined =>
  // True because this URL answers with one type, shared by both sides; the field tells it from a proxy's page.
  typeof body === 'object' && body !== null && 'autoLockMinutes' in body
    ? (body as CounterSettingsAnswer)
    : undefined
