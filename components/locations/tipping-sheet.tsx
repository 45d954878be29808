import { useEffect, useId, useRef, useState } from 'react'
import { FormNotes } from '#components/office/form.tsx'
import { FormSheet } from '#components/office/form-sheet.tsx'
import { Unsaved, useLeave } from '#components/office/unsaved.tsx'
import { Button } from '#components/ui/button.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { Select } from '#components/ui/select.tsx'
import { CURRENCIES, type Currency, factsOf, isCurrency } from '#lib/domain/currencies.ts'
import { type TipOffer, type Tipping, type TippingKind, tippingProblem } from '#lib/domain/reader-settings.ts'
import { textOf } from '#lib/domain/text-of.ts'
import { OfferFields } from './offer-fields.tsx'
import { TipPreview } from './tip-preview.tsx'
import type { PartWish } from './use-part-wish.ts'

const KINDS: readonly { readonly value: TippingKind; readonly words: string }[] = [
  { value: 'percentages', words: 'Percent' },
  { value: 'amounts', words: 'Amounts' },
  { value: 'smart', words: 'By the total' },
]

type Offers = Readonly<Partial<Record<Currency, TipOffer>>>

type Props = {
  /** What holds here now, of its own or from above. */
  now: Tipping | undefined
  currency: Currency
  country: string
  wish: PartWish
  onClose: () => void
}

/** Tips as they are typed, with the reader that would ask for them. */
export const TippingSheet = (props: Props) => (
  <FormSheet open title="Tips" onClose={props.onClose}>
    <TippingInside {...props} />
  </FormSheet>
)

function TippingInside({ now, currency, country, wish, onClose }: Props) {
  const id = useId()
  const form = useTipping(now, currency, wish)
  const leave = useLeave()
  return (
    <>
      <form
        id={id}
        ref={form.element}
        noValidate
        className="grid gap-5"
        onSubmit={event => {
          event.preventDefault()
          form.save()
        }}
      >
        <Segmented
          label="What the buttons offer"
          options={KINDS}
          value={form.kind}
          onChange={kind => form.put({ kind })}
        />
        <Currencies form={form} />
      </form>
      <div className="mt-5 grid gap-5">
        <TipPreview tipping={form.tipping} currency={currency} country={country} />
        <FormNotes wish={wish} isOutdated={form.isOutdated} onDiscard={form.discard} />
        <div className="flex flex-wrap gap-2.5">
          <Button
            type="submit"
            form={id}
            variant="go"
            size={48}
            className="px-5"
            off={wish.state === 'sending'}
          >
            {wish.state === 'sending' ? 'Asking Stripe' : 'Save the tips'}
          </Button>
          <Button size={48} className="px-5" onClick={() => leave(onClose)}>
            Cancel
          </Button>
        </div>
      </div>
      <Unsaved formId={id} isUnsaved={form.isDirty} isSending={wish.state === 'sending'} />
    </>
  )
}

type TippingForm = ReturnType<typeof useTipping>

function Currencies({ form }: { form: TippingForm }) {
  const { kind, offers, problems } = form
  const shown = Object.keys(offers).filter(isCurrency)
  const others = Object.keys(CURRENCIES)
    .filter(isCurrency)
    .filter(one => !shown.includes(one))
  return (
    <>
      {shown.map(one => (
        <OfferFields
          key={one}
          kind={kind}
          currency={one}
          offer={offers[one] ?? {}}
          problem={problems[one]}
          onPut={offer => form.putOffer(one, offer)}
          onLeave={() => form.leave(one)}
          onRemove={shown.length === 1 ? undefined : () => form.remove(one)}
        />
      ))}
      <Select
        label="Another currency, for readers abroad"
        value=""
        options={[
          { value: '', words: 'None' },
          ...others.map(one => ({ value: one, words: one.toUpperCase() })),
        ]}
        onChange={({ target }) => {
          if (isCurrency(target.value)) form.putOffer(target.value, usual(target.value))
        }}
      />
    </>
  )
}

type Typed = { readonly kind: TippingKind; readonly offers: Offers }
type Problems = Readonly<Partial<Record<Currency, string>>>

function useTipping(now: Tipping | undefined, currency: Currency, wish: PartWish) {
  const begin = () => ({ seen: wish.now, base: typedOf(now, currency) })
  const [begun, setBegun] = useState(begin)
  const [typed, setTyped] = useState<Typed>(begun.base)
  const [problems, setProblems] = useState<Problems>({})
  const [asked, setAsked] = useState(0)
  const element = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (asked > 0) element.current?.querySelector<HTMLElement>('[data-wrong] input')?.focus()
  }, [asked])
  const tipping = tippingOf(typed)

  const put = (change: Partial<Typed>) => {
    setTyped({ ...typed, ...change })
    setProblems({})
  }
  const save = () => {
    const wrong = problemsIn(tipping)
    setProblems(wrong)
    if (Object.keys(wrong).length > 0) return setAsked(asked + 1)
    if (wish.state !== 'sending') void wish.change({ part: 'tipping', value: tipping }, begun.seen)
  }
  return {
    element,
    ...typed,
    tipping,
    problems,
    put,
    putOffer: (one: Currency, offer: TipOffer) => {
      setTyped({ ...typed, offers: { ...typed.offers, [one]: { ...typed.offers[one], ...offer } } })
      setProblems({ ...problems, [one]: undefined })
    },
    remove: (one: Currency) =>
      put({ offers: Object.fromEntries(Object.entries(typed.offers).filter(([name]) => name !== one)) }),
    leave: (one: Currency) => setProblems({ ...problems, [one]: problemsIn(tipping)[one] }),
    save,
    discard: () => {
      const anew = begin()
      setBegun(anew)
      put(anew.base)
      wish.forget()
    },
    isDirty: textOf(tipping) !== textOf(tippingOf(begun.base)),
    isOutdated: textOf(wish.now) !== textOf(begun.seen),
  }
}

/** For each currency by itself, for each has its own three buttons. */
const problemsIn = ({ kind, currencies }: Tipping): Problems =>
  Object.fromEntries(
    Object.entries(currencies).flatMap(([currency, offer]) => {
      const problem = tippingProblem({ kind, currencies: { [currency]: offer } })
      return problem === undefined ? [] : [[currency, problem]]
    }),
  )

/** Another kind of offer begins with something sensible, not with empty fields. */
const typedOf = (now: Tipping | undefined, currency: Currency): Typed => {
  const offers: Offers = now?.currencies ?? { [currency]: {} }
  return {
    kind: now?.kind ?? 'percentages',
    offers: Object.fromEntries(
      Object.keys(offers)
        .filter(isCurrency)
        .map(one => [one, { ...usual(one), ...offers[one] }]),
    ),
  }
}

/** Something sensible in every currency: small notes for amounts. */
function usual(currency: Currency): TipOffer {
  const unit = 10 ** factsOf(currency).exponent
  const step = Math.max(unit, factsOf(currency).smallestCharge)
  const rounded = Math.ceil(step / unit) * unit
  return {
    percentages: [10, 15, 20],
    amounts: [rounded, rounded * 2, rounded * 3],
    thresholdMinor: rounded * 10,
  }
}

/** Only what this kind of offer has. */
const tippingOf = ({ kind, offers }: Typed): Tipping => ({
  kind,
  currencies: Object.fromEntries(
    Object.entries(offers).map(([currency, { percentages, amounts, thresholdMinor }]) => [
      currency,
      {
        ...(kind !== 'amounts' && percentages ? { percentages } : {}),
        ...(kind !== 'percentages' && amounts ? { amounts } : {}),
        ...(kind === 'smart' && thresholdMinor !== undefined ? { thresholdMinor } : {}),
      },
    ]),
  ),
})
