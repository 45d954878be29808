import { useState } from 'react'
import { ConfirmDialog } from '#components/office/confirm-dialog.tsx'
import { LocalTime } from '#components/office/local-time.tsx'
import { Card } from '#components/office/office-frame.tsx'
import { useQuestion } from '#components/office/use-question.ts'
import { useWish } from '#components/office/use-wish.ts'
import { WishBanner } from '#components/office/wish-banner.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Glyph } from '#components/ui/glyph.tsx'
import { SAFE_TO_LEAVE } from '#components/words/leaving.ts'
import { DOOR_WORDS } from '#components/words/wiring.ts'
import { useFormat } from '#lib/client/use-format.ts'
import { stripeSettingsKey } from '#lib/contracts/keys.ts'
import type { DoorAnswer, ReplayAnswer, StripeSettingsAnswer } from '#lib/contracts/stripe-settings.ts'
import { ConnectForm } from './connect-form.tsx'

type Props = { now: StripeSettingsAnswer; mayManage: boolean; who: string }

/** Whether Stripe gets through to this till, and what to do where it does not. */
export function WebhooksCard({ now, mayManage, who }: Props) {
  const { doors, lag, known, fromEnvironment } = now.webhooks
  return (
    <Card className="grid gap-5 p-6 max-[719px]:p-4">
      <header>
        <h2 className="font-strong text-title">Webhooks</h2>
        <p className="text-ink-2 text-small">
          How Stripe tells this till what happened. Without them payments still finish, some seconds later:
          the till asks by itself.
        </p>
      </header>
      {known ? null : (
        <Banner tone="care" glyph="unknown" strong="Which endpoints there are is not known now.">
          Stripe did not say.
        </Banner>
      )}
      <ul className="grid gap-3">
        {doors.map(door => (
          <Door key={door.door} door={door} mayManage={mayManage} />
        ))}
      </ul>
      <p className="text-small">
        {lag
          ? `From Stripe to here: half within ${seconds(lag.p50Ms)}, 95 in a hundred within ${seconds(lag.p95Ms)}, over ${lag.events} events of the last day. Stripe tells whole seconds.`
          : 'Nothing has come in the last day.'}
        {fromEnvironment > 0
          ? ` ${fromEnvironment === 1 ? 'One signing secret comes' : `${fromEnvironment} signing secrets come`} from STRIPE_WEBHOOK_SECRETS beside these.`
          : ''}
      </p>
      {mayManage ? (
        <>
          <Replay />
          <ConnectForm now={now} />
        </>
      ) : (
        <p className="text-ink-2 text-small">Only the owner changes the wiring. {who} is signed in here.</p>
      )}
    </Card>
  )
}

const seconds = (ms: number): string => (ms < 1_000 ? 'a second' : `${(ms / 1000).toFixed(1)} s`)

function Door({ door, mayManage }: { door: DoorAnswer; mayManage: boolean }) {
  const { moment } = useFormat()
  const { endpoint, lastAt, taken, turnedAway, broken } = door
  const words = DOOR_WORDS[door.door]
  const isOn = endpoint?.status === 'enabled'
  const isBad = turnedAway + broken > 0
  return (
    <li className="grid grid-cols-[28px_minmax(0,1fr)_auto] items-start gap-x-4 gap-y-2 rounded-tile px-4 py-3.5 inset-ring-[1.5px] inset-ring-line max-[719px]:grid-cols-[28px_minmax(0,1fr)]">
      <Glyph name={isOn ? (isBad ? 'unknown' : 'done') : 'offline'} className="mt-0.5 size-6" />
      <div className="min-w-0">
        <h3 className="font-label">
          {words.name}
          <span className="ml-2 font-normal text-ink-2 text-small">
            {isOn ? 'connected' : endpoint ? 'switched off at Stripe' : 'not connected from here'}
          </span>
        </h3>
        <p className="text-ink-2 text-small">{words.line}</p>
        {endpoint ? (
          <p className="flex flex-wrap gap-x-3 font-mono text-label">
            <span className="break-all">{endpoint.url}</span>
            <span className="break-all">{endpoint.id}</span>
            <span>{endpoint.version ?? 'no version'}</span>
          </p>
        ) : null}
        <p className="text-small">
          {lastAt ? (
            <>
              Last came <LocalTime at={lastAt} write={moment} />.
            </>
          ) : (
            'Nothing has ever come.'
          )}{' '}
          Last 24 hours: {taken} taken in
          <span className={turnedAway > 0 ? 'font-label text-stop-ink' : undefined}>
            , {turnedAway} turned away for their signature
          </span>
          <span className={broken > 0 ? 'font-label text-stop-ink' : undefined}>, {broken} broken here.</span>
        </p>
      </div>
      {mayManage && endpoint ? <Roll door={door.door} name={words.name} /> : null}
    </li>
  )
}

/** A new secret, as after somebody left who knew the old one. */
function Roll({ door, name }: { door: DoorAnswer['door']; name: string }) {
  const [isDone, setDone] = useState(false)
  const { asked, ask, keep, wish } = useQuestion<'roll'>({
    url: `${stripeSettingsKey}/webhooks`,
    asksAgain: [stripeSettingsKey],
    withinMs: 60_000,
    onDone: () => setDone(true),
  })
  return (
    <div className="grid justify-items-end gap-1 max-[719px]:col-start-2 max-[719px]:justify-items-start">
      <Button size={48} className="px-5" onClick={() => ask('roll')}>
        Roll the secret
      </Button>
      <p role="status" className="font-label text-done-ink text-small">
        {isDone ? 'Rolled.' : ''}
      </p>
      {asked ? (
        <ConfirmDialog
          question={`Roll the secret of ${name}?`}
          body="Stripe gets a new endpoint with a new secret, then the old one is taken away. Whatever still comes under the old secret within 24 hours proves nothing any more: the till asks Stripe itself. What was missed in between is fetched, so no event is lost."
          keep="Leave it"
          confirm="Roll the secret"
          wish={wish}
          onKeep={keep}
          onConfirm={() => void wish.send({ do: 'roll', door })}
        />
      ) : null}
    </div>
  )
}

/** Fetches what never came. Pressed twice, nothing happens twice. */
function Replay() {
  const { moment } = useFormat()
  const [brought, setBrought] = useState<ReplayAnswer>()
  const wish = useWish({
    url: `${stripeSettingsKey}/webhooks`,
    asksAgain: [stripeSettingsKey],
    withinMs: 60_000,
    // True because this wish is answered with one type, shared by both sides.
    onDone: answer => setBrought(answer as ReplayAnswer),
  })
  return (
    <div className="grid gap-2.5">
      <div className="flex flex-wrap items-center gap-3">
        <Button
          size={48}
          className="px-5"
          off={wish.state === 'sending'}
          onClick={() => {
            setBrought(undefined)
            void wish.send({ do: 'replay' })
          }}
        >
          {wish.state === 'sending' ? 'Asking Stripe' : 'Fetch missed events'}
        </Button>
        <p role="status" className="text-small">
          {brought ? (
            <>
              {brought.missed === 0
                ? 'Nothing was missed'
                : `${brought.missed} that never came were taken in`}
              , of {brought.events} since <LocalTime at={brought.sinceMs} write={moment} />.
              {brought.isCut
                ? ' These were the newest: Stripe has more from before, which were not looked at. Refunds that failed are asked for apart, all of them.'
                : ''}
            </>
          ) : wish.state === 'sending' ? (
            SAFE_TO_LEAVE
          ) : (
            ''
          )}
        </p>
      </div>
      <WishBanner wish={wish} />
    </div>
  )
}
