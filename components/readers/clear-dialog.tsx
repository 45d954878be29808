import { ConfirmDialog } from '#components/office/confirm-dialog.tsx'
import { useWish } from '#components/office/use-wish.ts'
import { actionWords } from '#components/words/reader-states.ts'
import { readerName } from '#components/words/readers.ts'
import { readerKey, readersKey } from '#lib/contracts/keys.ts'
import type { ReaderAnswer } from '#lib/contracts/readers.ts'
import type { ReaderState } from '#lib/domain/reader-state.ts'

export type Stuck = Extract<ReaderState, { kind: 'stuck' }>

type Props = { reader: Pick<ReaderAnswer, 'id' | 'label'>; stuck: Stuck; onClose: () => void }

/** Compared before it is cleared, and says so. */
export function ClearDialog({ reader, stuck, onClose }: Props) {
  const url = `${readerKey(reader.id)}/clear`
  const asksAgain = [readersKey, readerKey(reader.id)]
  const wish = useWish({ url, asksAgain, onDone: onClose, withinMs: 90_000, mayBe: 'cleared' })
  const what = stuck.of ? `sale ${stuck.of.saleNumber}` : actionWords(stuck.type)
  return (
    <ConfirmDialog
      question={`Clear ${what} from the ${readerName(reader.label)}?`}
      body={
        stuck.of
          ? `Stripe is asked first, and the request is removed only if it is still that of sale ${stuck.of.saleNumber}. Nothing else is touched.`
          : 'No sale of this till waits for it: it may be another program’s. Stripe is asked first, and it is removed only if it is still the same. Whoever waits for it will see it cancelled.'
      }
      confirm={stuck.of ? `Clear ${what}` : 'Clear the reader'}
      keep="Keep it"
      danger={!stuck.of}
      wish={wish}
      onConfirm={() => void wish.send({ type: stuck.type, paymentIntent: stuck.paymentIntent })}
      onKeep={onClose}
    />
  )
}
