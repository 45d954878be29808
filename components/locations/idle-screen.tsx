import { ReaderDrawing, ReaderSplash } from '#components/ui/reader-drawing.tsx'
import { pictureUrl } from '#lib/contracts/keys.ts'
import type { ChosenPicture } from './use-splash.ts'

type Props = {
  chosen: Pick<ChosenPicture, 'url' | 'isSent'> | undefined
  /** Stripe's file that is set; undefined for Stripe's own picture. */
  file: string | undefined
  /** Files of those pictures that the till has itself. */
  pictures: readonly string[]
  shopName: string
}

/** A drawn reader with what is chosen, else with what is set. A picture that was set elsewhere Stripe shows to nobody but readers. */
export const IdleScreen = ({ chosen, file, pictures, shopName }: Props) => (
  <div className="mx-auto w-[200px] max-w-full">
    <ReaderDrawing label="The idle screen">
      {chosen ? (
        <Shown url={chosen.url} words={chosen.isSent ? 'As sent just now' : 'As chosen, not sent yet'} />
      ) : file === undefined ? (
        <ReaderSplash shop={shopName} />
      ) : pictures.includes(file) ? (
        <Shown url={pictureUrl(file)} words="As it was sent" />
      ) : (
        <div className="grid h-full place-items-center bg-control px-[1em] text-center text-ink">
          <p className="text-[1.1em]">Your picture, kept by Stripe</p>
        </div>
      )}
    </ReaderDrawing>
  </div>
)

const Shown = ({ url, words }: { url: string; words: string }) => (
  // biome-ignore lint/performance/noImgElement: one small picture that only this server or this browser has.
  <img src={url} alt={words} className="size-full object-cover" />
)
