'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { Card, OfficeFrame, OfficeTitle } from '#components/office/office-frame.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Glyph } from '#components/ui/glyph.tsx'
import { MODE_WORDS, mismatchWords, PROBE_WORDS } from '#components/words/wiring.ts'
import { useStripeSettings } from '#lib/client/use-settings.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import type { StripeSettingsAnswer } from '#lib/contracts/stripe-settings.ts'
import { may } from '#lib/domain/permissions.ts'
import { WebhooksCard } from './webhooks-card.tsx'

type Props = { first: StripeSettingsAnswer; office: OfficeView }

/** The line to Stripe, as it is now: whose account, which key, what does not fit, and whether Stripe gets through to us. */
export function StripeScreen({ first, office }: Props) {
  const { now, isAsking, askAgain } = useStripeSettings(first)
  const mode = MODE_WORDS[now.mode]
  return (
    <OfficeFrame
      here="settings"
      office={office}
      above={
        <Link href="/settings" className="underline underline-offset-4">
          Settings
        </Link>
      }
      title={<OfficeTitle>Stripe</OfficeTitle>}
      actions={
        <Button size={48} className="px-5" off={isAsking} onClick={askAgain}>
          {isAsking ? 'Asking Stripe' : 'Ask again'}
        </Button>
      }
    >
      <Findings now={now} />
      <div className="@container grid gap-5">
        <div className="grid grid-cols-2 items-start gap-5 @max-[820px]:grid-cols-1">
          <Card className="grid gap-4 p-6 max-[719px]:p-4">
            <header>
              <h2 className="font-strong text-title">Connection</h2>
              <p className="text-ink-2 text-small">{mode.line}</p>
            </header>
            <Facts now={now} mode={mode.title} />
          </Card>
          <Card className="grid content-start gap-4 p-6 max-[719px]:p-4">
            <header>
              <h2 className="font-strong text-title">What the key may do</h2>
              <p className="text-ink-2 text-small">{keyAdvice(now)}</p>
            </header>
            <Permissions now={now} />
          </Card>
        </div>
        <WebhooksCard now={now} mayManage={may(office.who.role, 'stripe.manage')} who={office.who.name} />
      </div>
    </OfficeFrame>
  )
}

/** Everything that does not fit, or one line that says that all does. */
function Findings({ now }: { now: StripeSettingsAnswer }) {
  if (now.account === null && !now.mismatches.some(one => one.kind === 'key_refused'))
    return (
      <Banner tone="care" glyph="unknown" strong="Stripe does not answer.">
        Cash works. What you see below is what the till knows by itself.
      </Banner>
    )
  if (now.mismatches.length === 0)
    return (
      <Banner tone="done" glyph="done" strong="Everything fits together.">
        Account, key, versions, readers and clock have been compared.
      </Banner>
    )
  return (
    <ul aria-label="What does not fit" className="grid gap-2.5">
      {now.mismatches.map(mismatch => {
        const { tone, strong, text } = mismatchWords(mismatch)
        return (
          <li key={JSON.stringify(mismatch)}>
            <Banner tone={tone} glyph={tone === 'stop' ? 'refused' : 'unknown'} strong={strong}>
              {text}
            </Banner>
          </li>
        )
      })}
    </ul>
  )
}

function Facts({ now, mode }: { now: StripeSettingsAnswer; mode: string }) {
  const { account, key, version, skewMs, elsewhere } = now
  return (
    <dl className="grid gap-3">
      <Fact name="Mode">{mode}</Fact>
      <Fact name="Account">{account ? `${account.name}, ${account.id}` : 'not known now'}</Fact>
      {account ? (
        <Fact name="Country and currency">
          {account.country}, {account.currency.toUpperCase()}
        </Fact>
      ) : null}
      {account ? <Fact name="May take payments">{account.chargesEnabled ? 'yes' : 'no'}</Fact> : null}
      <Fact name="Key">
        {key.kind === 'restricted' ? 'Restricted' : 'Secret'} {key.live ? 'live' : 'test'} key, ending in{' '}
        <span className="font-mono text-small">{key.last4}</span>
      </Fact>
      <Fact name="API version">
        <span className="font-mono text-small">{version.pinned}</span>
        {version.pinned === version.packageSpeaks ? `, as stripe ${version.packageVersion} speaks it` : ''}
      </Fact>
      <Fact name="Clock">{clockWords(skewMs)}</Fact>
      {elsewhere ? (
        <Fact name="Requests go to">
          <span className="break-all font-mono text-small">{elsewhere}</span>
        </Fact>
      ) : null}
    </dl>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="grid grid-cols-[170px_1fr] gap-3 max-[719px]:grid-cols-1 max-[719px]:gap-0">
    <dt className="text-ink-2 text-small">{name}</dt>
    <dd className="m-0 min-w-0 break-words font-name">{children}</dd>
  </div>
)

/** Stripe tells whole seconds. */
function clockWords(skewMs: number | null): string {
  if (skewMs === null) return 'not compared yet'
  const seconds = Math.round(Math.abs(skewMs) / 1000)
  return seconds <= 1 ? 'as Stripe’s' : `${seconds} s ${skewMs > 0 ? 'ahead of' : 'behind'} Stripe’s`
}

const keyAdvice = ({ key, mode }: StripeSettingsAnswer): string => {
  if (key.kind === 'restricted')
    return 'Reads were made, and writes tried on things that do not exist. Nothing was changed.'
  return mode === 'simulator'
    ? 'With real keys take a restricted one (rk_), which can do no more than a till needs.'
    : 'This key may do anything at Stripe. A restricted one (rk_) with these rights is enough, and safer.'
}

const MAY = {
  yes: { glyph: 'done', words: 'yes' },
  no: { glyph: 'refused', words: 'no' },
  unknown: { glyph: 'unknown', words: 'not known now' },
} as const

const Permissions = ({ now }: { now: StripeSettingsAnswer }) => (
  <ul className="grid grid-cols-2 gap-x-6 gap-y-1.5 max-[719px]:grid-cols-1">
    {now.permissions.map(({ what, may: verdict, lacks }) => (
      <li key={what} className="flex min-w-0 items-start gap-2.5">
        <Glyph name={MAY[verdict].glyph} className="mt-0.5 size-5" />
        <span className="min-w-0">
          {PROBE_WORDS[what] ?? what}
          <span className="sr-only">: {MAY[verdict].words}</span>
          {lacks ? <span className="block break-all font-mono text-label text-stop-ink">{lacks}</span> : null}
        </span>
      </li>
    ))}
  </ul>
)
