import Link from 'next/link'
import { Button } from '#components/ui/button.tsx'
import { readerName } from '#components/words/readers.ts'
import { useTill } from '#lib/client/draft/use-till.ts'
import { barcodeProblem } from '#lib/domain/barcode.ts'
import { may, verdictOf } from '#lib/domain/permissions.ts'
import { anotherReader } from './another-reader.ts'
import { NOTICE_LINK, NoticeCard } from './notice-card.tsx'
import { SEARCH_SELECTOR } from './search-box.tsx'
import { type Notice, said, useCounter, useRegisterAnswer, useView, withoutSaid } from './view.ts'

/** What was refused, or a code nobody knows. */
export function Said() {
  const { change, view } = useCounter()
  const notice = useView(said)
  if (!notice) return null
  return (
    <NoticeCard
      tone={notice.tone}
      strong={notice.strong}
      actions={
        <>
          {notice.code === undefined ? null : <ForUnknownCode code={notice.code} />}
          {notice.busy === undefined ? null : <ForBusyReader busy={notice.busy} />}
          {notice.saleId === undefined ? null : (
            <Link href={`/sales/${notice.saleId}`} className={NOTICE_LINK}>
              Show sale
            </Link>
          )}
          {notice.help === undefined ? null : (
            <Link href={`/help/${notice.help}`} className={NOTICE_LINK}>
              Why?
            </Link>
          )}
          <Button size={48} onClick={() => change(withoutSaid(view.get()))}>
            Close
          </Button>
        </>
      }
    >
      {notice.text}
    </NoticeCard>
  )
}

function ForUnknownCode({ code }: { code: string }) {
  const { change } = useCounter()
  const { staff } = useRegisterAnswer()
  const search = () => {
    change({ notice: undefined, query: code, hit: 0 })
    document.querySelector<HTMLInputElement>(SEARCH_SELECTOR)?.focus()
  }
  return (
    <>
      <Button size={48} onClick={search}>
        Search
      </Button>
      <Button size={48} onClick={() => change({ dialog: 'custom' })}>
        Custom amount
      </Button>
      {may(staff.role, 'goods.manage') && barcodeProblem(code) === undefined ? (
        <Button size={48} onClick={() => change({ dialog: 'quick_good', keeping: undefined })}>
          Make the good
        </Button>
      ) : null}
    </>
  )
}

/** The customer need not wait: another reader takes the same sale, or somebody stops what has this one. Never by itself. */
function ForBusyReader({ busy }: { busy: NonNullable<Notice['busy']> }) {
  const till = useTill()
  const { change } = useCounter()
  const register = useRegisterAnswer()
  const free = anotherReader(register, busy.readerId)
  const chargeThere = (readerId: string) => {
    change({ notice: undefined })
    till.chargeOn(readerId)
  }
  return (
    <>
      {free === undefined ? null : (
        <Button size={48} className="min-w-0 max-w-full" onClick={() => chargeThere(free.id)}>
          <span className="truncate">Use {readerName(free.label)}</span>
        </Button>
      )}
      {busy.isPayment && verdictOf(register.staff.role, 'payments.stop') !== 'no' ? (
        <Link href="/payments" className={NOTICE_LINK}>
          Show it
        </Link>
      ) : null}
    </>
  )
}
