import { useState } from 'react'
import { Form, FormActions } from '#components/office/form.tsx'
import { FormField } from '#components/office/form-field.tsx'
import { FormSheet } from '#components/office/form-sheet.tsx'
import { useForm } from '#lib/client/form/use-form.ts'
import { PasscodeForm } from '#lib/contracts/locations.ts'
import { PartCard } from './part-card.tsx'
import type { PartProps } from './settings-parts.tsx'
import { TakeAway } from './take-away.tsx'
import { asFormWish, type PartWish, usePartWish } from './use-part-wish.ts'

/** What is asked for on the device before its menu opens. */
export function PasscodePart({ locationId, own, inherited, isAccount, placeName, off }: PartProps) {
  const [edits, setEdits] = useState<{ readonly seen: unknown }>()
  const wish = usePartWish(locationId, own.passcode, () => setEdits(undefined))
  const isSet = own.passcode !== undefined || inherited.passcode !== undefined
  return (
    <PartCard
      title="Passcode of the device’s menu"
      line="Swipe in from the left edge, Settings, then this code. Every reader comes with 07139: choose another, for anybody can look that up."
      whence={own.passcode ? 'own' : isSet ? 'inherited' : 'stripes'}
      isAccount={isAccount}
      now={isSet ? 'A code of your own' : '07139, as it came'}
      wish={wish}
      off={off}
      onChange={() => {
        wish.forget()
        setEdits({ seen: wish.now })
      }}
      takeAway={
        <TakeAway
          what="the passcode"
          placeName={placeName}
          then={
            inherited.passcode === undefined
              ? 'will open their menu with 07139, which anybody can look up'
              : 'will open their menu with the code that holds everywhere'
          }
          lost="The code set here is shown nowhere, so nobody can bring it back."
          change={{ part: 'passcode', value: null }}
          wish={wish}
          off={off}
        />
      }
    >
      <FormSheet
        open={edits !== undefined}
        title="Passcode of the device’s menu"
        onClose={() => setEdits(undefined)}
      >
        <PasscodeFields wish={wish} seen={edits?.seen} onCancel={() => setEdits(undefined)} />
      </FormSheet>
    </PartCard>
  )
}

type FieldsProps = { wish: PartWish; seen: unknown; onCancel: () => void }

function PasscodeFields({ wish, seen, onCancel }: FieldsProps) {
  const form = useForm({
    schema: PasscodeForm,
    first: { passcode: '' },
    wish: asFormWish(
      wish,
      ({ passcode }: { passcode: string }) => ({ part: 'passcode', value: passcode }),
      seen,
    ),
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
      <FormActions form={form} save="Save the passcode" saving="Asking Stripe" onCancel={onCancel} />
    </Form>
  )
}
