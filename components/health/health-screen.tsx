'use client'

import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { LocalTime } from '#components/office/local-time.tsx'
import { Card, OfficeFrame, OfficeTitle } from '#components/office/office-frame.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Glyph, type GlyphName } from '#components/ui/glyph.tsx'
import {
  agoWords,
  bytesWords,
  isDiskLow,
  nextLookWords,
  type Spell,
  STATE_WORDS,
  shareWords,
  spells,
  statusLine,
} from '#components/words/health.ts'
import { mismatchWords } from '#components/words/wiring.ts'

import { formatFor } from '#lib/client/format.ts'
import { useNow, useServersNow } from '#lib/client/now.ts'
import { useFormat } from '#lib/client/use-format.ts'

import { useHealth } from '#lib/client/use-settings.ts'
import type { BackupsAnswer, HealthAnswer, PartAnswer } from '#lib/contracts/health.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import { may } from '#lib/domain/permissions.ts'
import type { Mismatch } from '#lib/domain/wiring.ts'
import { BackupsCard } from './backups-card.tsx'
import { UptimeStrip } from './uptime-strip.tsx'

type Props = { first: HealthAnswer; backups: BackupsAnswer; office: OfficeView }

/** How the till is and was: every part's last day, what it runs on, and the copies of its database. */
export function HealthScreen({ first, backups, office }: Props) {
  const { day, isAway } = useHealth(first)
  const { tone, words } = statusLine(day.parts)
  const format = formatFor(office.shop.country, office.shop.currency)
  return (
    <OfficeFrame here="health" office={office} title={<OfficeTitle>Health</OfficeTitle>}>
      {isAway ? (
        <Banner tone="stop" glyph="offline" strong="The till’s server does not answer.">
          What you see is what it last told.
        </Banner>
      ) : (
        <Banner
          tone={tone}
          glyph={tone === 'done' ? 'done' : tone === 'stop' ? 'refused' : 'unknown'}
          strong={words}
        />
      )}
      {isDiskLow(day) && day.disk ? (
        <Banner
          tone="stop"
          glyph="refused"
          strong={`Only ${bytesWords(day.disk.freeBytes)} of disk are left.`}
        >
          A database without room stops. Make room, or move the data folder.
        </Banner>
      ) : null}
      <div className="@container grid gap-5">
        <Card className="p-6 max-[719px]:p-4">
          <header className="flex flex-wrap items-end justify-between gap-x-4 gap-y-1 pb-3">
            <div>
              <h2 className="font-strong text-title">The last 24 hours</h2>
              <p className="text-ink-2 text-small">
                Looked at once a minute
                <NextLook toldAt={day.now} />. Where nothing is drawn, no server ran and nobody looked.
              </p>
            </div>
            <p className="text-ink-2 text-small">
              <LocalTime at={day.from} write={format.weekday} /> to now
            </p>
          </header>
          <ul>
            {day.parts.map(part => (
              <PartRow key={part.part} part={part} from={day.from} />
            ))}
          </ul>
        </Card>
        <div className="grid grid-cols-2 items-start gap-5 @max-[820px]:grid-cols-1">
          <BackupsCard first={backups} mayMake={may(office.who.role, 'backup.make')} who={office.who.name} />
          <Below day={day} />
        </div>
      </div>
    </OfficeFrame>
  )
}

const GLYPHS: Readonly<Record<PartAnswer['state'], GlyphName>> = {
  up: 'done',
  slow: 'busy',
  down: 'refused',
  unknown: 'unknown',
  gap: 'offline',
}

function PartRow({ part, from }: { part: PartAnswer; from: number }) {
  const bad = spells(part, from)
  return (
    <li className="grid grid-cols-[230px_minmax(0,1fr)_76px] items-center gap-x-4 gap-y-1 border-line border-t py-2.5 @max-[700px]:grid-cols-[minmax(0,1fr)_auto]">
      <p className="flex min-w-0 items-center gap-2.5">
        <Glyph name={GLYPHS[part.state]} className="size-5.5" />
        <span className="min-w-0">
          <span className="block truncate font-name">{part.label}</span>
          <span className="block text-ink-2 text-label">{STATE_WORDS[part.state]}</span>
        </span>
      </p>
      <div className="min-w-0 @max-[700px]:order-last @max-[700px]:col-span-2">
        <UptimeStrip part={part} from={from} />
        {part.why ? <Why why={part.why} /> : null}
        {bad.length > 0 ? <Spells bad={bad} /> : null}
      </div>
      <p className="text-right font-label text-small">{shareWords(part.up)}</p>
    </li>
  )
}

/** What the till knows of it, and where it is put right. */
function Why({ why }: { why: Mismatch }) {
  const { strong, text } = mismatchWords(why)
  return (
    <p className="pt-1 text-small">
      <strong className="font-label">{strong}</strong> {text}{' '}
      <Link href="/settings/stripe" className="underline underline-offset-4">
        Settings, Stripe
      </Link>
    </p>
  )
}

/** Counts down. Nothing until the browser's clock is known. */
function NextLook({ toldAt }: { toldAt: number }) {
  const now = useServersNow(toldAt)
  return now === undefined ? null : <span className="tabular-nums">, {nextLookWords(now)}</span>
}

/** Written out once somebody opens it: a chain has hundreds of them in a day. */
function Spells({ bad }: { bad: readonly Spell[] }) {
  const { weekday } = useFormat()
  const [isOpen, setOpen] = useState(false)
  // Somebody may have opened it before the page came to life.
  const wasOpen = (details: HTMLDetailsElement | null) => void (details?.open && setOpen(true))
  return (
    <details ref={wasOpen} className="text-small" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer py-1 text-ink-2">
        {bad.length === 1 ? 'Once' : `${bad.length} times`} not well, or not looked at
      </summary>
      {isOpen ? (
        <ul className="grid gap-0.5 pb-1">
          {bad.slice(-20).map(spell => (
            <li key={spell.from}>
              <LocalTime at={spell.from} write={weekday} /> to <LocalTime at={spell.to} write={weekday} />:{' '}
              {spell.words}
            </li>
          ))}
        </ul>
      ) : null}
    </details>
  )
}

/** What it all runs on, and what goes on in it. */
function Below({ day }: { day: HealthAnswer }) {
  const now = useNow(30_000) ?? day.now
  const { disk, databaseBytes, lastBackupAt, sessions, openCalls, oldestCallAt, servers, versions } = day
  return (
    <Card className="grid content-start gap-4 p-6 max-[719px]:p-4">
      <h2 className="font-strong text-title">Below</h2>
      <dl className="grid gap-2.5">
        <Fact name="Servers">{servers === 1 ? 'one lives' : `${servers} live`}</Fact>
        <Fact name="Signed in">{sessions === 1 ? 'one session' : `${sessions} sessions`}</Fact>
        <Fact name="Open calls to Stripe">
          {openCalls === 0 || oldestCallAt === null ? (
            'none'
          ) : (
            <Link href="/payments" className="underline underline-offset-4">
              {openCalls}, the oldest {agoWords(oldestCallAt, now)}
            </Link>
          )}
        </Fact>
        <Fact name="Database">{bytesWords(databaseBytes)}</Fact>
        <Fact name="Disk of the data folder">
          {disk ? `${bytesWords(disk.freeBytes)} free of ${bytesWords(disk.totalBytes)}` : 'not known'}
        </Fact>
        <Fact name="Last backup">{lastBackupAt === null ? 'never' : agoWords(lastBackupAt, now)}</Fact>
        {versions.map(({ name, version }) => (
          <Fact key={name} name={name}>
            <span className="break-all font-mono text-small">{version}</span>
          </Fact>
        ))}
      </dl>
    </Card>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="grid grid-cols-[190px_minmax(0,1fr)] gap-3 max-[719px]:grid-cols-1 max-[719px]:gap-0">
    <dt className="text-ink-2 text-small">{name}</dt>
    <dd className="m-0 font-name">{children}</dd>
  </div>
)
