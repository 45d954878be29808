'use client'

import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Mark } from '#components/ui/logo.tsx'
import { Select } from '#components/ui/select.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { regionExample, regionLabel } from '#lib/domain/address.ts'
import { isCountryCode } from '#lib/domain/countries.ts'
import { type AnswerField, townOf } from './answers.ts'
import { ReaderPreview, type StripeMode } from './reader-preview.tsx'
import { useSetUp } from './use-set-up.ts'

type CountryChoice = { readonly code: string; readonly name: string; readonly currency: string }

type Props = {
  countries: readonly CountryChoice[]
  country: string
  codeNeeded: boolean
  mode: StripeMode
}

/** Six answers on the left, the reader that they make on the right. */
export function SetUpForm({ countries, country, codeNeeded, mode }: Props) {
  const { form, answers, problems, notice, stage, put, leave, open } = useSetUp(country, codeNeeded)
  const chosen = countries.find(one => one.code === answers.country)
  const code = isCountryCode(answers.country) ? answers.country : 'US'
  const isKept = stage === 'kept'

  const field = (name: Exclude<AnswerField, 'samples'>, label: string) => ({
    name,
    label,
    value: answers[name],
    error: problems[name],
    required: true,
    readOnly: isKept && name !== 'pin' && name !== 'code',
    onChange: (event: { target: { value: string } }) => put({ [name]: event.target.value }),
    onBlur: () => leave(name),
  })

  return (
    <div className="@container h-full">
      <div className="grid min-h-full grid-cols-1 @min-[900px]:grid-cols-[minmax(0,1fr)_340px] @min-[1180px]:grid-cols-[minmax(0,1fr)_39%]">
        <main className="flex min-w-0 flex-col px-5 pt-7 pb-6 @min-[900px]:px-10 @min-[900px]:pt-6 @min-[900px]:pb-0 @min-[1180px]:px-14 @min-[1180px]:pt-9">
          <div className="flex items-center gap-3">
            <Mark height={44} />
            <b className="font-strong text-title tracking-[-.015em]">Tapline</b>
          </div>
          <h1 className="mt-5 font-strong text-[34px]/[40px] tracking-[-.025em] @min-[900px]:text-[40px]/[46px]">
            Open your shop
          </h1>
          <p className="mt-1.5 text-[19px]/[26px] text-ink-2">
            Six answers, under a minute. Only the country is final.
          </p>

          <form ref={form} noValidate onSubmit={open} className="mt-6 flex flex-1 flex-col">
            <div className="grid grid-cols-1 gap-4 @min-[560px]:grid-cols-2">
              <Field
                {...field('shopName', 'Shop name')}
                className={codeNeeded ? undefined : '@min-[560px]:col-span-2'}
                autoComplete="organization"
                maxLength={80}
                autoFocus
              />
              {codeNeeded ? (
                <Field
                  {...field('code', 'Set-up code')}
                  hint="Printed where the till was started"
                  maxLength={40}
                />
              ) : null}
              <Select
                name="country"
                label="Country"
                value={answers.country}
                error={problems.country}
                disabled={isKept}
                onChange={event => put({ country: event.target.value })}
                options={countries.map(one => ({ value: one.code, words: one.name }))}
              />
              <Field
                label="Currency"
                value={chosen?.currency ?? ''}
                readOnly
                tabIndex={-1}
                className="[&_input]:bg-transparent [&_input]:inset-ring-line"
              />
              <Field
                {...field('place', 'Street and town')}
                autoComplete="off"
                placeholder="Street and number, town"
                maxLength={200}
              />
              <Field
                {...field('region', regionLabel(code))}
                autoComplete="off"
                autoCapitalize="characters"
                placeholder={regionExample(code)}
                maxLength={60}
              />
              <Field {...field('ownerName', 'Your name')} autoComplete="name" maxLength={60} />
              <Field
                {...field('pin', 'Your PIN, 4 to 8 digits')}
                onChange={event => put({ pin: event.target.value.replaceAll(/\D/g, '').slice(0, 8) })}
                className="[&_input]:text-[28px] [&_input]:tracking-[.2em]"
                type="password"
                inputMode="numeric"
                autoComplete="new-password"
                trailing="shown to nobody"
              />
            </div>
            <div className="mt-4.5">
              <Switch
                name="samples"
                label="Load a sample catalogue"
                hint="60 goods in 8 categories"
                checked={answers.samples}
                disabled={isKept}
                onChange={event => put({ samples: event.target.checked })}
              />
            </div>
            <div className="min-h-3 flex-1" />
            <div className="bg-canvas pt-2 @min-[900px]:sticky @min-[900px]:bottom-0 @min-[900px]:pb-8">
              {notice === undefined ? null : (
                <div className="mb-4">
                  <Banner
                    tone={notice.tone}
                    glyph={notice.tone === 'stop' ? 'refused' : 'unknown'}
                    strong={notice.strong}
                    urgent
                  >
                    {notice.words}
                  </Banner>
                </div>
              )}
              <Button
                type="submit"
                variant="go"
                size={72}
                hint="Enter"
                off={stage === 'opening'}
                className="w-full"
              >
                {BUTTON[stage]}
              </Button>
            </div>
          </form>
        </main>
        <ReaderPreview shop={answers.shopName.trim() || 'Your shop'} town={townOf(answers)} mode={mode} />
      </div>
    </div>
  )
}

const BUTTON = {
  typing: 'Open the till',
  opening: 'Opening the till',
  kept: 'Go on opening the till',
} as const
