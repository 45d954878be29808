import { colourOf } from '#components/ui/colours.ts'
import { WhoButton } from '#components/ui/who-button.tsx'
import { useCounter, useRegisterAnswer } from './view.ts'

/** Who is at the counter. The press offers the place to somebody else, or locks the till; the cart is the register's either way. */
export function Who() {
  const { staff } = useRegisterAnswer()
  const { change } = useCounter()
  const words = staff.name.split(/\s+/)
  const initials = words.map(word => [...word][0] ?? '').join('')
  return (
    <WhoButton
      initials={initials.slice(0, 2).toUpperCase()}
      firstName={words[0] ?? staff.name}
      colour={colourOf(7)}
      onPress={() => change({ dialog: 'who' })}
    />
  )
}
