import { useState } from 'react'
import { ConfirmDialog } from '#components/office/confirm-dialog.tsx'
import { Card } from '#components/office/office-frame.tsx'
import { useWish } from '#components/office/use-wish.ts'
import { WishBanner } from '#components/office/wish-banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Glyph } from '#components/ui/glyph.tsx'
import { testLines, testVerdict } from '#components/words/reader-test.ts'
import { readerName } from '#components/words/readers.ts'
import type { Format } from '#lib/client/format.ts'
import { useFormat } from '#lib/client/use-format.ts'
import { usePress } from '#lib/client/use-press.ts'
import { readerKey, readersKey } from '#lib/contracts/keys.ts'
import type { ReaderDetail } from '#lib/contracts/readers.ts'
import { isSimulated } from '#lib/domain/reader-models.ts'
import type { ReaderTest } from '#lib/domain/reader-test.ts'
import { OwedBanner } from './owed-banner.tsx'
import { Moment } from './times.tsx'

type Props = {
  detail: ReaderDetail
  format: Format
  mayTest: boolean
  asked: boolean
  onAsked: (asked: boolean) => void
}

/** A payment to try the reader with: asked before, seen step by step, given back. */
export function TestCard({ detail, format, mayTest, asked, onAsked }: Props) {
  const { reader, test, owing, mode, testAmount, now } = detail
  const press = usePress()
  const url = `${readerKey(reader.id)}/test`
  const asksAgain = [readersKey, readerKey(reader.id)]
  const start = useWish({ url, asksAgain, money: format.money, onDone: () => onAsked(false) })
  const stop = useWish({ url: `${url}/stop`, asksAgain })
  const ask = () => {
    start.forget()
    onAsked(true)
  }
  const isRunning = test !== null && test.endedAt === undefined
  const amount = format.money(testAmount)
  const off = offReason(detail, mayTest)
  return (
    <Card className="p-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="font-strong text-[20px]/[26px]">Test payment</h2>
        {isRunning ? (
          <Button
            size={test.wantsStop ? 56 : 48}
            className="px-4"
            off={test.wantsStop ? 'Stopping' : stop.state === 'sending'}
            onClick={() => void stop.send()}
          >
            Stop
          </Button>
        ) : (
          <Button size={off === false ? 48 : 56} className="px-4" off={off} onClick={ask}>
            Test {amount}
          </Button>
        )}
      </div>
      <WishBanner wish={stop} />
      {owing.map(owed => (
        <OwedBanner key={owed.id} owed={owed} format={format} now={now} />
      ))}
      {test === null ? (
        <p className="mt-1 text-ink-2">
          {amount} on this reader, given back at once. It shows each step with its time, and counts in no
          sale.
        </p>
      ) : (
        <TestSteps test={test} now={now} />
      )}
      {asked ? (
        <StartDialog
          detail={detail}
          amount={amount}
          isSimulated={mode !== 'live' && isSimulated(reader.deviceType)}
          wish={start}
          onStart={() => void start.send({ press: press(start.state), shownMinor: testAmount.minor })}
          onClose={() => {
            start.forget()
            onAsked(false)
          }}
        />
      ) : null}
    </Card>
  )
}

function offReason({ reader }: ReaderDetail, mayTest: boolean): false | string {
  if (!mayTest) return 'Needs a manager'
  const { kind } = reader.state
  if (kind === 'gone') return 'The reader is gone'
  return ['ready', 'offline', 'updating', 'unknown'].includes(kind) ? false : 'The reader is busy'
}

type StartProps = {
  detail: ReaderDetail
  amount: string
  isSimulated: boolean
  wish: ReturnType<typeof useWish>
  onStart: () => void
  onClose: () => void
}

/** Where Interac is taken at all. https://docs.stripe.com/terminal/payments/regional?integration-country=CA */
const NOT_INTERAC =
  ' Not an Interac card: it is declined here, because its money would go back only with the card held to the reader again.'

/** Real money is said to be real money. */
function StartDialog({ detail, amount, isSimulated, wish, onStart, onClose }: StartProps) {
  const { reader, mode } = detail
  const name = `the ${readerName(reader.label)}`
  const live = mode === 'live'
  const interac = detail.testAmount.currency === 'cad' ? NOT_INTERAC : ''
  return (
    <ConfirmDialog
      question={live ? `Charge ${amount} of real money on ${name}?` : `Make a test payment on ${name}?`}
      body={
        live ? (
          <>
            <p>
              Tap a card of your own within two minutes. <b>It is really charged {amount}</b>, and the same
              amount goes back by itself right after. The card shows both for some days; Stripe keeps its fee.
              {interac}
            </p>
            <p className="mt-2">The reader takes no sale meanwhile, and the payment is in no sale’s books.</p>
          </>
        ) : isSimulated ? (
          `${amount} in test mode: a test card is held to it by the till, and the money goes back. No real card is charged.`
        ) : (
          `${amount} in test mode: tap Stripe’s physical test card within two minutes. No real card is charged.${interac}`
        )
      }
      confirm={live ? `Charge ${amount} and give it back` : 'Make the test payment'}
      keep="Not now"
      danger={live}
      wish={wish}
      onConfirm={onStart}
      onKeep={onClose}
    />
  )
}

function TestSteps({ test, now }: { test: ReaderTest; now: number }) {
  const { number } = useFormat()
  const [isOpen, setOpen] = useState(false)
  const verdict = testVerdict(test)
  return (
    <div className="mt-2 grid gap-3">
      <p role="status" className="flex items-start gap-2.5">
        <Glyph name={verdict.glyph} className="mt-0.5 size-5.5" />
        <span className="min-w-0">
          <b className="font-label">{verdict.strong}</b> {verdict.text}{' '}
          <span className="text-ink-2 text-small">
            {test.staffName}, <Moment at={test.startedAt} now={now} />
          </span>
        </span>
      </p>
      <ol className="grid gap-1.5">
        {testLines(test).map(({ key, glyph, words, ms }) => (
          <li key={key} className="grid grid-cols-[22px_minmax(0,1fr)_auto] items-center gap-2.5">
            <Glyph name={glyph} className="size-5" />
            <span className="min-w-0">{words}</span>
            <span className="text-ink-2 tabular-nums">{ms === undefined ? '' : `${number(ms)} ms`}</span>
          </li>
        ))}
      </ol>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="min-h-11 justify-self-start font-label text-go-ink text-small underline underline-offset-4"
      >
        {isOpen ? 'Hide Stripe’s request ids' : 'Stripe’s request ids'}
      </button>
      {isOpen ? (
        <ul className="break-all font-mono text-label">
          {test.paymentIntent === undefined ? null : <li>{test.paymentIntent}</li>}
          {test.calls.map(call => (
            <li key={`${call.step}${call.n}`}>
              {call.step} {call.n}: {call.requestId ?? 'no answer yet'} {call.code ?? ''}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
