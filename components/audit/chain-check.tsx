import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { brokenWords } from '#components/words/audit.ts'
import { refusalWords } from '#components/words/refusals.ts'
import type { Format } from '#lib/client/format.ts'
import type { LongWork } from '#lib/client/long-work.ts'
import { useFormat } from '#lib/client/use-format.ts'
import { useLongWork } from '#lib/client/use-long-work.ts'
import type { AuditCheckAnswer } from '#lib/contracts/audit.ts'
import { auditKey } from '#lib/contracts/keys.ts'

type Work = LongWork<AuditCheckAnswer>

/** Walks the chain of hashes on the server, says how far it is, and what it found. */
export function ChainCheck() {
  const { work, begin, stop, forget } = useLongWork<AuditCheckAnswer>(`${auditKey}/check`)
  const isWalking = work.at === 'busy'
  const close = isWalking ? stop : forget
  return (
    <>
      <Button size={48} className="px-5" off={isWalking} onClick={() => void begin()}>
        Check the chain
      </Button>
      <Dialog
        open={work.at !== 'rest'}
        title={titleOf(work)}
        onClose={close}
        actions={
          isWalking ? undefined : (
            <Button size={56} autoFocus onClick={close}>
              Close
            </Button>
          )
        }
      >
        <Words work={work} onStop={stop} />
      </Dialog>
    </>
  )
}

function titleOf(work: Work): string {
  switch (work.at) {
    case 'rest':
      return ''
    case 'busy':
      return 'Checking the chain'
    case 'stopped':
      return 'The check was stopped'
    case 'ended':
      return work.ended.unbroken ? 'The audit is unbroken' : 'The audit is broken'
    case 'refused':
      return 'Nothing was checked'
    case 'lost':
      return 'The server did not answer'
  }
}

function Words({ work, onStop }: { work: Work; onStop: () => void }) {
  const format = useFormat()
  switch (work.at) {
    case 'rest':
      return null
    case 'busy':
      return <Walking work={work} onStop={onStop} />
    case 'stopped':
      return (
        <p>
          {work.of === undefined ? 'Nothing was checked.' : `${farWords(work, format)} fit each other.`}{' '}
          Nothing is known of the others.
        </p>
      )
    case 'ended':
      return <Found found={work.ended} />
    case 'refused':
      return <p role="alert">{refusalWords(work.refusal, () => '').text}</p>
    case 'lost':
      return <p role="alert">Nothing was found out. Try again in a moment.</p>
  }
}

const farWords = (
  { done, of = done }: { readonly done: number; readonly of?: number },
  { number }: Pick<Format, 'number'>,
): string => `${number(done)} of ${number(of)} entries`

function Walking({ work, onStop }: { work: Extract<Work, { at: 'busy' }>; onStop: () => void }) {
  const format = useFormat()
  return (
    <Progress
      label={work.of === undefined ? 'Checking' : `${farWords(work, format)} checked`}
      value={work.of === undefined ? undefined : work.done}
      max={work.of}
      onCancel={onStop}
      cancel="Stop"
    />
  )
}

function Found({ found }: { found: AuditCheckAnswer }) {
  const { number } = useFormat()
  if (!found.unbroken)
    return (
      <p>
        The first link that does not hold is entry {found.seq}: it {brokenWords(found.because)}. Somebody has
        gone round the till, with the database’s own password.
      </p>
    )
  return (
    <>
      <p>
        All {number(found.entries)} entries fit each other, and so do {number(found.sealed)} entries in the
        diaries of sales.
      </p>
      <p className="mt-3 text-ink-2 text-small">
        This does not show everything: somebody with the database’s own password could write all of it anew,
        from the first entry on. Keep the line below somewhere else. At the machine,{' '}
        <code className="font-mono">npm run audit:verify</code> compares with it what is there then.
      </p>
      <p className="mt-1 break-all rounded-chip bg-control p-3 font-mono text-label">
        {found.entries}:{found.head}
      </p>
    </>
  )
}
