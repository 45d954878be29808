import { ReaderDrawing, ReaderSplash } from '#components/ui/reader-drawing.tsx'
import type { SetUpAnswer } from '#lib/contracts/set-up.ts'

export type StripeMode = SetUpAnswer['mode']

const CAPTIONS: Record<StripeMode, string> = {
  simulator: 'No Stripe key found, so this reader is drawn and simulated. No real card can be charged.',
  test: 'A test key is in use: the reader is a simulated one in Stripe’s sandbox. No real card can be charged.',
  live: 'A live key is in use: real cards will be charged. Readers are added after this.',
}

type Props = { shop: string; town: string | undefined; mode: StripeMode }

/** The reader as it will greet customers, while its name is typed. On a phone only the caption is left. */
export function ReaderPreview({ shop, town, mode }: Props) {
  return (
    <aside className="bench flex flex-col items-center justify-center gap-7.5 px-6 py-7 @min-[900px]:sticky @min-[900px]:top-0 @min-[900px]:h-dvh">
      <div className="hidden w-[260px] max-w-full @min-[900px]:block @min-[1180px]:w-[304px]">
        <ReaderDrawing>
          <ReaderSplash shop={shop} {...(town === undefined ? {} : { line: town })} />
        </ReaderDrawing>
      </div>
      <p className="max-w-[330px] text-balance text-center text-ink-2 text-small">{CAPTIONS[mode]}</p>
    </aside>
  )
}
