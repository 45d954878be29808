import dynamic from 'next/dynamic'
import { useState } from 'react'
import { PartCard } from './part-card.tsx'
import type { PartProps } from './settings-parts.tsx'
import { TakeAway } from './take-away.tsx'
import { usePartWish } from './use-part-wish.ts'

const PasscodeSheet = dynamic(async () => (await import('./passcode-sheet.tsx')).PasscodeSheet)

/** What is asked for on the device before its menu opens. */
export function PasscodePart({ locationId, own, inherited, versions, isAccount, placeName, off }: PartProps) {
  const [edits, setEdits] = useState(false)
  const wish = usePartWish(locationId, own.passcode, {
    version: versions.passcode,
    onDone: () => setEdits(false),
  })
  const isSet = own.passcode !== undefined || inherited.passcode !== undefined
  return (
    <PartCard
      title="Passcode of the device’s menu"
      line="Swipe in from the left edge, Settings, then this code. Every reader comes with 07139: choose another, for anybody can look that up."
      whence={own.passcode ? 'own' : isSet ? 'inherited' : 'stripes'}
      isAccount={isAccount}
      now={isSet ? 'A code of your own' : '07139, as it came'}
      wish={wish}
      off={off}
      onChange={() => {
        wish.forget()
        setEdits(true)
      }}
      takeAway={
        <TakeAway
          what="the passcode"
          placeName={placeName}
          then={
            inherited.passcode === undefined
              ? 'will open their menu with 07139, which anybody can look up'
              : 'will open their menu with the code that holds everywhere'
          }
          lost="The code set here is shown nowhere, so nobody can bring it back."
          change={{ part: 'passcode', value: null }}
          wish={wish}
          off={off}
        />
      }
    >
      {edits ? <PasscodeSheet wish={wish} onClose={() => setEdits(false)} /> : null}
    </PartCard>
  )
}
