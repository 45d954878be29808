import type { ReactNode } from 'react'
import { cx } from './cx.ts'

/** off · blue: waiting or at work · green · red. */
export type Led = 'off' | 'blue' | 'green' | 'red'

const LEDS: Record<Led, string> = {
  off: 'bg-[#33363e]',
  blue: 'bg-[#8fb4ff] shadow-[0_0_8px_#4c7dff]',
  green: 'bg-[#5cf0a0] shadow-[0_0_8px_#35d884]',
  red: 'bg-[#ff7466] shadow-[0_0_8px_#f0442f]',
}

type Props = {
  /** Named region: Counter reader. Without one the drawing is decoration. */
  label?: string | undefined
  leds?: readonly [Led, Led, Led, Led] | undefined
  /** What the glass shows. Sized in em: the screen is 18 em wide and 32 em high, whatever the drawing's size. */
  children: ReactNode
}

/** A reader of our own look, close to a real one in shape only. As wide as its box. */
export function ReaderDrawing({ label, leds = ['off', 'off', 'off', 'off'], children }: Props) {
  return (
    <div
      className="reader"
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'region', 'aria-label': label })}
    >
      <div className="reader-body">
        <div className="reader-leds">
          {leds.map((led, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the four LEDs are places.
            <span key={i} className={cx('reader-led', LEDS[led])} />
          ))}
        </div>
        <div className="reader-glass">
          <div className="reader-screen">{children}</div>
        </div>
        <svg
          className="reader-sign"
          viewBox="0 0 24 16"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          aria-hidden="true"
        >
          <rect x="1" y="1" width="22" height="14" rx="2.5" />
          <rect x="4.5" y="5" width="5" height="4.5" rx="1" />
        </svg>
        <span className="reader-slot" />
      </div>
    </div>
  )
}

/** The idle screen: the shop's name on a quiet ground. */
export function ReaderSplash({ shop, line }: { shop: string; line?: string }) {
  return (
    <div className="flex h-full flex-col items-center justify-center bg-linear-165 from-[#17624a] to-[#0b3a2e] px-[1em] text-center text-white">
      <svg className="size-[3.8em]" viewBox="0 0 76 76" fill="none" aria-hidden="true">
        <path d="M38 70V26" stroke="currentColor" strokeWidth="4" strokeLinecap="round" />
        <path
          d="M38 46C20 46 13 36 12 22c16 0 25 8 26 24zM38 34C39 18 47 9 62 7c1 17-8 27-24 27z"
          fill="currentColor"
        />
      </svg>
      <p className="mt-[.45em] text-balance font-strong text-[2em]/[1.1] tracking-[-.025em]">{shop}</p>
      {line === undefined ? null : <p className="mt-[.4em] text-[1em]/[1.3] opacity-86">{line}</p>}
    </div>
  )
}
