import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Mark } from '#components/ui/logo.tsx'
import { send } from '#lib/client/send.ts'
import { registerCodeIn } from '#lib/domain/spoken-code.ts'
import { complaintOf } from './complaint.ts'

const NO_CODE = 'A code has eight letters and digits, like ABCD-EFGH.'

/** This browser is no register. A manager shows a code; whoever types it here in time makes it one. */
export function CodePane({ shopName }: { shopName: string }) {
  const router = useRouter()
  const [typed, setTyped] = useState('')
  const [complaint, setComplaint] = useState<string>()
  const [isAsking, setAsking] = useState(false)
  const code = registerCodeIn(typed)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isAsking) return
    if (code === undefined) return setComplaint(NO_CODE)
    setAsking(true)
    const sent = await send('/api/registers/bind', { code })
    setAsking(false)
    if (sent.outcome === 'done') return router.refresh()
    setComplaint(complaintOf(sent, '').words)
  }

  return (
    <main className="mx-auto flex min-h-full max-w-[620px] flex-col justify-center gap-7 px-5 py-8">
      <div className="flex items-center gap-3">
        <Mark height={44} named />
        <b className="min-w-0 truncate font-strong text-title tracking-[-.015em]">{shopName}</b>
      </div>
      <div className="grid gap-2">
        <h1 className="font-strong text-[34px]/[40px] tracking-[-.025em]">Which register is this?</h1>
        <p className="text-body text-ink-2">
          This browser is no register yet. A manager opens Registers in the office, presses{' '}
          <b className="font-label text-ink">Show a code</b>, and reads it out.
        </p>
      </div>
      <form onSubmit={submit} noValidate className="grid gap-5">
        <Field
          label="The code"
          value={typed}
          onChange={event => {
            setTyped(event.target.value)
            setComplaint(undefined)
          }}
          onBlur={() => {
            if (typed !== '' && code === undefined) setComplaint(NO_CODE)
          }}
          error={complaint}
          hint="Good for ten minutes and for one browser."
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={20}
          autoFocus
          className="[&_input]:h-16 [&_input]:font-mono [&_input]:text-[28px]/[34px] [&_input]:uppercase [&_input]:tracking-[.12em]"
        />
        <Button type="submit" variant="go" size={64} off={isAsking}>
          Make this browser the register
        </Button>
      </form>
      <p className="text-ink-2 text-small">
        No other screen to look at? On the machine that runs the till, <code>npm run register:code</code>{' '}
        prints one.
      </p>
    </main>
  )
}
