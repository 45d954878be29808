import { useState } from 'react'
import { Form, FormActions } from '#components/office/form.tsx'
import { FormField } from '#components/office/form-field.tsx'
import { FormSheet } from '#components/office/form-sheet.tsx'
import { useForm } from '#lib/client/form/use-form.ts'
import { RebootForm } from '#lib/contracts/locations.ts'
import type { RebootWindow } from '#lib/domain/reader-settings.ts'
import { PartCard } from './part-card.tsx'
import type { PartProps } from './settings-parts.tsx'
import { TakeAway } from './take-away.tsx'
import { asFormWish, usePartWish } from './use-part-wish.ts'

const hour = (at: number) => `${String(at).padStart(2, '0')}:00`
const HOURS = Array.from({ length: 24 }, (_, at) => ({ value: String(at), words: hour(at) }))

/** Readers restart and update once a day. */
export function HoursPart({ locationId, own, inherited, isAccount, placeName, off }: PartProps) {
  const [edits, setEdits] = useState(false)
  const wish = usePartWish(locationId, own.rebootWindow, () => setEdits(false))
  const now = own.rebootWindow ?? inherited.rebootWindow
  return (
    <PartCard
      title="Daily restart"
      line="A reader restarts and updates once a day, and takes no cards for some minutes meanwhile. The hours are the location’s own."
      whence={own.rebootWindow ? 'own' : now ? 'inherited' : 'stripes'}
      isAccount={isAccount}
      now={now ? `Between ${inWords(now)}` : 'Around midnight'}
      wish={wish}
      off={off}
      onChange={() => setEdits(true)}
      takeAway={
        <TakeAway
          what="the hours of the restart"
          placeName={placeName}
          then={
            inherited.rebootWindow
              ? `will restart between ${inWords(inherited.rebootWindow)}, as everywhere`
              : 'will restart around midnight'
          }
          change={{ part: 'rebootWindow', value: null }}
          wish={wish}
          off={off}
        />
      }
    >
      <FormSheet open={edits} title="Daily restart" onClose={() => setEdits(false)}>
        <HoursForm now={now} wish={wish} onCancel={() => setEdits(false)} />
      </FormSheet>
    </PartCard>
  )
}

const inWords = ({ startHour, endHour }: RebootWindow): string => `${hour(startHour)} and ${hour(endHour)}`

type FormProps = {
  now: RebootWindow | undefined
  wish: ReturnType<typeof usePartWish>
  onCancel: () => void
}

function HoursForm({ now, wish, onCancel }: FormProps) {
  const form = useForm({
    schema: RebootForm,
    first: { start: String(now?.startHour ?? 0), end: String(now?.endHour ?? 5) },
    wish: asFormWish(wish, ({ start, end }: { start: string; end: string }) => ({
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
      <FormActions form={form} save="Save the hours" saving="Asking Stripe" onCancel={onCancel} />
    </Form>
  )
}
