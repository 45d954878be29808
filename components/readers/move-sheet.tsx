import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Form, FormActions } from '#components/office/form.tsx'
import { FormField } from '#components/office/form-field.tsx'
import { FormSheet } from '#components/office/form-sheet.tsx'
import { useWhileHere } from '#components/office/use-while-here.ts'
import { useWish } from '#components/office/use-wish.ts'
import { Banner } from '#components/ui/banner.tsx'
import { SAFE_TO_LEAVE } from '#components/words/leaving.ts'
import { readerName } from '#components/words/readers.ts'
import { useForm } from '#lib/client/form/use-form.ts'
import { readerKey, readersKey } from '#lib/contracts/keys.ts'
import { MoveForm, type ReaderAnswer, type ReadersAnswer } from '#lib/contracts/readers.ts'
import { isSimulated } from '#lib/domain/reader-models.ts'
import { PairingGuide } from './pairing-guide.tsx'
import { type PlaceOption, usePlaces } from './use-places.ts'

type Props = { reader: ReaderAnswer; mode: ReadersAnswer['mode']; onClose: () => void }

/** Another place is another registration at Stripe: said before, done as one step. */
export function MoveSheet(props: Props) {
  const { options, isAway } = usePlaces()
  return (
    <FormSheet open title={`Move the ${readerName(props.reader.label)}`} onClose={props.onClose}>
      {options === undefined ? (
        <p role="status">Asking Stripe for the places</p>
      ) : (
        <MoveInside {...props} options={options} isAway={isAway} />
      )}
    </FormSheet>
  )
}

type InsideProps = Props & { options: readonly PlaceOption[]; isAway: boolean }

function MoveInside({ reader, mode, options, isAway, onClose }: InsideProps) {
  const router = useRouter()
  const needsCode = mode === 'live' || !isSimulated(reader.deviceType)
  const others = options.filter(({ value }) => value !== reader.locationId)
  const whileHere = useWhileHere()
  const wish = useWish({
    url: `${readerKey(reader.id)}/move`,
    asksAgain: [readersKey, readerKey(reader.id)],
    withinMs: 170_000,
    onDone: whileHere(answer => {
      onClose()
      const id = idIn(answer)
      if (id !== undefined) router.replace(`/readers/${id}`)
    }),
  })
  const [first] = useState({ locationId: others[0]?.value ?? '', code: '' })
  const form = useForm({
    schema: MoveForm,
    first,
    wish,
    toBody: ({ locationId, code }) => ({ locationId, ...(code === '' ? {} : { code }) }),
  })
  const registers = reader.registers.map(({ name }) => name).join(' and ')
  return (
    <Form form={form} className="grid gap-4">
      {isAway ? (
        <Banner tone="care" glyph="unknown" strong="Stripe does not answer.">
          Readers are moved there. Try again when it is back.
        </Banner>
      ) : null}
      <section className="rounded-tile bg-canvas p-4 text-small">
        <h3 className="mb-2 font-label text-body">What will happen</h3>
        <ol className="ml-5 grid list-decimal gap-1">
          <li>The reader takes no payment meanwhile; it is refused while one is under way.</li>
          <li>
            It is registered at the new place{needsCode ? ' with the code it shows' : ''}. Is that refused,
            nothing has changed.
          </li>
          <li>
            {registers === '' ? 'No register uses it.' : `${registers} keep it: they follow by themselves.`}
          </li>
          <li>At the old place it is deleted. Breaks anything off in between, the till goes on by itself.</li>
        </ol>
      </section>
      {needsCode ? (
        <>
          <PairingGuide />
          <FormField
            form={form}
            name="code"
            label="Pairing code"
            hint="Three words, as the reader shows them."
            fix="Three words with dashes, like quick-brown-fox."
            placeholder="quick-brown-fox"
            maxLength={80}
          />
        </>
      ) : null}
      <FormField
        form={form}
        name="locationId"
        label="New place"
        kind="select"
        options={others.length === 0 ? [{ value: '', words: 'There is no other place yet' }] : others}
        fix="Choose where it goes. New places are made under Locations."
      />
      <FormActions
        form={form}
        save="Move the reader"
        saving="Asking Stripe"
        meanwhile={SAFE_TO_LEAVE}
        onCancel={onClose}
        noDiscard
      />
    </Form>
  )
}

function idIn(answer: unknown): string | undefined {
  const has = typeof answer === 'object' && answer !== null && 'readerId' in answer
  return has && typeof answer.readerId === 'string' ? answer.readerId : undefined
}
