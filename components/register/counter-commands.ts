import { standingOf } from '#components/sale/standing.ts'
import type { Till } from '#lib/client/draft/till.ts'
import { isFinished } from '#lib/client/draft/till-state.ts'
import type { Command } from '#lib/client/shortcuts.ts'
import { SEARCH_SELECTOR } from './search-box.tsx'
import { type Counter, nextQuestion, said, type View, withoutSaid } from './view.ts'

export const searchField = (): HTMLInputElement | null =>
  document.querySelector<HTMLInputElement>(SEARCH_SELECTOR)

export const isDialogOpen = (): boolean => document.querySelector('dialog[open]') !== null

type At = { readonly till: Till; readonly counter: Counter }

/** The quantity typed so far, as it was before each of the last keys. Times in milliseconds of the page's clock. */
type Typing = Pick<View, 'times' | 'isTimes'> & { readonly at: number }
const REMEMBERED = 64
let typing: readonly Typing[] = []

/** A slow scanner's digits look typed: what they made of the quantity since `startedAt` is taken back. */
export function forgetScanned(startedAt: number, { change }: Counter): void {
  const first = typing.find(step => step.at >= startedAt - 1)
  if (first) change({ times: first.times, isTimes: first.isTimes })
  typing = []
}

/** What a key does wherever the sale stands. The stage presses its own buttons. */
export function obey(command: Command, at: At, pressedAt: number): void {
  const { till, counter } = at
  const { times, isTimes } = counter.view.get()
  typing = [...typing, { times, isTimes, at: pressedAt }].slice(-REMEMBERED)
  const standing = standingOf(till.state(), counter.view.get())
  if (isDialogOpen()) return
  if (command.do === 'digit') typeDigit(command.digit, counter, standing === 'selling')
  else if (standing === 'selling' || ALWAYS.has(command.do)) DOES[command.do](at)
}

const ALWAYS: ReadonlySet<Command['do']> = new Set(['search', 'back', 'keys', 'undo'])

const nothing = (): void => undefined

const DOES: Record<Exclude<Command['do'], 'digit'>, (at: At) => void> = {
  search: ({ till }) => {
    // The verdict does not hide the search: who looks for a good has begun the next sale.
    if (isFinished(till.state())) till.startNext()
    searchField()?.focus()
  },
  charge: ({ till }) => till.charge(),
  cash: ({ till }) => till.payInCash(),
  more: ({ till }) => till.changeBy(1),
  less: ({ till }) => till.changeBy(-1),
  line_up: ({ till }) => till.selectNext(-1),
  line_down: ({ till }) => till.selectNext(1),
  undo: ({ till, counter }) => {
    counter.change({ toast: undefined })
    till.undo()
  },
  remove: ({ till, counter }) => {
    const { selected } = till.state()
    if (counter.view.get().times !== '') forgetTimes(counter)
    else if (selected) till.remove(selected)
  },
  times: ({ counter }) => {
    if (Number(counter.view.get().times) > 0) counter.change({ isTimes: true })
  },
  keys: ({ counter }) => counter.change({ dialog: 'keys' }),
  back: ({ till, counter }) => {
    const view = counter.view.get()
    const standing = standingOf(till.state(), view)
    if (view.times !== '') forgetTimes(counter)
    else if (said(view)) counter.change(withoutSaid(view))
    else if (view.query !== '') counter.change({ query: '', hit: 0 })
    // A question that waits behind a stage has not been read.
    else if (standing === 'selling') counter.change(nextQuestion(view))
  },
  // Letters lead to the search before they are a command, and Enter belongs to what has the focus.
  letter: nothing,
  enter: nothing,
}

const forgetTimes = ({ change }: Counter): void => change({ times: '', isTimes: false })

/** Digits become a quantity by `*`; until then they wait beside the sale. */
function typeDigit(digit: number, { view, change }: Counter, isSelling: boolean): void {
  if (!isSelling) return
  const { times, isTimes } = view.get()
  const typed = `${isTimes ? '' : times}${digit}`.replace(/^0+/, '').slice(0, 4)
  change({ times: typed, isTimes: false })
}
