import { useState } from 'react'
import type { Fact } from '#components/office/column.ts'
import { LocalTime } from '#components/office/local-time.tsx'
import { Card } from '#components/office/office-frame.tsx'
import { useCardList } from '#components/office/use-card-list.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { agoWords, bytesWords } from '#components/words/health.ts'
import { refusalWords } from '#components/words/refusals.ts'
import type { LongWork } from '#lib/client/long-work.ts'
import { useServersNow } from '#lib/client/now.ts'
import { byNumber } from '#lib/client/table/rows-shown.ts'
import { useFormat } from '#lib/client/use-format.ts'
import { useLongWork } from '#lib/client/use-long-work.ts'
import { useBackups } from '#lib/client/use-settings.ts'
import type { BackupsAnswer } from '#lib/contracts/health.ts'
import { backupsKey, healthKey } from '#lib/contracts/keys.ts'

type Props = { first: BackupsAnswer; mayMake: boolean; who: string }

const SHOWN = 8

type Backup = BackupsAnswer['backups'][number]

const KEPT: readonly Fact<Backup>[] = [
  {
    key: 'made',
    head: 'Made',
    sort: byNumber(({ madeAt }) => madeAt),
    export: ({ madeAt }) => new Date(madeAt).toISOString(),
  },
  { key: 'size', head: 'Size', sort: byNumber(({ bytes }) => bytes), export: ({ bytes }) => bytes },
  { key: 'file', head: 'File', export: ({ name }) => name },
]

const BACKUPS_LIST = {
  label: 'Backups',
  exportName: 'backups',
  facts: KEPT,
  search: ({ name, madeAt }: Backup) => `${name} ${new Date(madeAt).toISOString()}`,
}

/** Copies of the database: made by a press while selling goes on, kept in the data folder, and to be carried elsewhere. */
export function BackupsCard({ first, mayMake, who }: Props) {
  const { backups, folder, embedded, now: serverNow } = useBackups(first)
  const now = useServersNow(serverNow, 30_000) ?? serverNow
  const format = useFormat()
  const [isWhole, setWhole] = useState(false)
  const { shown, tools } = useCardList({ rows: backups, ...BACKUPS_LIST })
  const listed = isWhole ? shown : backups.slice(0, SHOWN)
  const { work, begin, stop } = useLongWork<BackupsAnswer>(backupsKey, [backupsKey, healthKey])
  return (
    <Card className="grid content-start gap-4 p-6 max-[719px]:p-4">
      <header>
        <h2 className="font-strong text-title">Backups</h2>
        <p className="text-ink-2 text-small">
          Everything of the shop, as it was at one moment; selling goes on meanwhile. They lie in{' '}
          <code className="break-all font-mono text-label">{folder}</code>, on the same disk as the till:
          carry one elsewhere now and then.
        </p>
        <p className="mt-1 text-ink-2 text-small">
          {embedded ? (
            <>
              The key in <code className="font-mono text-label">app-secret</code>, in the data folder, is in
              none of them. Keep a copy beside them:
            </>
          ) : (
            <>
              The key in <code className="font-mono text-label">APP_SECRET</code> is in none of them. Keep it
              beside them:
            </>
          )}{' '}
          without it a restored till knows no badge, and its webhooks are connected anew.
        </p>
      </header>
      {work.at === 'busy' ? (
        <Progress
          label={work.done === 0 ? 'Making a backup' : `Making a backup: ${format.number(work.done)} rows`}
          onCancel={stop}
          cancel="Stop the backup"
        />
      ) : (
        <Button
          size={56}
          variant="go"
          className="justify-self-start px-5"
          off={mayMake ? false : `Only the owner. ${who} is signed in`}
          onClick={() => void begin()}
        >
          Make a backup
        </Button>
      )}
      <Outcome work={work} />
      {backups.length === 0 ? (
        <p>There is none yet.</p>
      ) : (
        <>
          {isWhole ? tools : null}
          <ul aria-label="Backups">
            {listed.map(({ name, bytes, madeAt }) => (
              <li key={name} className="flex min-h-13 items-center gap-4 border-line border-t py-2">
                <span className="min-w-0 flex-1">
                  <span className="block font-name">
                    <LocalTime at={madeAt} write={format.second} />
                  </span>
                  <span className="block text-ink-2 text-small">
                    {bytesWords(bytes)}, {agoWords(madeAt, now)}
                  </span>
                </span>
                {mayMake ? (
                  <a
                    href={`${backupsKey}/${encodeURIComponent(name)}`}
                    download={name}
                    className="rounded-chip px-3 py-2.5 font-label text-small underline underline-offset-4 hover:bg-control"
                  >
                    Download<span className="sr-only"> {name}</span>
                  </a>
                ) : null}
              </li>
            ))}
          </ul>
        </>
      )}
      {backups.length > SHOWN ? (
        <Button size={48} className="justify-self-start px-4" onClick={() => setWhole(!isWhole)}>
          {isWhole ? `Only the last ${SHOWN}` : `Show all ${format.number(backups.length)}`}
        </Button>
      ) : null}
      <p className="text-ink-2 text-small">
        {embedded ? (
          <>
            To go back to one, stop the till and run{' '}
            <code className="break-all font-mono text-label">npm run restore -- &lt;file&gt;</code>. What is
            there then is kept beside it, and everyone signs in again.
          </>
        ) : (
          'Your own PostgreSQL has its own tools as well, pg_dump and point-in-time recovery; restore with them.'
        )}
      </p>
    </Card>
  )
}

function Outcome({ work }: { work: LongWork<BackupsAnswer> }) {
  if (work.at === 'stopped')
    return <p role="status">Stopped. Only what is in the list was kept; nothing is left half made.</p>
  if (work.at === 'lost')
    return (
      <Banner tone="care" glyph="unknown" strong="The till’s server did not answer." urgent>
        Look at the list: what is not there was not made.
      </Banner>
    )
  if (work.at !== 'refused') return null
  const { strong, text } = refusalWords(work.refusal, () => '')
  return (
    <Banner tone="care" glyph="refused" strong={strong} urgent>
      {text}
    </Banner>
  )
}
