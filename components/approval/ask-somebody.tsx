'use client'

import { Complaint, PinPad, pinTitle } from '#components/sign-in/pin-pane.tsx'
import { usePin } from '#components/sign-in/use-pin.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { PinDots } from '#components/ui/pin-dots.tsx'
import { Select } from '#components/ui/select.tsx'
import { CONSENTED } from '#components/words/consented.ts'
import { useBadge } from '#lib/client/badges.ts'
import type { Asking } from '#lib/client/consent.ts'
import { send } from '#lib/client/send.ts'
import { useFormat } from '#lib/client/use-format.ts'
import { useRead } from '#lib/client/use-read.ts'
import type { ApprovalAnswer, ApproversAnswer } from '#lib/contracts/approvals.ts'
import { PERMISSIONS, type Permission } from '#lib/domain/permissions.ts'

const APPROVALS = '/api/approvals'

/** Somebody consents, by PIN or badge, to one press of somebody else. */
export function AskSomebody({ asking }: { asking: Asking }) {
  const { permission, about, answer } = asking
  const asked = new URLSearchParams({ permission, about })
  const { data } = useRead(`${APPROVALS}?${asked}`, readApprovers)
  const people = data?.people ?? []
  const entry = usePin({
    people,
    ask: credential => send(APPROVALS, { permission, about, ...credential }),
    onDone: given => answer(tokenIn(given)),
  })
  useBadge(entry.scan)
  return (
    <Dialog
      open
      title="This needs somebody’s consent"
      onClose={() => answer(undefined)}
      actions={
        <Button onClick={() => answer(undefined)} data-safe>
          Leave it
        </Button>
      }
    >
      <p>
        <b className="font-label text-ink">
          {whatIsAsked(permission, data?.about ?? null)}
          <Thing about={data?.about ?? null} />.
        </b>{' '}
        Whoever may do it holds their badge to the scanner, or types their PIN. It counts for this once, and
        both names are written down.
      </p>
      {people.length > 1 ? (
        <Select
          label="Who allows it"
          className="mt-4 text-ink"
          value={entry.person?.id ?? ''}
          onChange={event => {
            const chosen = people.find(({ id }) => id === event.target.value)
            if (chosen) entry.pick(chosen)
          }}
          options={[
            ...(entry.person ? [] : [{ value: '', words: 'Choose a name' }]),
            ...people.map(({ id, name }) => ({ value: id, words: name })),
          ]}
        />
      ) : null}
      <h3 className="mt-4 mb-3 text-center font-strong text-ink text-title">{pinTitle(entry)}</h3>
      <PinDots typed={entry.typed} />
      <div className="my-2">
        <Complaint words={entry.complaint} waitMs={entry.waitMs} />
      </div>
      <div className="mx-auto max-w-[340px] text-ink">
        <PinPad entry={entry} height={52} />
      </div>
    </Dialog>
  )
}

/** The wish in words: a permission may stand for more than one, and whoever types a PIN consents to one of them. */
function whatIsAsked(permission: Permission, about: ApproversAnswer['about']): string {
  const wish = about && 'wish' in about ? about.wish : null
  return wish ? CONSENTED[wish] : PERMISSIONS[permission].words
}

/** What exactly is asked for, as the server knows it: whoever types a PIN reads it first. */
function Thing({ about }: { about: ApproversAnswer['about'] }) {
  const { money } = useFormat()
  if (!about) return null
  if ('readerLabel' in about) return `: ${about.readerLabel}`
  return `: sale ${about.saleNumber}${about.amount ? `, ${money(about.amount)}` : ''}`
}

const readApprovers = (body: unknown): ApproversAnswer | undefined =>
  // True because this URL answers with one type, shared by both sides; the field tells it from a proxy's page.
  typeof body === 'object' && body !== null && 'people' in body ? (body as ApproversAnswer) : undefined

const tokenIn = (answer: unknown): ApprovalAnswer['token'] | undefined =>
  typeof answer === 'object' && answer !== null && 'token' in answer ? String(answer.token) : undefined
