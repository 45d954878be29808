import Link from 'next/link'
import { useState } from 'react'
import { useWish } from '#components/office/use-wish.ts'
import { WishBanner } from '#components/office/wish-banner.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { problemWords } from '#components/words/problems.ts'
import { actionWords } from '#components/words/reader-states.ts'
import { readerKey, readersKey } from '#lib/contracts/keys.ts'
import type { ReaderAnswer } from '#lib/contracts/readers.ts'
import { isSimulatedCode, pairingCodeFrom } from '#lib/domain/reader-models.ts'
import type { GoneBy } from '#lib/domain/reader-state.ts'
import { Moment } from './times.tsx'

type Props = {
  reader: ReaderAnswer
  now: number
  mayClear: boolean
  mayManage: boolean
  onClear: () => void
  onChecklist: () => void
}

const LINK = 'font-label underline underline-offset-4'

/** Safety words first, for whatever a reader's state asks of somebody. Nothing when it is well. */
export function StateBanner({ reader, now, mayClear, mayManage, onClear, onChecklist }: Props) {
  const { state, move } = reader
  if (move) return <MoveBanner reader={reader} move={move} mayManage={mayManage} />
  switch (state.kind) {
    case 'stuck':
      return (
        <Banner
          tone="care"
          glyph="unknown"
          strong={
            state.of
              ? `A request of sale ${state.of.saleNumber} is still on this reader.`
              : `This reader shows ${actionWords(state.type)}.`
          }
          action={
            <Button size={48} variant="go" off={mayClear ? false : 'Needs a manager'} onClick={onClear}>
              {state.of ? `Clear sale ${state.of.saleNumber}` : 'Clear it'}
            </Button>
          }
        >
          {state.of ? (
            <>
              No payment waits for it. Its{' '}
              <Link href={`/sales/${state.of.saleId}`} prefetch={false} className={LINK}>
                diary
              </Link>{' '}
              says what became of the money. Clearing asks Stripe first.
            </>
          ) : (
            'It is of no sale of this till. Clearing asks Stripe first, and removes only what is shown here.'
          )}
        </Banner>
      )
    case 'taking':
    case 'letting_go':
      return (
        <Banner
          tone="go"
          glyph="busy"
          strong={
            state.kind === 'taking'
              ? `Sale ${state.saleNumber} is being paid here.`
              : `Sale ${state.saleNumber} has ended and lets go of it.`
          }
        >
          <Link href={`/sales/${state.saleId}`} prefetch={false} className={LINK}>
            Open the sale
          </Link>
          , or stop it under{' '}
          <Link href="/payments" prefetch={false} className={LINK}>
            Payments
          </Link>
          .
        </Banner>
      )
    case 'offline':
      return (
        <Banner
          tone="care"
          glyph="offline"
          strong="Stripe has not heard of this reader."
          action={
            <Button size={48} onClick={onChecklist}>
              Checklist
            </Button>
          }
        >
          {state.since === null ? null : (
            <>
              Last at <Moment at={state.since} now={now} />.{' '}
            </>
          )}
          A payment is tried all the same; cash works.
        </Banner>
      )
    case 'updating':
      return (
        <Banner tone="care" glyph="updating" strong="This reader answers that it is busy with itself.">
          An update or new settings take it some minutes: leave it on power and on the network. A payment is
          tried all the same; cash works.
        </Banner>
      )
    case 'gone':
      if (state.by) return <LeftBanner by={state.by} />
      return (
        <Banner tone="care" glyph="refused" strong="Stripe does not know this reader any more.">
          It was deleted outside the till. Registers that still count on it take cash only: give them another
          one, or delete it here.
        </Banner>
      )
    default:
      return null
  }
}

/** Gone by our own doing: nobody has to see to it. */
const LeftBanner = ({ by }: { by: GoneBy }) =>
  by.how === 'moved' ? (
    <Banner tone="go" glyph="ready" strong="It was moved.">
      Its registers and its history went with it to{' '}
      <Link href={`/readers/${by.to}`} className={LINK}>
        its new place
      </Link>
      .
    </Banner>
  ) : (
    <Banner tone="go" glyph="cancelled" strong="It was deleted here.">
      No register counts on it any more. Sales it has taken stay as they are.
    </Banner>
  )

type MoveProps = { reader: ReaderAnswer; move: NonNullable<ReaderAnswer['move']>; mayManage: boolean }

/** A move that has not come to its end: it goes on by itself, or at once by a press. */
function MoveBanner({ reader, move, mayManage }: MoveProps) {
  const [code, setCode] = useState('')
  const [isLeft, setLeft] = useState(false)
  const isNoCode = code.trim() !== '' && !isSimulatedCode(code) && pairingCodeFrom(code) === undefined
  const wish = useWish({
    url: `${readerKey(reader.id)}/move/on`,
    asksAgain: [readersKey, readerKey(reader.id)],
    withinMs: 170_000,
  })
  const isRegistering = move.state === 'registering'
  return (
    <div className="grid gap-3 rounded-button bg-care-soft p-4">
      <Banner
        tone="care"
        glyph="updating"
        strong={`On its way to ${move.toLocationName}.`}
        action={
          <Button
            size={48}
            off={mayManage ? wish.state === 'sending' : 'Needs a manager'}
            onClick={() => {
              setLeft(true)
              if (!isNoCode) void wish.send(code.trim() === '' ? {} : { code })
            }}
          >
            Go on now
          </Button>
        }
      >
        {isRegistering
          ? 'Stripe has not said whether it is registered there. The till asks again by itself; it takes no payment meanwhile.'
          : 'It is registered there, and registers have followed. At the old place it is not deleted yet; the till goes on by itself.'}
      </Banner>
      <WishBanner wish={wish} />
      {move.problem === null || !isRegistering ? null : (
        <>
          <p className="text-small">{problemWords(move.problem)}</p>
          {mayManage ? (
            <Field
              label="Another pairing code, if the first has expired"
              value={code}
              error={isLeft && isNoCode ? 'Three words with dashes, like quick-brown-fox.' : undefined}
              onBlur={() => setLeft(true)}
              onChange={event => {
                setLeft(false)
                setCode(event.target.value)
              }}
              spellCheck={false}
              autoComplete="off"
            />
          ) : null}
        </>
      )}
    </div>
  )
}
