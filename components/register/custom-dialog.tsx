import { type FormEvent, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Keypad } from '#components/ui/keypad.tsx'
import { cutName } from '#lib/client/draft/cart-edits.ts'
import { useTill, useTillState } from '#lib/client/draft/use-till.ts'
import { useTyped } from '#lib/client/use-typed.ts'
import { LONGEST_NAME } from '#lib/domain/cart.ts'
import { money } from '#lib/domain/money.ts'
import { may } from '#lib/domain/permissions.ts'
import { focusFirst } from './focus-first.ts'
import { useCounter, useRegisterAnswer, withoutCode } from './view.ts'

const NAME = 'Custom amount'

/** An amount that somebody types, with a word for the receipt. A code nobody knows is offered as that word. */
export function CustomDialog() {
  const till = useTill()
  const { format, change, view } = useCounter()
  const { staff } = useRegisterAnswer()
  const currency = useTillState(state => state.blank.total.currency)
  const [code] = useState(() => view.get().notice?.code)
  const offered = cutName(code ?? '')
  const [name, setName] = useState(offered)
  const { digits, press } = useTyped('', 8)
  const minor = Number(digits || '0')
  const close = () => change({ dialog: undefined })
  const add = () => {
    if (minor === 0) return
    const { isTimes, times } = view.get()
    till.addCustom(name.trim() || NAME, minor, isTimes ? Math.max(1, Number(times)) : 1)
    change({ dialog: undefined, times: '', isTimes: false, query: '', ...withoutCode(view.get(), code) })
  }
  const keep = () =>
    change({
      dialog: 'quick_good',
      keeping: { name: name === offered ? '' : name, priceMinor: minor === 0 ? null : minor },
    })
  const amount = format.money(money(minor, currency))
  return (
    <Dialog
      open
      title={NAME}
      corner={
        may(staff.role, 'goods.manage') ? (
          <Button size={48} onClick={keep}>
            Keep as a good
          </Button>
        ) : undefined
      }
      onClose={close}
      actions={
        <>
          <Button size={72} hint="Esc" onClick={close}>
            Back
          </Button>
          <Button
            size={72}
            variant="go"
            hint="Enter"
            off={minor === 0 ? 'Type an amount first' : false}
            onClick={add}
            ref={focusFirst}
          >
            {minor === 0 ? 'Add' : `Add ${amount}`}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          add()
        }}
      >
        <p
          aria-live="polite"
          className="mt-3 mb-3 flex h-16 items-center justify-end rounded-button px-4.5 font-strong text-[30px]/[36px] text-ink inset-ring-[3px] inset-ring-go"
        >
          <span className="sr-only">Amount: </span>
          {amount}
        </p>
        <Keypad kind="amount" height={68} label="Amount" onKey={press} />
        <Field
          className="mt-3 text-ink"
          label="What is it? It is printed on the receipt."
          placeholder={NAME}
          maxLength={LONGEST_NAME}
          value={name}
          onChange={event => setName(event.target.value)}
        />
      </form>
    </Dialog>
  )
}
