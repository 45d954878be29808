import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { HalfWay } from '#components/set-up/half-way.tsx'
import { SetUpForm } from '#components/set-up/set-up-form.tsx'
import { countryChoices, homeOf } from '#lib/queries/country-choices.ts'
import { goOn } from '#lib/server/page-guard.ts'
import { setUpCodeNeeded } from '#lib/server/set-up-code.ts'
import { stripeSide } from '#lib/server/stripe-side.ts'

export const metadata: Metadata = { title: 'Open your shop' }

export default async function SetUpPage() {
  const { state, shopName } = await goOn()
  if (state === 'done') redirect('/')
  if (state === 'half') return <HalfWay shop={shopName ?? 'Your shop'} />
  const said = await headers()
  return (
    <SetUpForm
      countries={countryChoices()}
      country={homeOf(said.get('accept-language'))}
      codeNeeded={setUpCodeNeeded(said)}
      mode={stripeSide().mode}
    />
  )
}
