import { ReceiptText, Settings } from 'lucide-react'
import Link from 'next/link'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Glyph, type GlyphName } from '#components/ui/glyph.tsx'
import type { LampState } from '#components/ui/lamp.tsx'
import { readerName } from '#components/words/readers.ts'
import { focusFirst } from './focus-first.ts'
import { type ThreeLamps, useThreeLamps } from './lamps-box.tsx'
import { useCounter, useRegisterAnswer } from './view.ts'

const GLYPHS: Record<LampState, GlyphName> = {
  good: 'ready',
  busy: 'busy',
  unknown: 'unknown',
  off: 'offline',
  bad: 'refused',
}

/** What each lamp means for the next customer, by how it burns. */
const MEANING: Record<keyof ThreeLamps, Record<LampState, string>> = {
  reader: {
    good: 'Ready for a card.',
    busy: 'Taking a card now.',
    unknown: 'Stripe has not heard from it for a while. Charging may still work.',
    off: 'Not reached. Look at its power and its network; cash goes on.',
    bad: 'Needs somebody here.',
  },
  stripe: {
    good: 'Answers as it should.',
    busy: 'Answers as it should.',
    unknown: 'Slow to answer. Payments take longer, and nobody pays twice.',
    off: 'Does not answer. Cash goes on; cards wait.',
    bad: 'Does not answer. Cash goes on; cards wait.',
  },
  till: {
    good: 'This screen hears every change at once.',
    busy: 'This screen hears every change at once.',
    unknown: 'The live line is down, so this screen asks every few seconds.',
    off: 'The till’s server does not answer. Sales are kept here and sent later.',
    bad: 'The till’s server does not answer. Sales are kept here and sent later.',
  },
}

const LINK =
  'flex h-14 items-center justify-center gap-2 rounded-tile font-label text-ink inset-ring-[1.5px] inset-ring-edge'

/** The three lamps in words, and the way to the pages behind the counter: below 1180 px it is the only one. */
export function LampsDialog() {
  const { change } = useCounter()
  const lamps = useThreeLamps()
  const { reader, register, simulatorReaderUrl, mode } = useRegisterAnswer()
  const close = () => change({ dialog: undefined })
  const rows = [
    { key: 'reader', title: reader ? readerName(reader.label) : 'Card reader', light: lamps.reader },
    { key: 'stripe', title: mode === 'live' ? 'Stripe' : `Stripe, ${MODES[mode]}`, light: lamps.stripe },
    { key: 'till', title: register?.name ?? 'Till', light: lamps.till },
  ] as const
  return (
    <Dialog
      open
      title="How things stand"
      onClose={close}
      corner={
        <Button size={48} hint="Esc" onClick={close} ref={focusFirst}>
          Close
        </Button>
      }
    >
      <ul className="mt-3 grid gap-4">
        {rows.map(({ key, title, light }) => (
          <li key={key} className="flex items-start gap-3">
            <Glyph name={GLYPHS[light.state]} className="mt-0.5 size-5.5" />
            <span>
              <b className="block font-label text-ink">{title}</b>
              {MEANING[key][light.state]}
            </span>
          </li>
        ))}
      </ul>
      {simulatorReaderUrl === null ? null : (
        <a
          className="mt-5 flex h-14 items-center justify-center rounded-tile font-label text-ink inset-ring-[1.5px] inset-ring-edge"
          href={simulatorReaderUrl}
          target="tapline-reader"
          rel="noopener"
        >
          Open the reader on screen
        </a>
      )}
      <nav aria-label="Behind the counter" className="mt-2.5 grid grid-cols-2 gap-2.5">
        <Link className={LINK} href="/sales" prefetch={false}>
          <ReceiptText className="size-5.5 flex-none text-ink-2" aria-hidden="true" />
          Sales
        </Link>
        <Link className={LINK} href="/settings" prefetch={false}>
          <Settings className="size-5.5 flex-none text-ink-2" aria-hidden="true" />
          Settings
        </Link>
      </nav>
    </Dialog>
  )
}

const MODES = { simulator: 'simulated', test: 'sandbox' } as const
