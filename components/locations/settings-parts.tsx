import type { LocationAnswer } from '#lib/contracts/locations.ts'
import type { Currency } from '#lib/domain/currencies.ts'
import { asksForTips, type ReaderSettings, type SplashDevice } from '#lib/domain/reader-settings.ts'
import { HoursPart } from './hours-part.tsx'
import { OnOffPart } from './on-off-part.tsx'
import { PasscodePart } from './passcode-part.tsx'
import { SplashPart } from './splash-part.tsx'
import { TippingPart } from './tipping-part.tsx'
import { WifiPart } from './wifi-part.tsx'

/** What every part of the settings is drawn from. */
export type PartProps = {
  locationId: string
  own: ReaderSettings
  inherited: ReaderSettings
  versions: Extract<LocationAnswer, { state: 'there' }>['versions']
  isAccount: boolean
  /** Missing for what holds everywhere. */
  placeName: string | undefined
  /** Why nothing may be changed here, printed on what is grey. */
  off: string | undefined
}

type Props = PartProps & {
  country: string
  currency: Currency
  shopName: string
  pictures: readonly string[]
  models: readonly SplashDevice[]
}

/** What readers are set to at a place, part by part. */
export function SettingsParts({ country, currency, shopName, pictures, models, ...part }: Props) {
  return (
    <section className="@container">
      <h2 className="font-strong text-[24px]/[30px]">Readers here are set to</h2>
      <p className="mt-1 mb-4 max-w-[70ch] text-ink-2 text-small">
        A change goes to Stripe at once. It may take ten minutes to reach a reader.
      </p>
      <div className="grid grid-cols-2 items-stretch gap-4 @max-[760px]:grid-cols-1">
        <TippingPart {...part} country={country} currency={currency} asksForTips={asksForTips(country)} />
        <SplashPart {...part} shopName={shopName} pictures={pictures} models={models} />
        <HoursPart {...part} />
        <PasscodePart {...part} />
        <WifiPart {...part} />
        <OnOffPart
          {...part}
          part="cellular"
          title="Mobile network"
          what="the mobile network setting"
          line="A Reader S710 may use its mobile network when Wi-Fi and cable fail."
          asksOff="will use Wi-Fi and cable only. One that has neither goes offline, takes no cards, and hears of a change back only once it is on a network again."
        />
        <OnOffPart
          {...part}
          part="offline"
          title="Payments without a network"
          what="the setting of payments without a network"
          line="Only for readers that are used with Stripe’s own apps. A till like this one drives its readers through Stripe and never takes cards offline, whatever is set here."
          asksOn="may take cards without a network, where one of Stripe’s own apps drives them. The bank is asked later: what it refuses then is the shop’s loss."
          asksOff="will take no cards without a network any more, also where one of Stripe’s own apps drives them."
        />
      </div>
    </section>
  )
}
