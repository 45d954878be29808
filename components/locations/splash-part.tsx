import { useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { ReaderDrawing, ReaderSplash } from '#components/ui/reader-drawing.tsx'
import { useAskAgain } from '#lib/client/use-ask-again.ts'
import { usePress } from '#lib/client/use-press.ts'
import { locationKey } from '#lib/contracts/keys.ts'
import {
  isSplashDevice,
  pictureIn,
  SPLASH_DEVICES,
  type SplashDevice,
  splashHint,
  splashProblem,
} from '#lib/domain/reader-settings.ts'
import { PartCard } from './part-card.tsx'
import { sendPicture } from './send-picture.ts'
import type { PartProps } from './settings-parts.tsx'
import { TakeAway } from './take-away.tsx'
import { usePartWish } from './use-part-wish.ts'

const DEVICES = Object.keys(SPLASH_DEVICES).filter(isSplashDevice)

type Chosen = { readonly url: string; readonly hint: string | undefined }
type Sending = 'idle' | 'sending' | 'refused' | 'lost'

/** The picture a reader shows while nothing happens: checked here, checked again by the server, kept by Stripe. */
export function SplashPart({
  locationId,
  own,
  inherited,
  isAccount,
  placeName,
  mayManage,
  shopName,
}: PartProps & { shopName: string }) {
  const wish = usePartWish(locationId)
  const press = usePress()
  const askAgain = useAskAgain()
  const [device, setDevice] = useState<SplashDevice>('stripe_s700')
  const [chosen, setChosen] = useState<Chosen>()
  const [state, setState] = useState<Sending>('idle')
  const [problem, setProblem] = useState<string>()
  const ownFile = own.splash?.[device]
  const file = ownFile ?? inherited.splash?.[device]

  const choose = async (picked: File | undefined) => {
    if (!picked) return
    const bytes = new Uint8Array(await picked.arrayBuffer())
    const picture = pictureIn(bytes)
    const found = splashProblem(device, picture, bytes.length)
    setProblem(found)
    if (found !== undefined || !picture) return
    setState('sending')
    const sent = await sendPicture(locationId, { press: press(state), device, bytes, type: picture.type })
    setState(sent.outcome === 'done' ? 'idle' : sent.outcome)
    if (sent.outcome === 'done')
      setChosen({ url: URL.createObjectURL(picked), hint: splashHint(device, picture) })
    else setProblem(sent.words)
    askAgain(locationKey(locationId))
  }

  return (
    <PartCard
      title="Idle screen"
      line="A PNG, JPG (below 2 MB) or GIF (below 4 MB), upright, in the size of the screen."
      whence={ownFile ? 'own' : file ? 'inherited' : 'stripes'}
      isAccount={isAccount}
      now={file ? 'Your own picture' : 'Stripe’s own picture'}
      wish={wish}
    >
      <fieldset className="flex flex-wrap gap-2">
        <legend className="sr-only">Model of reader</legend>
        {DEVICES.map(one => (
          <label
            key={one}
            className="cursor-pointer rounded-chip bg-control px-3.5 py-2.5 font-label text-small has-checked:bg-ink has-checked:text-surface has-focus-visible:outline-3 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name={`splash-${locationId}`}
              checked={one === device}
              onChange={() => {
                setDevice(one)
                setChosen(undefined)
                setProblem(undefined)
              }}
              className="sr-only"
            />
            {SPLASH_DEVICES[one].name}
          </label>
        ))}
      </fieldset>
      <div className="mx-auto w-[200px] max-w-full">
        <ReaderDrawing label="The idle screen">
          {chosen ? (
            // biome-ignore lint/performance/noImgElement: a file that this browser has just picked.
            <img src={chosen.url} alt="As chosen just now" className="size-full object-cover" />
          ) : file ? (
            <div className="grid h-full place-items-center bg-control px-[1em] text-center text-ink">
              <p className="text-[1.1em]">Your picture, kept by Stripe</p>
            </div>
          ) : (
            <ReaderSplash shop={shopName} />
          )}
        </ReaderDrawing>
      </div>
      {chosen?.hint === undefined ? null : <p className="text-ink-2 text-small">{chosen.hint}</p>}
      {problem === undefined ? null : (
        <Banner tone="care" glyph="refused" strong="Nothing was changed.">
          {problem}
        </Banner>
      )}
      {mayManage ? (
        <div className="flex flex-wrap gap-2.5">
          <label className="flex h-12 cursor-pointer items-center rounded-[13px] px-5 font-label text-[17px]/[22px] inset-ring-[1.5px] inset-ring-edge hover:bg-control/50 has-focus-visible:outline-3 has-focus-visible:outline-focus">
            <input
              type="file"
              accept="image/png,image/jpeg,image/gif"
              className="sr-only"
              disabled={state === 'sending'}
              onChange={event => {
                void choose(event.target.files?.[0])
                event.target.value = ''
              }}
            />
            {state === 'sending' ? 'Sending the picture' : 'Choose a picture'}
          </label>
          {ownFile ? (
            <TakeAway
              what={`the ${SPLASH_DEVICES[device].name} picture`}
              placeName={placeName}
              then={
                inherited.splash?.[device]
                  ? 'will show the picture that is shown everywhere'
                  : 'will show Stripe’s own picture'
              }
              lost="The till has no copy of the picture that goes away."
              change={{ part: 'splash', device, value: null }}
              wish={wish}
              onDone={() => setChosen(undefined)}
            />
          ) : null}
        </div>
      ) : null}
    </PartCard>
  )
}
