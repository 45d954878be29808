import Link from 'next/link'
import { useCounter, useRegisterAnswer } from '#components/register/view.ts'
import { CopyButton } from '#components/timeline/copy-button.tsx'
import { detailsCode, whyCode } from '#components/words/why.ts'
import { useTill, useTillState } from '#lib/client/draft/use-till.ts'

/** In the corner of a payment's stage: its page, its code and ids to be copied, and with Stripe's sandbox the cards to hold to the reader. Keeps its place when empty. */
export function WhyRow() {
  const till = useTill()
  const code = useTillState(state => {
    const payment = state.press ? undefined : state.answer?.payment
    return payment && whyCode(payment)
  })
  const isWaiting = useTillState(state => !state.press && state.answer?.payment?.mood === 'waiting')
  const { testCards } = useRegisterAnswer()
  const { change } = useCounter()
  if (code === undefined) return null
  return (
    <p className="stage-why">
      {testCards && isWaiting ? (
        <button type="button" className="stage-why-link" onClick={() => change({ dialog: 'test_cards' })}>
          Test cards
        </button>
      ) : null}
      <Link href={`/help/${code}`} className="stage-why-link">
        Why?
      </Link>
      <CopyButton words="Copy details" plain copy={() => detailsOf(till.state())} />
    </p>
  )
}

function detailsOf({ answer }: ReturnType<ReturnType<typeof useTill>['state']>): string {
  const payment = answer?.payment
  const tender = answer?.sale.tenders.find(other => other.id === payment?.tenderId)
  const intent = tender?.kind === 'card' ? tender.paymentIntent : undefined
  const details = {
    code: payment ? detailsCode(payment) : null,
    payment_intent: intent ?? null,
    reader: payment?.readerId ?? null,
    sale: answer?.sale.number ?? null,
    tender: payment?.tenderId ?? null,
    at: payment ? new Date(payment.since).toISOString() : null,
  }
  return JSON.stringify(details, null, 2)
}
