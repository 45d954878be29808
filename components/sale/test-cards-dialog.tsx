import { useState } from 'react'
import { focusFirst } from '#components/register/focus-first.ts'
import { useCounter, useRegisterAnswer } from '#components/register/view.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { refusalWords } from '#components/words/refusals.ts'
import { send } from '#lib/client/send.ts'
import { type TestCard, testCards } from '#lib/test-cards/test-cards.ts'

const GROUPS = [
  ['approves', 'Approves'],
  ['pin', 'Asks for a PIN'],
  ['declines', 'Declines'],
  ['regional', 'Regional'],
] as const

/** Against Stripe's sandbox no customer is there to tap: these are held to the simulated reader instead. */
export function TestCardsDialog() {
  const { change, format } = useCounter()
  const { shop } = useRegisterAnswer()
  const [complaint, setComplaint] = useState<string>()
  const close = () => change({ dialog: undefined })
  const present = async (card: TestCard) => {
    const sent = await send('/api/test-cards', { number: card.number, type: card.type })
    if (sent.outcome === 'done') close()
    else if (sent.outcome === 'away') setComplaint('The till’s server does not answer. Try again.')
    else {
      const { strong, text } = refusalWords(sent.refusal, format.money)
      setComplaint(`${strong} ${text}`)
    }
  }
  const here = testCards.filter(
    card => card.common && (!card.countries || card.countries.includes(shop.country)),
  )
  return (
    <Dialog
      open
      width="wide"
      title="Hold a test card to the reader"
      onClose={close}
      corner={
        <Button size={48} hint="Esc" onClick={close} ref={focusFirst}>
          Close
        </Button>
      }
    >
      <p>
        {complaint === undefined ? (
          'Charge a sale first. No money moves in Stripe’s sandbox.'
        ) : (
          <span role="alert">{complaint}</span>
        )}
      </p>
      {GROUPS.map(([group, title]) => (
        <TestCards
          key={group}
          title={title}
          cards={here.filter(card => card.group === group)}
          onPick={present}
        />
      ))}
    </Dialog>
  )
}

type CardsProps = { title: string; cards: readonly TestCard[]; onPick: (card: TestCard) => void }

function TestCards({ title, cards, onPick }: CardsProps) {
  if (cards.length === 0) return null
  return (
    <section className="mt-4">
      <h3 className="mb-1.5 font-label text-ink text-small">{title}</h3>
      <div className="grid grid-cols-3 gap-2 max-[720px]:grid-cols-1">
        {cards.map(card => (
          <button
            key={card.label}
            type="button"
            onClick={() => onPick(card)}
            className="min-h-16 rounded-button px-4 py-2 text-left text-ink inset-ring-[1.5px] inset-ring-edge active:bg-control forced-colors:border"
          >
            <b className="block truncate font-label text-[17px]/[22px]">{card.label}</b>
            <span className="block truncate text-ink-2 text-small">{card.note}</span>
          </button>
        ))}
      </div>
    </section>
  )
}
