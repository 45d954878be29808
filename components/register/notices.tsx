import Link from 'next/link'
import { useEffect } from 'react'
import { useOldestSurprise } from '#components/office/use-office.ts'
import { Button } from '#components/ui/button.tsx'
import { UndoToast } from '#components/ui/toast.tsx'
import { CANCEL_LOST } from '#components/words/cancel-lost.ts'
import { deedWords } from '#components/words/deeds.ts'
import { surpriseWords } from '#components/words/surprises.ts'
import { isFinished, isFrozen, type TillState } from '#lib/client/draft/till-state.ts'
import { useTill, useTillState } from '#lib/client/draft/use-till.ts'
import { useNow } from '#lib/client/now.ts'
import { NotTakenList } from './not-taken.tsx'
import { NOTICE_LINK, NoticeCard } from './notice-card.tsx'
import { Said } from './said.tsx'
import { said, useCounter, useRegisterAnswer, useView } from './view.ts'

/** Whether there is anything to say, and what is gravest of it. What a press has just caused is said beside the server's being away. */
export function useNoticeKind():
  | 'away'
  | 'notice'
  | 'cancel_lost'
  | 'not_taken'
  | 'kept'
  | 'surprise'
  | 'deed'
  | undefined {
  const isAway = useTillState(isServerAway)
  const hasNotice = useView(view => said(view) !== undefined)
  const hasKept = useTillState(state => state.kept.length > 0 && !isFinished(state))
  const isCancelLost = useCancelLost()
  const hasNotTaken = useTillState(state => state.refused.length > 0)
  const hasSurprise = useSurprise() !== undefined
  const hasDeed = useDeed() !== undefined
  if (hasNotice) return 'notice'
  if (isCancelLost) return 'cancel_lost'
  if (hasNotTaken) return 'not_taken'
  if (hasKept) return 'kept'
  if (isAway) return 'away'
  return hasSurprise ? 'surprise' : hasDeed ? 'deed' : undefined
}

/** Over the foot of the cart's lines, where nothing moves for it and no button of a payment lies. */
export function Notices() {
  const kind = useNoticeKind()
  const isAway = useTillState(isServerAway)
  return (
    <div className="flex flex-col gap-2">
      <Toast />
      {isAway ? <Away /> : null}
      {kind === 'not_taken' ? <NotTakenList /> : null}
      {kind === 'kept' ? <Kept /> : null}
      {kind === 'notice' ? <Said /> : null}
      {kind === 'cancel_lost' ? <CancelLost /> : null}
      {kind === 'surprise' ? <ForManager /> : null}
      {kind === 'deed' ? <DoneAlone /> : null}
    </div>
  )
}

const isServerAway = (state: TillState): boolean => state.retryAt !== undefined

/** The server does not answer; nothing is lost, and selling goes on. */
function Away() {
  const retryAt = useTillState(state => state.retryAt)
  const now = useNow(500)
  const seconds = retryAt === undefined || now === undefined ? 0 : Math.ceil((retryAt - now) / 1000)
  return (
    <NoticeCard tone="care" strong="Sales are kept here.">
      The server does not answer, asking again{' '}
      <span aria-hidden="true">{seconds > 0 ? `in ${seconds} s` : 'now'}</span>.
    </NoticeCard>
  )
}

/** Scanned while money moved. */
function Kept() {
  const till = useTill()
  const count = useTillState(state => state.kept.length)
  const isWaiting = useTillState(isFrozen)
  return (
    <NoticeCard
      tone="go"
      strong={
        count === 1 ? '1 good is kept for the next sale.' : `${count} goods are kept for the next sale.`
      }
      actions={
        isWaiting ? undefined : (
          <Button size={48} onClick={till.takeKept}>
            Add to this sale
          </Button>
        )
      }
    >
      Scanned while this one was being paid.
    </NoticeCard>
  )
}

/** The oldest surprise nobody has dealt with, unless it was put off for this sale; the next sale brings it back. */
function useSurprise() {
  const oldest = useOldestSurprise()
  const saleId = useTillState(state => state.saleId)
  const putOff = useView(view => view.putOffIn)
  return putOff === saleId ? undefined : oldest
}

/** Money or news that fitted nowhere: the counter goes on, and somebody should know. */
function ForManager() {
  const till = useTill()
  const { change } = useCounter()
  const oldest = useSurprise()
  if (!oldest) return null
  const { money, title } = surpriseWords(oldest.kind)
  return (
    <NoticeCard
      tone="care"
      strong={money}
      actions={
        <>
          <Link href={`/help/${oldest.kind}`} className={NOTICE_LINK}>
            Why?
          </Link>
          <Link href="/surprises" className={NOTICE_LINK}>
            Show
          </Link>
          <Button size={48} onClick={() => change({ putOffIn: till.state().saleId })}>
            After this sale
          </Button>
        </>
      }
    >
      Something needs a manager. {title}, sale {oldest.saleNumber}.
    </NoticeCard>
  )
}

/** The sale on the screen was paid by a payment that somebody was stopping. It is told until the next sale, whoever looks and since when. */
function useCancelLost(): boolean {
  const { deeds } = useRegisterAnswer()
  const saleId = useTillState(state => (isFinished(state) ? state.saleId : undefined))
  return deeds.some(deed => deed.did === 'paid_after_all' && deed.saleId === saleId)
}

function CancelLost() {
  const { strong, text, help } = CANCEL_LOST
  const why = (
    <Link href={`/help/${help}`} className={NOTICE_LINK}>
      Why?
    </Link>
  )
  return (
    <NoticeCard tone="care" strong={strong} actions={why}>
      {text}
    </NoticeCard>
  )
}

/** The newest thing that the till did by itself here and nobody has read of. What became of the sale on the screen stands there already. */
function useDeed() {
  const { deeds } = useRegisterAnswer()
  const { change } = useCounter()
  const read = useView(view => view.readDeed)
  const [newest] = deeds
  const isOnScreen = useTillState(state => newest?.saleId === state.saleId && isFinished(state))
  useEffect(() => {
    if (isOnScreen && newest && newest.id > read) change({ readDeed: newest.id })
  }, [isOnScreen, newest, read, change])
  return newest && newest.id > read && !isOnScreen ? newest : undefined
}

/** The till put something right without being asked: whoever stands here should know, and need do nothing. */
function DoneAlone() {
  const { change } = useCounter()
  const deed = useDeed()
  if (!deed) return null
  const { strong, text } = deedWords(deed)
  return (
    <NoticeCard
      tone="go"
      strong={strong}
      actions={
        <Button size={48} onClick={() => change({ readDeed: deed.id })}>
          Close
        </Button>
      }
    >
      {text}
    </NoticeCard>
  )
}

/** What was removed, for six seconds. */
function Toast() {
  const till = useTill()
  const { change } = useCounter()
  const toast = useView(view => view.toast)
  const isLast = useTillState(state => state.undo.at(-1)?.id === toast?.id)
  if (!toast || !isLast) return null
  const gone = () => change({ toast: undefined })
  return (
    <UndoToast
      key={toast.id}
      words={toast.words}
      onGone={gone}
      onUndo={() => {
        till.undo()
        gone()
      }}
    />
  )
}
