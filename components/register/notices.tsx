import Link from 'next/link'
import type { ReactNode } from 'react'
import { useOpenSurprises } from '#components/office/use-office.ts'
import { Button } from '#components/ui/button.tsx'
import { cx } from '#components/ui/cx.ts'
import { Glyph } from '#components/ui/glyph.tsx'
import { UndoToast } from '#components/ui/toast.tsx'
import { deedWords } from '#components/words/deeds.ts'
import { surpriseWords } from '#components/words/surprises.ts'
import { isFinished, isFrozen } from '#lib/client/draft/till-state.ts'
import { useTill, useTillState } from '#lib/client/draft/use-till.ts'
import { useNow } from '#lib/client/now.ts'
import { may } from '#lib/domain/permissions.ts'
import { SEARCH_SELECTOR } from './search-box.tsx'
import { useCounter, useRegisterAnswer, useView } from './view.ts'

/** Whether there is anything to say, and what is gravest of it. */
export function useNoticeKind(): 'away' | 'notice' | 'kept' | 'surprise' | 'deed' | undefined {
  const isAway = useTillState(state => state.retryAt !== undefined)
  const hasNotice = useView(view => view.notice !== undefined)
  const hasKept = useTillState(state => state.kept.length > 0 && !isFinished(state))
  const hasSurprise = useSurprise() !== undefined
  const hasDeed = useDeed() !== undefined
  if (isAway) return 'away'
  if (hasNotice) return 'notice'
  if (hasKept) return 'kept'
  return hasSurprise ? 'surprise' : hasDeed ? 'deed' : undefined
}

/** Over the foot of the cart's lines, where nothing moves for it and no button of a payment lies. */
export function Notices() {
  const kind = useNoticeKind()
  return (
    <div className="flex flex-col gap-2">
      <Toast />
      {kind === 'away' ? <Away /> : null}
      {kind === 'kept' ? <Kept /> : null}
      {kind === 'notice' ? <Said /> : null}
      {kind === 'surprise' ? <ForManager /> : null}
      {kind === 'deed' ? <DoneAlone /> : null}
    </div>
  )
}

/** Looks like the buttons beside it. */
const NOTICE_LINK =
  'flex h-12 items-center rounded-[13px] bg-surface px-4 font-label text-[17px]/[22px] inset-ring-[1.5px] inset-ring-edge'

const TONES = { care: 'bg-care-soft', stop: 'bg-stop-soft', go: 'bg-go-soft' } as const
const GLYPHS = { care: 'unknown', stop: 'refused', go: 'waiting' } as const

type CardProps = {
  tone: keyof typeof TONES
  /** Safety words first. */
  strong: string
  children: ReactNode
  actions?: ReactNode
}

function NoticeCard({ tone, strong, children, actions }: CardProps) {
  return (
    <div
      role={tone === 'stop' ? 'alert' : 'status'}
      className={cx('rounded-button px-4 py-3.5 shadow-sheet forced-colors:border', TONES[tone])}
    >
      <p className="flex items-start gap-3">
        <Glyph name={GLYPHS[tone]} className="size-6.5" />
        <span className="min-w-0 flex-1">
          <b className="font-strong">{strong}</b> {children}
        </span>
      </p>
      {actions === undefined ? null : <div className="mt-3 flex flex-wrap gap-2">{actions}</div>}
    </div>
  )
}

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

/** What was refused, or a code nobody knows. */
function Said() {
  const { change } = useCounter()
  const { staff } = useRegisterAnswer()
  const notice = useView(view => view.notice)
  if (!notice) return null
  const search = () => {
    change({ notice: undefined, query: notice.code ?? '', hit: 0 })
    document.querySelector<HTMLInputElement>(SEARCH_SELECTOR)?.focus()
  }
  return (
    <NoticeCard
      tone={notice.tone}
      strong={notice.strong}
      actions={
        <>
          {notice.code === undefined ? null : (
            <>
              <Button size={48} onClick={search}>
                Search
              </Button>
              <Button size={48} onClick={() => change({ dialog: 'custom' })}>
                Custom amount
              </Button>
              {may(staff.role, 'goods.manage') ? (
                <Button size={48} onClick={() => change({ dialog: 'quick_good' })}>
                  Make the good
                </Button>
              ) : null}
            </>
          )}
          {notice.help === undefined ? null : (
            <Link href={`/help/${notice.help}`} className={NOTICE_LINK}>
              Why?
            </Link>
          )}
          <Button size={48} onClick={() => change({ notice: undefined })}>
            Close
          </Button>
        </>
      }
    >
      {notice.text}
    </NoticeCard>
  )
}

/** The oldest surprise nobody has dealt with, unless it was put off for this sale; the next sale brings it back. */
function useSurprise() {
  const open = useOpenSurprises()
  const saleId = useTillState(state => state.saleId)
  const putOff = useView(view => view.putOffIn)
  return putOff === saleId ? undefined : open?.[0]
}

/** Money or news that fitted nowhere: the counter goes on, and somebody should know. */
function ForManager() {
  const till = useTill()
  const { change } = useCounter()
  const oldest = useSurprise()
  if (!oldest) return null
  return (
    <NoticeCard
      tone="care"
      strong="Something needs a manager."
      actions={
        <>
          <Link href="/surprises" className={NOTICE_LINK}>
            Show
          </Link>
          <Button size={48} onClick={() => change({ putOffIn: till.state().saleId })}>
            After this sale
          </Button>
        </>
      }
    >
      {surpriseWords(oldest.kind).title}, sale {oldest.saleNumber}.
    </NoticeCard>
  )
}

/** The newest thing that the till did by itself here and nobody has read of. */
function useDeed() {
  const { deeds } = useRegisterAnswer()
  const read = useView(view => view.readDeed)
  const [newest] = deeds
  return newest && newest.id > read ? newest : undefined
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
