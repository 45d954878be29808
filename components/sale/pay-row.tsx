import { Banknote } from 'lucide-react'
import Link from 'next/link'
import { useIsHere } from '#components/office/use-office.ts'
import { useThreeLamps } from '#components/register/lamps-box.tsx'
import { paidName } from '#components/register/sale-name.ts'
import { usePartPaid } from '#components/register/use-part-paid.ts'
import { useCounter, useRegisterAnswer, useView } from '#components/register/view.ts'
import { CashButton, ChargeButton } from '#components/ui/charge-button.tsx'
import { Strip } from '#components/ui/strip.tsx'
import { moodLine } from '#components/words/mood-line.ts'
import type { MoodWords } from '#components/words/mood-words.ts'
import { MOODS } from '#components/words/moods.ts'
import { pressingWords } from '#components/words/pressing.ts'
import { readerName } from '#components/words/readers.ts'
import { endedCode, whyCode } from '#components/words/why.ts'
import { cartOf, owed } from '#lib/client/draft/till-state.ts'
import { useTill, useTillState } from '#lib/client/draft/use-till.ts'
import { moodFacts } from './mood-facts.ts'
import { moodOf, pressingOf } from './standing.ts'
import { useStanding } from './use-standing.ts'

/** The words of the payment under way, or nothing while none is. */
function useMoodWords(): MoodWords | undefined {
  const till = useTill()
  const { format } = useCounter()
  const { reader } = useRegisterAnswer()
  const standing = useStanding()
  const isHere = useIsHere()
  const mood = useTillState(moodOf)
  const pressing = useTillState(pressingOf)
  useTillState(state => state.answer?.payment)
  useTillState(state => state.press)
  if (standing !== 'paying') return undefined
  const facts = moodFacts(till.state(), format, reader?.label ?? 'card', isHere)
  return pressing ? pressingWords(pressing, facts) : MOODS[mood](facts)
}

/** The sentence above Charge. */
export function SaleStrip() {
  const till = useTill()
  const standing = useStanding()
  const words = useMoodWords()
  const name = useTillState(paidName)
  const since = useTillState(state => state.answer?.payment?.since)
  const times = useView(view => (view.isTimes ? `${view.times} of the next item` : view.times))
  if (words) {
    const { clockOffset } = till.state()
    const sinceMs = words.counting && since !== undefined ? since + clockOffset : undefined
    const { glyph, strip, withinMs } = words
    if (sinceMs !== undefined && withinMs !== undefined)
      return <Strip glyph={glyph} words={strip} untilMs={sinceMs + withinMs} />
    return <Strip glyph={glyph} words={strip} sinceMs={sinceMs} />
  }
  if (standing === 'cash') {
    return <Strip glyph="ready" icon={<Banknote className="size-5.5" />} words="Paying in cash" />
  }
  if (standing !== 'selling') return <Strip glyph="done" words={`${name} is paid and saved`} />
  return times === '' ? <ReadyStrip /> : <Strip glyph="updating" words={times} />
}

/** While goods are rung up: what of the sale is paid, what became of the last try, or whether a card can be taken. */
function ReadyStrip() {
  const { reader: lamp, stripe } = useThreeLamps()
  const { reader } = useRegisterAnswer()
  // Until something is changed; then it is history.
  const canceled = useTillState(state => {
    const last = state.answer?.sale.tenders.at(-1)
    const isOff = last?.kind === 'card' && last.state === 'canceled' && !state.answer?.payment
    return isOff && state.undo.length === 0 ? endedCode(last) : undefined
  })
  const reopened = useTillState(({ answer }) =>
    answer?.payment?.mood === 'ready' ? answer.payment : undefined,
  )
  const partPaid = usePartPaid()
  if (partPaid) return <Strip glyph="busy" words={`${partPaid.words}, ${partPaid.toGo} to go`} />
  if (!reader) return <Strip glyph="offline" words="No card reader here, cash works" />
  if (reopened)
    return (
      <Strip
        glyph="cancelled"
        words={moodLine('ready', { doubtful: reopened.doubtful === true }).words}
        why={<Why code={whyCode(reopened)} />}
      />
    )
  if (canceled !== undefined)
    return (
      <Strip glyph="cancelled" words="Nothing was charged, it is cancelled" why={<Why code={canceled} />} />
    )
  // What the reader was before is no comfort then.
  if (stripe.state === 'off') return <Strip glyph="offline" words="Stripe is away, cash works" />
  if (lamp.state === 'off')
    return <Strip glyph="offline" words={`${readerName(reader.label)} is offline, cash works`} />
  if (lamp.state === 'busy')
    return <Strip glyph="busy" words={`${readerName(reader.label)} is taking a card`} />
  return <Strip glyph="ready" words={`${readerName(reader.label)} is ready`} />
}

/** Small words that fill the strip's height, for a finger. */
function Why({ code }: { code: string | undefined }) {
  if (code === undefined) return null
  return (
    <Link
      href={`/help/${code}`}
      className="-mr-3 flex h-full flex-none items-center px-3 underline decoration-edge underline-offset-4"
    >
      Why?
    </Link>
  )
}

export function SaleCash() {
  const till = useTill()
  const standing = useStanding()
  const isOff = useTillState(state => owed(state).minor <= 0 || cartOf(state).lines.length === 0)
  const why =
    standing === 'paying' || standing === 'cash'
      ? 'Not while money is taken'
      : isOff || standing !== 'selling'
        ? 'Nothing to pay yet'
        : undefined
  return <CashButton off={why} onPress={till.payInCash} />
}

const TONES = { go: 'go', care: 'care', stop: 'stop', plain: 'stop' } as const

/** Charge with the amount on it; after the press a panel that is no button until the sale ends. */
export function SaleCharge() {
  const till = useTill()
  const { format } = useCounter()
  const standing = useStanding()
  const words = useMoodWords()
  const minor = useTillState(state => owed(state).minor)
  const isEmpty = useTillState(state => cartOf(state).lines.length === 0)
  const amount = format.money({ ...owed(till.state()), minor })
  if (words) return <ChargeButton kind="panel" words={words.pay} tone={TONES[words.tone]} />
  if (standing === 'cash') return <ChargeButton kind="panel" words={`${amount} in cash`} tone="go" />
  if (isEmpty || minor <= 0) return <ChargeButton kind="empty" />
  return <ChargeButton kind="charge" amount={amount} onPress={till.charge} />
}
