import { Lock } from 'lucide-react'
import { Avatar } from './avatar.tsx'
import type { Colour } from './colours.ts'

type Props = { initials: string; firstName: string; colour: Colour; onPress: () => void }

/** Who is at the counter; the press offers the place to somebody else, or locks the till. */
export function WhoButton({ initials, firstName, colour, onPress }: Props) {
  return (
    <button
      type="button"
      aria-label={`${firstName}, switch or lock`}
      onClick={onPress}
      className="who-button flex h-14 flex-none items-center gap-2.5 rounded-button bg-control pr-3 pl-1.5 font-label active:brightness-93 forced-colors:border"
    >
      <Avatar initials={initials} colour={colour} />
      <span className="who-name">{firstName}</span>
      <Lock className="who-lock size-5" aria-hidden="true" />
    </button>
  )
}
