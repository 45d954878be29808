import Link from 'next/link'
import { ConfirmDialog } from '#components/office/confirm-dialog.tsx'
import { FormSheet } from '#components/office/form-sheet.tsx'
import { useLeave } from '#components/office/unsaved.tsx'
import { useQuestion } from '#components/office/use-question.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import type { Format } from '#lib/client/format.ts'
import { registersKey, sessionsKey } from '#lib/contracts/keys.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import type { RegisterSeenAnswer, RegistersAnswer } from '#lib/contracts/registers.ts'
import { may } from '#lib/domain/permissions.ts'
import { RegisterForm } from './register-form.tsx'

type Props = {
  register: RegisterSeenAnswer
  answer: RegistersAnswer
  office: OfficeView
  format: Format
  onCode: () => void
  onClose: () => void
}

/** One register: what stands beside it, and which browsers it is. */
export function RegisterSheet({ register, answer, office, format, onCode, onClose }: Props) {
  const { id, name, browsers, openSale, revokedAt } = register
  const off = may(office.who.role, 'registers.manage') ? undefined : 'Needs a manager'
  const { asked, ask, keep, wish } = useQuestion<'revoke'>({
    url: `${registersKey}/${id}/revoke`,
    asksAgain: [registersKey, sessionsKey],
  })
  if (asked)
    return (
      <ConfirmDialog
        danger
        question={`Revoke ${name}?`}
        body={revokeWords(browsers, openSale ? `Sale ${openSale.number}` : undefined)}
        confirm="Revoke the register"
        keep="Keep it"
        wish={wish}
        onKeep={keep}
        onConfirm={() => void wish.send()}
      />
    )
  return (
    <FormSheet open title={name} onClose={onClose}>
      <div className="grid gap-6">
        {openSale ? (
          <Banner
            tone={revokedAt === null ? 'go' : 'care'}
            glyph={revokedAt === null ? 'ready' : 'unknown'}
            strong={`Sale ${openSale.number} is open here, ${format.money(openSale.total)}.`}
            action={
              <Link href={`/sales/${openSale.id}`} className="font-label underline">
                Show it
              </Link>
            }
          >
            {revokedAt === null
              ? 'It stays with the register, whoever signs in.'
              : 'The register is revoked. A new code brings it back, with this sale.'}
          </Banner>
        ) : null}
        <Browsers register={register} off={off} onCode={onCode} onRevoke={() => ask('revoke')} />
        <RegisterForm register={register} answer={answer} office={office} off={off} onClose={onClose} />
      </div>
    </FormSheet>
  )
}

type BrowsersProps = {
  register: RegisterSeenAnswer
  off: string | undefined
  onCode: () => void
  onRevoke: () => void
}

/** Both take the sheet's place, with what is typed in it. */
function Browsers({ register, off, onCode, onRevoke }: BrowsersProps) {
  const leave = useLeave()
  const { own, revokedAt } = register
  return (
    <section aria-label="Browsers" className="grid gap-3">
      <p className="text-body text-ink-2">{browserWords(register)}</p>
      <div className="grid grid-cols-2 gap-2.5">
        <Button off={off ?? false} onClick={() => leave(onCode)}>
          Show a code
        </Button>
        <Button
          variant="danger-outline"
          off={off ?? (own ? 'You stand at it' : revokedAt === null ? false : 'Revoked')}
          onClick={() => leave(onRevoke)}
        >
          Revoke
        </Button>
      </div>
    </section>
  )
}

function browserWords({ browsers, revokedAt, own }: RegisterSeenAnswer): string {
  if (revokedAt !== null) return 'No browser is this register any more. A code brings it back.'
  if (browsers === 0) return 'No browser is this register yet. Show a code and type it there.'
  const count = browsers === 1 ? 'One browser is this register' : `${browsers} browsers are this register`
  return `${count}${own ? ', this one among them' : ''}. A code makes another browser the same register.`
}

function revokeWords(browsers: number, sale: string | undefined): string {
  const out = browsers === 1 ? 'Its browser is out at once' : 'Its browsers are out at once'
  const kept = sale === undefined ? '' : ` ${sale} stays open, and you find it here.`
  return `${out}, with whoever is signed in there; a payment on its reader goes on.${kept} A new code brings the register back.`
}
