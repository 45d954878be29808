import { Hand, ShieldCheck } from 'lucide-react'
import { anotherReader } from '#components/register/another-reader.ts'
import { paidName } from '#components/register/sale-name.ts'
import { said, useCounter, useRegisterAnswer, useView } from '#components/register/view.ts'
import { Elapsed, Remaining } from '#components/ui/elapsed.tsx'
import { Stage } from '#components/ui/stage.tsx'
import type { StageAction, StageRow } from '#components/ui/stage-actions.tsx'
import { StageHead, StageLine, StagePanel } from '#components/ui/stage-parts.tsx'
import type { MoodWords } from '#components/words/mood-words.ts'
import { MOODS } from '#components/words/moods.ts'
import { buttonWords } from '#components/words/payment-buttons.ts'
import { pressingWords } from '#components/words/pressing.ts'
import { readerName } from '#components/words/readers.ts'
import type { Till } from '#lib/client/draft/till.ts'
import { useTill, useTillState } from '#lib/client/draft/use-till.ts'
import { useNow } from '#lib/client/now.ts'
import type { PaymentButton, PaymentMood } from '#lib/domain/payment-view.ts'
import { moodFacts } from './mood-facts.ts'
import { moodOf, pressingOf } from './standing.ts'
import { WhyRow } from './why-row.tsx'

const ICONS = { safe: <ShieldCheck aria-hidden="true" />, hand: <Hand aria-hidden="true" /> } as const

/** The card payment on the screen: one sentence, the line, what is safe, and exactly the buttons that are valid now. */
export function PaymentStage() {
  const till = useTill()
  const { format, change } = useCounter()
  const register = useRegisterAnswer()
  const mood = useTillState(moodOf)
  const payment = useTillState(state => state.answer?.payment)
  const press = useTillState(state => state.press)
  const steering = useTillState(state => state.steering)
  const name = useTillState(paidName)
  const facts = moodFacts(till.state(), format, register.reader?.label ?? 'card')
  const pressing = useTillState(pressingOf)
  const hasNotice = useView(view => said(view) !== undefined)
  const { words, off } = useLater(pressing ? pressingWords(pressing, facts) : MOODS[mood](facts))
  const buttons = press ? [] : (payment?.buttons ?? []).filter(button => button !== off)
  const dismiss = mood === 'refused' ? () => change({ readTender: payment?.tenderId }) : undefined
  const rows = press
    ? rowsWhilePressing(pressing === 'not_sent', till)
    : rowsOf(
        mood,
        words,
        buttons,
        till,
        steering,
        dismiss,
        NEEDS_ANOTHER.has(mood) ? anotherReader(register, payment?.readerId) : undefined,
        hasNotice,
      )
  return (
    <Stage
      state={pressing ?? mood}
      label="Payment"
      ground={words.tone === 'care' ? 'care' : 'calm'}
      saleName={name}
      amount={facts.amount}
      rows={rows}
    >
      <StageHead
        glyph={words.glyph}
        safety={words.safety}
        sentence={words.sentence}
        sub={words.sub}
        tone={words.tone === 'stop' ? 'stop' : 'ink'}
        urgent={words.tone === 'stop' || words.tone === 'care'}
      />
      <StageLine step={words.step} state={words.line} caption={<Caption words={words} />} />
      <StagePanel
        tone={words.panel.tone}
        icon={words.panel.icon && ICONS[words.panel.icon]}
        strong={words.panel.strong}
        over={words.panel.over}
      >
        {words.panel.text}
      </StagePanel>
      <WhyRow />
    </Stage>
  )
}

/** The words, and what becomes of them when it has been so for long: then a button may be too late. */
function useLater(words: MoodWords): { readonly words: MoodWords; readonly off?: PaymentButton | undefined } {
  const { later } = words
  const till = useTill()
  const since = useTillState(state => (state.press ? undefined : state.answer?.payment?.since))
  const now = useNow(later?.some(({ off }) => off !== undefined) ? 1_000 : 5_000)
  const passed = since === undefined || now === undefined ? 0 : now - since - till.state().clockOffset
  const reached = later?.findLast(({ afterMs }) => passed > afterMs)
  if (!reached) return { words }
  const { sub, panel = words.panel, off } = reached
  return { words: { ...words, sub, panel }, off }
}

/** Under the step: what it does, and since when by this browser's clock. */
function Caption({ words }: { words: MoodWords }) {
  const till = useTill()
  const since = useTillState(state => (state.press ? undefined : state.answer?.payment?.since))
  if (!words.counting || since === undefined) return words.caption
  const sinceMs = since + till.state().clockOffset
  if (words.withinMs !== undefined)
    return (
      <>
        {words.caption} <Remaining untilMs={sinceMs + words.withinMs} spoken />
      </>
    )
  return (
    <>
      {words.caption}, <Elapsed sinceMs={sinceMs} spoken />
    </>
  )
}

/** Nothing was asked yet: with the server away the wish may be taken back. */
function rowsWhilePressing(isStuck: boolean, till: Till): readonly StageRow[] {
  if (!isStuck) return []
  return [{ actions: [{ words: 'Do not charge', keys: 'Esc', onPress: till.dropPress }] }]
}

/** This reader is what is wrong; the customer can tap on another one of the shop. */
const NEEDS_ANOTHER: ReadonlySet<PaymentMood> = new Set([
  'reader_offline',
  'reader_busy',
  'reader_failed',
  'reader_lost',
  'doubtful',
])

/** Money that the bank has promised is left as it is; anything else is stopped before it is left behind. */
const IS_PROMISED: ReadonlySet<PaymentMood> = new Set(['held', 'taking', 'releasing'])

/** The one obvious next step, where there is one. */
const MAIN: ReadonlySet<PaymentButton> = new Set(['try_again', 'confirm', 'capture'])
/** With Stripe away nothing else can be done at this counter. */
const isMain = (button: PaymentButton, mood: PaymentMood): boolean =>
  MAIN.has(button) || (button === 'next_sale' && mood === 'unreachable')

function rowsOf(
  mood: PaymentMood,
  words: MoodWords,
  buttons: readonly PaymentButton[],
  till: Till,
  steering: string | undefined,
  dismiss: (() => void) | undefined,
  other: { readonly id: string; readonly label: string } | undefined,
  hasNotice: boolean,
): readonly StageRow[] {
  const press: Record<PaymentButton, () => void> = {
    try_again: till.charge,
    pay_another_way: till.payInCash,
    cancel: () => till.steer('cancel'),
    check_status: () => till.steer('check_status'),
    change_sale: () => till.steer('change_sale'),
    confirm: () => till.steer('confirm'),
    capture: () => till.steer('capture'),
    next_sale: IS_PROMISED.has(mood) ? till.startNext : till.serveNext,
  }
  const main = buttons.find(button => isMain(button, mood))
  // Esc ends what has cost nothing yet; it never gives up money that the bank has promised.
  const endsIt = main === 'try_again' || main === 'capture' ? undefined : 'cancel'
  // Under *Try again* a number is printed on Cancel, and Esc presses it too, once it has closed what is said over it.
  const alsoEnds = main === 'try_again' && !hasNotice && !dismiss ? 'cancel' : undefined
  const action = (button: PaymentButton): StageAction => ({
    words: buttonWords(button, mood),
    keys: button === endsIt ? 'Esc' : String(buttons.indexOf(button) + 1),
    alsoKeys: button === alsoEnds ? 'Esc' : undefined,
    main: isMain(button, mood),
    off: isUnderWay(button, steering),
    onPress: press[button],
  })
  const off: readonly StageAction[] = words.cancelOff
    ? [{ words: 'Cancel', off: words.cancelOff, onPress: () => undefined }]
    : []
  const back: readonly StageAction[] = dismiss
    ? [{ words: 'Back to the sale', keys: 'Esc', onPress: dismiss }]
    : []
  const elsewhere: readonly StageAction[] = other
    ? [{ words: `Use ${readerName(other.label)}`, onPress: () => till.chargeOn(other.id) }]
    : []
  const rest = buttons.filter(button => button !== main)
  if (main) return [{ actions: [action(main), ...elsewhere] }, { actions: [...rest.map(action), ...back] }]
  // Side by side they would cut their words: what ends the waiting is at the bottom, what goes on beside it above.
  if (rest.length > 3 || (rest.length > 2 && rest.includes('next_sale'))) {
    const isAbove = (button: PaymentButton) => button === 'change_sale' || button === 'check_status'
    const below = rest.filter(button => !isAbove(button))
    return [{ actions: rest.filter(isAbove).map(action) }, { actions: below.map(action) }]
  }
  return [{ actions: [...off, ...rest.map(action)] }]
}

/** A wish that has been sent is not sent again by an impatient finger. */
const isUnderWay = (button: PaymentButton, steering: string | undefined): boolean =>
  steering !== undefined && (button === steering || (OPPOSITES[button]?.includes(steering) ?? false))

/** What is not pressed while the other is on its way. */
const OPPOSITES: Partial<Record<PaymentButton, readonly string[]>> = {
  pay_another_way: ['cancel'],
  cancel: ['confirm', 'capture'],
  confirm: ['cancel'],
  capture: ['cancel'],
  next_sale: ['cancel'],
}
