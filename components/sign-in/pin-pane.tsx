import type { Ref } from 'react'
import { Glyph } from '#components/ui/glyph.tsx'
import { Keypad } from '#components/ui/keypad.tsx'
import { PinDots } from '#components/ui/pin-dots.tsx'
import { firstName, waitWords } from './complaint.ts'
import type { PinEntry } from './use-pin.ts'

/** Keypad, dots, and a line that is kept free for what went wrong. */
export function PinPane({ entry, pad }: { entry: PinEntry; pad?: Ref<HTMLDivElement> }) {
  const { stage } = entry
  return (
    <aside className="flex flex-col bg-surface px-5 pt-5 pb-6 shadow-pane @min-[900px]:px-8 @min-[900px]:pt-14 @min-[900px]:pb-9 @min-[1180px]:px-12">
      <h2 className="text-center font-strong text-[26px]/[32px]">{pinTitle(entry)}</h2>
      <div className="mt-5 mb-3">
        <PinDots typed={entry.typed} />
      </div>
      <Complaint words={entry.complaint} waitMs={entry.waitMs} />
      <div
        ref={pad}
        className="mx-auto mt-3 w-full max-w-[364px] [&_button]:h-18 @min-[900px]:[&_button]:h-22"
      >
        <PinPad entry={entry} height={88} />
      </div>
      <div className="min-h-4 flex-1" />
      <p className="mx-auto max-w-[300px] text-balance text-center text-ink-2 text-small">
        {stage === 'pin'
          ? '4 to 8 digits, or your badge. The till never shows how many digits are yours.'
          : '4 to 8 digits. Not one digit again and again, and not digits in a row like 1234.'}
      </p>
    </aside>
  )
}

export const PinPad = ({ entry, height }: { entry: PinEntry; height: 52 | 68 | 88 }) => (
  <Keypad
    kind="pin"
    height={height}
    label="PIN"
    onKey={entry.press}
    off={entry.person === undefined || entry.isAsking || entry.waitMs > 0}
  />
)

export function pinTitle({ person, stage }: PinEntry): string {
  if (stage === 'choose') return 'Choose a PIN of your own'
  if (stage === 'again') return 'The same once more'
  return person === undefined ? 'Choose your name' : `PIN for ${firstName(person.name)}`
}

/** What went wrong is said at once by a screen reader; the seconds that run down are for the eye. */
export function Complaint({ words, waitMs }: { words: string | undefined; waitMs: number }) {
  return (
    <p className="flex min-h-7 items-center justify-center gap-2 font-label text-small text-stop-ink">
      {words === undefined ? null : <Glyph name="refused" className="size-4.5 flex-none" />}
      <span role="alert">{words}</span>
      {waitMs > 0 ? <span className="-ml-1 whitespace-nowrap">Wait {waitWords(waitMs)}.</span> : null}
    </p>
  )
}
