import { useState } from 'react'
import { DropPlace } from '#components/office/drop-place.tsx'
import { PictureInput } from '#components/office/picture-input.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { useFormat } from '#lib/client/use-format.ts'
import { isSplashDevice, SPLASH_DEVICES, type SplashDevice } from '#lib/domain/reader-settings.ts'
import { IdleScreen } from './idle-screen.tsx'
import { PartCard } from './part-card.tsx'
import type { PartProps } from './settings-parts.tsx'
import { TakeAway } from './take-away.tsx'
import { usePartWish } from './use-part-wish.ts'
import { type ChosenPicture, useSplash } from './use-splash.ts'

const DEVICES = Object.keys(SPLASH_DEVICES).filter(isSplashDevice)

type Props = PartProps & {
  shopName: string
  /** Files of those pictures that the till has itself. */
  pictures: readonly string[]
  /** Models that stand here, the one to begin with first. */
  models: readonly SplashDevice[]
}

/** The picture a reader shows while nothing happens: seen here first, checked again by the server, kept by Stripe and, to be seen, here. */
export function SplashPart(props: Props) {
  const { locationId, own, inherited, isAccount, placeName, off, shopName, pictures, models } = props
  const [device, setDevice] = useState<SplashDevice>(models[0] ?? 'stripe_s700')
  const ownFile = own.splash?.[device]
  const wish = usePartWish(locationId, ownFile)
  const { chosen, problem, state, choose, send, forget } = useSplash(locationId, device, ownFile)
  const isSending = state === 'sending'
  const file = ownFile ?? inherited.splash?.[device]
  return (
    <PartCard
      title="Idle screen"
      line={`${kindsOf(device)}, upright, in the size of the screen. Choose it, or drop it on the drawn reader.`}
      whence={ownFile ? 'own' : file ? 'inherited' : 'stripes'}
      isAccount={isAccount}
      now={file ? 'Your own picture' : 'Stripe’s own picture'}
      wish={wish}
      off={off}
    >
      <Models
        name={`splash-${locationId}`}
        device={device}
        onChange={next => {
          setDevice(next)
          forget()
        }}
      />
      <DropPlace
        label="Drop a picture here"
        off={off !== undefined || isSending}
        onDrop={file => void choose(file)}
        className="grid"
      >
        <IdleScreen chosen={chosen} file={file} pictures={pictures} shopName={shopName} />
      </DropPlace>
      {chosen === undefined ? null : <ChosenWords {...chosen} />}
      {problem === undefined ? null : (
        <Banner
          tone="care"
          glyph={state === 'lost' ? 'unknown' : 'refused'}
          strong={state === 'lost' ? 'The till’s server did not answer.' : 'Nothing was changed.'}
          urgent
        >
          {problem}
        </Banner>
      )}
      <div className="flex flex-wrap gap-2.5">
        {chosen && !chosen.isSent ? (
          <>
            <Button size={48} variant="go" className="px-5" off={isSending} onClick={() => void send(chosen)}>
              {isSending ? 'Sending the picture' : 'Send to readers'}
            </Button>
            <Button size={48} className="px-5" off={isSending} onClick={forget}>
              Do not send it
            </Button>
          </>
        ) : null}
        <PictureInput
          accept="image/png,image/jpeg,image/gif"
          off={off ?? isSending}
          onChoose={file => void choose(file)}
        >
          Choose a picture
        </PictureInput>
        {ownFile ? (
          <TakeAway
            what={`the ${SPLASH_DEVICES[device].name} picture`}
            placeName={placeName}
            then={
              inherited.splash?.[device]
                ? 'will show the picture that is shown everywhere'
                : 'will show Stripe’s own picture'
            }
            lost="The till keeps no copy of the picture that goes away."
            change={{ part: 'splash', device, value: null }}
            wish={wish}
            off={off}
            onDone={forget}
          />
        ) : null}
      </div>
    </PartCard>
  )
}

const kindsOf = (device: SplashDevice): string =>
  SPLASH_DEVICES[device].gif ? 'A PNG, JPG (below 2 MB) or GIF (below 4 MB)' : 'A PNG or JPG (below 2 MB)'

type ModelsProps = { name: string; device: SplashDevice; onChange: (device: SplashDevice) => void }

const Models = ({ name, device, onChange }: ModelsProps) => (
  <fieldset className="flex flex-wrap gap-2">
    <legend className="sr-only">Model of reader</legend>
    {DEVICES.map(one => (
      <label
        key={one}
        className="cursor-pointer rounded-chip bg-control px-3.5 py-2.5 font-label text-small has-checked:bg-ink has-checked:text-surface forced-colors:border forced-colors:has-checked:border-3 has-focus-visible:outline-3 has-focus-visible:outline-focus"
      >
        <input
          type="radio"
          name={name}
          checked={one === device}
          onChange={() => onChange(one)}
          className="sr-only"
        />
        {SPLASH_DEVICES[one].name}
      </label>
    ))}
  </fieldset>
)

function ChosenWords({ bytes, picture, hint, isSent }: ChosenPicture) {
  const { number } = useFormat()
  return (
    <p role="status" className="text-ink-2 text-small">
      <b className="block font-label text-ink">
        {isSent ? 'Sent. It may take ten minutes to reach a reader.' : 'Not sent yet.'}
      </b>
      {picture.type.toUpperCase()}, {number(Math.ceil(bytes.length / 1024))} KB.{' '}
      {hint ?? 'It is as large as the screen.'}
    </p>
  )
}
