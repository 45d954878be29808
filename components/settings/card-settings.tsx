import { Card } from '#components/office/office-frame.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { CheckList } from '#components/ui/check-list.tsx'
import { type Choice, Choices } from '#components/ui/choices.tsx'
import { refusalWords } from '#components/words/refusals.ts'
import type { Sent } from '#lib/client/send.ts'
import { useCardSettings } from '#lib/client/use-card-settings.ts'
import type { CardSettingsAnswer } from '#lib/contracts/card-settings.ts'

const CAPTURE: readonly Choice<CardSettingsAnswer['captureMode']>[] = [
  {
    value: 'automatic',
    words: 'Take the money at once',
    meaning: 'The sale is paid as soon as the bank says yes.',
  },
  {
    value: 'manual',
    words: 'Hold it until somebody takes it',
    meaning:
      'The bank promises the money, and the sale is paid when somebody presses Take the money. The bank gives two days for most cards: held money is listed under Sales with its deadline, and two hours before it lapses it is taken by itself. Interac and eftpos cannot be held: those cards are charged at once.',
  },
]

const STEPS: readonly Choice<'one' | 'two'>[] = [
  { value: 'one', words: 'Charge with the tap', meaning: 'The card goes to the bank as soon as it is read.' },
  {
    value: 'two',
    words: 'Read the card first, then ask',
    meaning:
      'The till shows what card it is: its brand, debit or credit, its country. Whoever stands here charges it or lets it go; after 30 seconds without a yes it is let go.',
  },
]

const ASKS: readonly Choice<CardSettingsAnswer['asksAbout']>[] = [
  { value: 'every', words: 'About every card', meaning: 'Each card that is read waits for somebody’s yes.' },
  {
    value: 'credit',
    words: 'About credit cards only',
    meaning: 'Debit and prepaid cards are charged as soon as they are read.',
  },
  {
    value: 'abroad',
    words: 'About cards from abroad only',
    meaning: 'Cards issued in the shop’s own country are charged as soon as they are read.',
  },
]

type Props = {
  first: CardSettingsAnswer
  /** Who is signed in, where that person may not change anything. */
  onlyLooks?: string | undefined
}

/** How cards are taken: by the whole shop, and at each register. */
export function CardSettings({ first, onlyLooks }: Props) {
  const { shown, set, ended } = useCardSettings(first)
  const off = onlyLooks !== undefined
  return (
    <Card className="grid gap-5 p-6 max-[719px]:p-4">
      <header>
        <h2 className="font-strong text-title">How cards are taken</h2>
        <p className="text-ink-2 text-small">
          {off
            ? `Only the owner or a manager may change this. ${onlyLooks} is signed in here.`
            : 'A change counts from the next Charge. Payments that have begun end as they began.'}
        </p>
      </header>
      <Ending ended={ended} />
      <Choices
        label="When the bank says yes"
        choices={CAPTURE}
        value={shown.captureMode}
        off={off}
        onChange={captureMode => set({ set: 'capture_mode', captureMode })}
      />
      {shown.registers.length > FEW ? (
        <ManyRegisters registers={shown.registers} off={off} set={set} />
      ) : (
        shown.registers.map(({ id, name, twoSteps }) => (
          <Choices
            key={id}
            label={`At ${name}`}
            choices={STEPS}
            value={twoSteps ? 'two' : 'one'}
            off={off}
            onChange={steps => set({ set: 'two_steps', registerId: id, twoSteps: steps === 'two' })}
          />
        ))
      )}
      {shown.registers.some(({ twoSteps }) => twoSteps) ? (
        <Choices
          label="Registers that read the card first ask"
          choices={ASKS}
          value={shown.asksAbout}
          off={off}
          onChange={asksAbout => set({ set: 'asks_about', asksAbout })}
        />
      ) : null}
    </Card>
  )
}

/** So many registers get both ways explained each; more are a list to tick. */
const FEW = 3

type ManyProps = Pick<CardSettingsAnswer, 'registers'> & {
  off: boolean
  set: ReturnType<typeof useCardSettings>['set']
}

function ManyRegisters({ registers, off, set }: ManyProps) {
  const ticked = registers.filter(({ twoSteps }) => twoSteps).map(({ id }) => String(id))
  return (
    <div className="grid gap-2">
      <CheckList
        label="Registers that read the card first, then ask"
        options={registers.map(({ id, name }) => ({ value: id, words: name }))}
        values={ticked}
        disabled={off}
        onChange={values => {
          const pressed = registers.find(({ id, twoSteps }) => values.includes(id) !== twoSteps)
          if (pressed) set({ set: 'two_steps', registerId: pressed.id, twoSteps: !pressed.twoSteps })
        }}
      />
      {STEPS.map(({ value, words, meaning }) => (
        <p key={value} className="text-ink-2 text-small">
          <b className="font-label">{words}.</b> {meaning}
        </p>
      ))}
    </div>
  )
}

/** What became of the last press. */
function Ending({ ended }: { ended: Sent | undefined }) {
  if (ended?.outcome === 'away')
    return (
      <Banner tone="care" glyph="unknown" strong="The till’s server did not answer." urgent>
        What you see is what it last told. Try again.
      </Banner>
    )
  if (ended?.outcome === 'refused') {
    const { strong, text } = refusalWords(ended.refusal, () => '')
    return (
      <Banner tone="care" glyph="refused" strong={strong} urgent>
        {text}
      </Banner>
    )
  }
  return (
    <p aria-live="polite" className={ended ? 'font-label text-done-ink text-small' : 'sr-only'}>
      {ended ? 'Saved.' : ''}
    </p>
  )
}
