import { useEffect } from 'react'
import { paidName } from '#components/register/sale-name.ts'
import { useCounter, useRegisterAnswer } from '#components/register/view.ts'
import { cx } from '#components/ui/cx.ts'
import { Keypad } from '#components/ui/keypad.tsx'
import { NoteButton } from '#components/ui/note-button.tsx'
import { Stage } from '#components/ui/stage.tsx'
import type { StageRow } from '#components/ui/stage-actions.tsx'
import { CashHead } from '#components/ui/stage-parts.tsx'
import { owed } from '#lib/client/draft/till-state.ts'
import { useTill, useTillState } from '#lib/client/draft/use-till.ts'
import { useTyped } from '#lib/client/use-typed.ts'
import { inCoins, roundingOf } from '#lib/domain/cash-rounding.ts'
import { largestCharge } from '#lib/domain/currencies.ts'
import { type Money, minus, money } from '#lib/domain/money.ts'
import { changeFor } from '#lib/domain/tender.ts'
import { noteAmounts } from './note-amounts.ts'

/** Cash for the whole sale: exact in one press, notes, or typed. Changes with the sale, if a good is scanned meanwhile. */
export function CashStage() {
  const till = useTill()
  const { format, change } = useCounter()
  const name = useTillState(paidName)
  const minor = useTillState(state => owed(state).minor)
  const isTaking = useTillState(state => state.press !== undefined)
  const isStuck = useTillState(state => state.press?.phase === 'draining' && state.retryAt !== undefined)
  const coin = useCoin()
  const exact = money(minor, owed(till.state()).currency)
  const due = inCoins(exact, coin)
  const rounding = roundingOf(exact, coin)
  // No drawer holds more digits than a card charge may have.
  const { digits, press, set } = useTyped('', String(largestCharge(due.currency)).length)
  const handed = money(Number(digits || '0'), due.currency)
  const back = changeFor(due, handed)
  const close = () => change({ isCash: false })
  // Nothing left to pay, by a removal in another tab: there is no cash to take.
  useEffect(() => {
    if (minor <= 0) change({ isCash: false })
  }, [minor, change])
  const isEnough = digits !== '' && back.minor >= 0

  return (
    <Stage
      state="cash"
      label="Cash"
      saleName={name}
      amount={format.money(due)}
      rows={rowsOf({
        isTaking,
        isStuck,
        isEnough,
        take: `Take ${format.money(handed)}, give ${format.money(back)}`,
        missing:
          digits === '' ? 'How much was handed over?' : `${format.money(minus(due, handed))} is missing`,
        onBack: close,
        onTake: () => till.cash(handed.minor),
        onDrop: () => {
          till.dropPress()
          close()
        },
      })}
    >
      <CashHead
        label={rounding ? `To pay in cash, rounded from ${format.money(exact)}` : 'To pay in cash'}
        amount={format.money(due)}
        changeLabel="Change"
        change={isEnough ? format.money(back) : undefined}
      />
      <div className="mt-5 grid min-h-0 grid-cols-2 gap-5 max-[767px]:grid-cols-1">
        <Notes
          due={due}
          handed={digits === '' ? undefined : handed}
          onExact={() => till.cash(due.minor)}
          onNote={set}
        />
        <div>
          <p className="mb-2 font-label text-small max-[767px]:hidden">Or type it</p>
          <p
            aria-live="polite"
            className={cx(
              'mb-2 flex h-16 items-center justify-end rounded-button px-4.5 font-strong text-[30px]/[36px]',
              'inset-ring-[3px] inset-ring-go',
              digits === '' && 'text-ink-3',
            )}
          >
            <span className="sr-only">Handed over: </span>
            {format.money(handed)}
          </p>
          <Keypad kind="amount" height={72} label="Handed over" onKey={press} off={isTaking} />
        </div>
      </div>
    </Stage>
  )
}

/** What cash is rounded to: as it was when the sale was opened, or, before there is one, as it is now. */
function useCoin(): number | undefined {
  const { rule } = useRegisterAnswer()
  const opened = useTillState(state => state.answer?.sale.rule)
  return (opened ?? rule).cashRounding
}

type NotesProps = {
  due: Money
  handed: Money | undefined
  onExact: () => void
  onNote: (digits: string) => void
}

function Notes({ due, handed, onExact, onNote }: NotesProps) {
  const { format } = useCounter()
  return (
    <div className="flex flex-col">
      <p className="mb-2 font-label text-small max-[767px]:hidden">Handed over</p>
      <div className="grid flex-1 auto-rows-fr grid-cols-2 gap-2 max-[767px]:grid-cols-3">
        <NoteButton amount={format.money(due)} note="Exact" selected={false} onPress={onExact} />
        {noteAmounts(due).map(note => (
          <NoteButton
            key={note.minor}
            amount={format.short(note)}
            selected={handed?.minor === note.minor}
            onPress={() => onNote(String(note.minor))}
          />
        ))}
      </div>
    </div>
  )
}

type Row = {
  isTaking: boolean
  /** Nothing was asked yet: with the server away the wish may be taken back. */
  isStuck: boolean
  isEnough: boolean
  take: string
  missing: string
  onBack: () => void
  onTake: () => void
  onDrop: () => void
}

function rowsOf(row: Row): readonly StageRow[] {
  const { isTaking, isStuck, isEnough, take, missing, onBack, onTake, onDrop } = row
  if (isStuck) return [{ actions: [{ words: 'Do not take it', keys: 'Esc', onPress: onDrop }] }]
  const back = { words: 'Back', keys: 'Esc', small: true, off: isTaking, onPress: onBack }
  if (isTaking) return [{ actions: [back, { words: 'Saving the sale', off: true, onPress: onTake }] }]
  const main = isEnough
    ? { words: take, keys: 'Enter', main: true, onPress: onTake }
    : { words: missing, off: true, onPress: onTake }
  return [{ actions: [back, main] }]
}
