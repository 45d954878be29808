import { Glyph } from '#components/ui/glyph.tsx'
import { Keypad, type KeypadKey } from '#components/ui/keypad.tsx'
import { PinDots } from '#components/ui/pin-dots.tsx'
import { firstName, waitWords } from './complaint.ts'
import type { Person } from './use-sign-in.ts'

type Props = {
  person: Person | undefined
  typed: number
  press: (key: KeypadKey) => void
  complaint: string | undefined
  waitMs: number
  off: boolean
}

/** Keypad, dots, and a line that is kept free for what went wrong. */
export function PinPane({ person, typed, press, complaint, waitMs, off }: Props) {
  return (
    <aside className="flex flex-col bg-surface px-5 pt-5 pb-6 shadow-pane @min-[900px]:px-8 @min-[900px]:pt-14 @min-[900px]:pb-9 @min-[1180px]:px-12">
      <h2 className="text-center font-strong text-[26px]/[32px]">
        {person === undefined ? 'Choose your name' : `PIN for ${firstName(person.name)}`}
      </h2>
      <div className="mt-5 mb-3">
        <PinDots typed={typed} />
      </div>
      <Complaint words={complaint} waitMs={waitMs} />
      <div className="mx-auto mt-3 w-full max-w-[364px] [&_button]:h-18 @min-[900px]:[&_button]:h-22">
        <Keypad kind="pin" height={88} label="PIN" onKey={press} off={off} />
      </div>
      <div className="min-h-4 flex-1" />
      <p className="mx-auto max-w-[260px] text-balance text-center text-ink-2 text-small">
        4 to 8 digits. The till never shows how many are yours.
      </p>
    </aside>
  )
}

/** What went wrong is said at once by a screen reader; the seconds that run down are for the eye. */
function Complaint({ words, waitMs }: { words: string | undefined; waitMs: number }) {
  return (
    <p className="flex min-h-7 items-center justify-center gap-2 font-label text-small text-stop-ink">
      {words === undefined ? null : <Glyph name="refused" className="size-4.5 flex-none" />}
      <span role="alert">{words}</span>
      {waitMs > 0 ? <span className="-ml-1 whitespace-nowrap">Wait {waitWords(waitMs)}.</span> : null}
    </p>
  )
}
