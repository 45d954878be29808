import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Form, FormActions } from '#components/office/form.tsx'
import { FormField } from '#components/office/form-field.tsx'
import { FormSheet } from '#components/office/form-sheet.tsx'
import { useWhileHere } from '#components/office/use-while-here.ts'
import { useWish } from '#components/office/use-wish.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { SAFE_TO_LEAVE } from '#components/words/leaving.ts'
import { useForm } from '#lib/client/form/use-form.ts'
import { usePress } from '#lib/client/use-press.ts'
import { readersKey } from '#lib/contracts/keys.ts'
import { type ReadersAnswer, RegisterForm } from '#lib/contracts/readers.ts'
import { SIMULATED_MODELS } from '#lib/domain/reader-models.ts'
import { PairingGuide } from './pairing-guide.tsx'
import { type PlaceOption, usePlaces } from './use-places.ts'

type Props = { mode: ReadersAnswer['mode']; onClose: () => void }

/** A reader by the code on its screen, or a simulated one where no real money is near. */
export function AddReader({ mode, onClose }: Props) {
  const { options, isAway } = usePlaces()
  return (
    <FormSheet open title="Add a reader" onClose={onClose}>
      {options === undefined ? (
        <p role="status">Asking Stripe for the places</p>
      ) : (
        <AddForm mode={mode} options={options} isAway={isAway} onClose={onClose} />
      )}
    </FormSheet>
  )
}

type Kind = 'real' | 'simulated'
const KINDS = [
  { value: 'real', words: 'By its code' },
  { value: 'simulated', words: 'Simulated' },
] as const

const MODELS = SIMULATED_MODELS.map(({ code, name }) => ({ value: code, words: name }))

type FormProps = Props & { options: readonly PlaceOption[]; isAway: boolean }

function AddForm({ mode, options, isAway, onClose }: FormProps) {
  const router = useRouter()
  const press = usePress()
  const [kind, setKind] = useState<Kind>(mode === 'simulator' ? 'simulated' : 'real')
  const whileHere = useWhileHere()
  const wish = useWish({
    url: readersKey,
    asksAgain: [readersKey],
    withinMs: 90_000,
    mayBe: 'registered',
    onDone: whileHere(answer => {
      onClose()
      const id = idIn(answer)
      if (id !== undefined) router.push(`/readers/${id}`)
    }),
  })
  // Once: a list of places that changes meanwhile takes nothing away from what is typed.
  const [first] = useState({ label: '', locationId: options[0]?.value ?? '', code: codeFor(kind) })
  const form = useForm({
    schema: RegisterForm,
    first,
    wish,
    toBody: typed => ({ ...typed, press: press(wish.state, typed) }),
  })
  const choose = (next: Kind) => {
    setKind(next)
    form.put({ code: codeFor(next) })
  }
  return (
    <Form form={form} className="grid gap-4">
      {isAway ? (
        <Banner tone="care" glyph="unknown" strong="Stripe does not answer.">
          Readers are registered there. Try again when it is back.
        </Banner>
      ) : null}
      {mode === 'live' ? null : (
        <Segmented label="Which kind" options={KINDS} value={kind} onChange={choose} />
      )}
      {kind === 'simulated' ? (
        <FormField form={form} name="code" label="Model" kind="select" options={MODELS} />
      ) : (
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
      )}
      <FormField
        form={form}
        name="label"
        label="Name"
        hint="As it is called at the counter: Window, Terrace."
        fix="Give it a name of up to 100 signs."
        maxLength={100}
      />
      <FormField
        form={form}
        name="locationId"
        label="Place"
        kind="select"
        options={options}
        fix="Choose where it stands. New places are made under Locations."
      />
      <FormActions
        form={form}
        save="Register the reader"
        saving="Asking Stripe"
        meanwhile={SAFE_TO_LEAVE}
        onCancel={onClose}
      />
    </Form>
  )
}

const codeFor = (kind: Kind): string => (kind === 'simulated' ? (MODELS[0]?.value ?? '') : '')

function idIn(answer: unknown): string | undefined {
  const has = typeof answer === 'object' && answer !== null && 'readerId' in answer
  return has && typeof answer.readerId === 'string' ? answer.readerId : undefined
}
