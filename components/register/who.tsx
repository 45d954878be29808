import { colourOf } from '#components/ui/colours.ts'
import { WhoButton } from '#components/ui/who-button.tsx'
import { send } from '#lib/client/send.ts'
import { useRegisterAnswer } from './view.ts'

/** Who is at the counter. Locking keeps the cart: it is the register's, not the person's. */
export function Who() {
  const { staff } = useRegisterAnswer()
  const words = staff.name.split(/\s+/)
  const initials = words.map(word => [...word][0] ?? '').join('')
  const lock = async () => {
    await send('/api/sign-out', {})
    window.location.assign('/sign-in')
  }
  return (
    <WhoButton
      initials={initials.slice(0, 2).toUpperCase()}
      firstName={words[0] ?? staff.name}
      colour={colourOf(7)}
      onLock={lock}
    />
  )
}
