import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { UndoToast } from '#components/ui/toast.tsx'
import { isFinished, isFrozen } from '#lib/client/draft/till-state.ts'
import { useTill, useTillState } from '#lib/client/draft/use-till.ts'
import { useNow } from '#lib/client/now.ts'
import { SEARCH_SELECTOR } from './search-box.tsx'
import { type Notice, useCounter, useView } from './view.ts'

/** Whether there is anything to say, and what is gravest of it. The frame keeps no room for silence. */
export function useNoticeKind(): 'away' | 'notice' | 'kept' | undefined {
  const isAway = useTillState(state => state.retryAt !== undefined)
  const hasNotice = useView(view => view.notice !== undefined)
  const hasKept = useTillState(state => state.kept.length > 0 && !isFinished(state))
  return isAway ? 'away' : hasNotice ? 'notice' : hasKept ? 'kept' : undefined
}

export function NoticeBox({ kind }: { kind: 'away' | 'notice' | 'kept' }) {
  const notice = useView(view => view.notice)
  if (kind === 'away') return <AwayBanner />
  if (kind === 'kept') return <KeptBanner />
  return notice ? <NoticeBanner notice={notice} /> : null
}

/** The server does not answer; nothing is lost, and selling goes on. */
function AwayBanner() {
  const retryAt = useTillState(state => state.retryAt)
  const now = useNow(500)
  const seconds =
    retryAt === undefined || now === undefined ? 0 : Math.max(0, Math.ceil((retryAt - now) / 1000))
  return (
    <Banner tone="care" glyph="unknown" strong="Sales are kept here.">
      The server does not answer, asking again {seconds === 0 ? 'now' : `in ${seconds} s`}.
    </Banner>
  )
}

/** Scanned while money moved. */
function KeptBanner() {
  const till = useTill()
  const count = useTillState(state => state.kept.length)
  const isWaiting = useTillState(isFrozen)
  return (
    <Banner
      tone="go"
      glyph="waiting"
      strong={
        count === 1 ? '1 good is kept for the next sale.' : `${count} goods are kept for the next sale.`
      }
      action={
        isWaiting ? undefined : (
          <Button size={48} className="-my-1.5" onClick={till.takeKept}>
            Add to this sale
          </Button>
        )
      }
    >
      Scanned while this one was being paid.
    </Banner>
  )
}

const GLYPHS = { care: 'unknown', stop: 'refused', go: 'waiting' } as const

function NoticeBanner({ notice }: { notice: Notice }) {
  const { change } = useCounter()
  const close = () => change({ notice: undefined })
  const search = () => {
    change({ notice: undefined, query: notice.code ?? '', hit: 0 })
    document.querySelector<HTMLInputElement>(SEARCH_SELECTOR)?.select()
  }
  return (
    <Banner
      tone={notice.tone}
      glyph={GLYPHS[notice.tone]}
      strong={notice.strong}
      action={
        <span className="-my-1.5 flex flex-none gap-2">
          {notice.code === undefined ? null : (
            <>
              <Button size={48} onClick={search}>
                Search
              </Button>
              <Button size={48} onClick={() => change({ dialog: 'custom' })}>
                Custom amount
              </Button>
            </>
          )}
          <Button size={48} onClick={close}>
            Close
          </Button>
        </span>
      }
    >
      {notice.text}
    </Banner>
  )
}

/** What was removed, for six seconds. */
export function Toast() {
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
