import { Printer, ReceiptText } from 'lucide-react'
import { paidName } from '#components/register/sale-name.ts'
import { type Counter, useCounter } from '#components/register/view.ts'
import { Stage } from '#components/ui/stage.tsx'
import type { StageRow } from '#components/ui/stage-actions.tsx'
import { ChangeHead, VerdictHead } from '#components/ui/stage-parts.tsx'
import { brandName, readWord } from '#components/words/cards.ts'
import { cashPaidWords } from '#components/words/cash-paid.ts'
import { CHARGED } from '#components/words/help.ts'
import type { Till } from '#lib/client/draft/till.ts'
import { useTill, useTillState } from '#lib/client/draft/use-till.ts'
import type { Format } from '#lib/client/format.ts'
import type { CardTender, Tender } from '#lib/domain/tender.ts'
import { lastTender } from './standing.ts'

const ICON = 'size-7 flex-none'

/** The sale is paid: the verdict, then the receipt question. The first scan closes it. */
export function PaidStage() {
  const till = useTill()
  const counter = useCounter()
  const { format } = counter
  const name = useTillState(paidName)
  const tender = useTillState(lastTender)
  const sale = useTillState(state => state.answer?.sale)
  if (!sale) return null
  const isChange = tender?.kind === 'cash'
  return (
    <Stage
      state={isChange ? 'change' : 'approved'}
      label="Payment"
      ground="done"
      saleName={name}
      amount={format.money(sale.wantedTotal)}
      rows={receiptRows(till, counter)}
    >
      {isChange ? (
        <ChangeHead
          label={tender.change.minor > 0 ? 'Give change' : 'Paid in cash'}
          amount={format.money(tender.change.minor > 0 ? tender.change : tender.handed)}
          sub={tender.change.minor > 0 ? undefined : 'Exactly. No change to give.'}
          paid={cashPaidWords(tender, sale.wantedTotal, format.money)}
        />
      ) : (
        <VerdictHead
          safety={tender ? CHARGED.charged.words : undefined}
          verdict="Approved"
          sub={subOf(tender, format)}
        />
      )}
    </Stage>
  )
}

function receiptRows(till: Till, { change, view }: Counter): readonly StageRow[] {
  return [
    {
      label: 'Receipt?',
      actions: [
        {
          words: 'Print',
          keys: 'P',
          icon: <Printer className={ICON} aria-hidden="true" />,
          onPress: () => change({ printing: view.get().printing + 1 }),
        },
        {
          words: 'On screen',
          keys: 'S',
          icon: <ReceiptText className={ICON} aria-hidden="true" />,
          onPress: () => change({ dialog: 'receipt' }),
        },
      ],
    },
    { actions: [{ words: 'No receipt, next sale', keys: 'Enter', main: true, onPress: till.startNext }] },
  ]
}

/** $71.80 · Visa ending 4242 · tapped. Brand and digits only when Stripe has told them. */
function subOf(tender: Tender | undefined, format: Format): string {
  if (tender?.kind !== 'card') return ''
  return [format.money(tender.received ?? tender.amount), ...cardWords(tender.card)].join(' · ')
}

function cardWords(card: CardTender['card']): readonly string[] {
  if (!card) return []
  const read = readWord(card.readMethod)
  return [`${brandName(card.brand)} ending ${card.last4}`, ...(read ? [read] : [])]
}
