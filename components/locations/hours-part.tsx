import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { RebootWindow } from '#lib/domain/reader-settings.ts'
import { hour } from './hour.ts'
import { PartCard } from './part-card.tsx'
import type { PartProps } from './settings-parts.tsx'
import { TakeAway } from './take-away.tsx'
import { usePartWish } from './use-part-wish.ts'

const HoursSheet = dynamic(async () => (await import('./hours-sheet.tsx')).HoursSheet)

/** Readers restart and update once a day. */
export function HoursPart({ locationId, own, inherited, isAccount, placeName, off }: PartProps) {
  const [edits, setEdits] = useState(false)
  const wish = usePartWish(locationId, own.rebootWindow, { onDone: () => setEdits(false) })
  const now = own.rebootWindow ?? inherited.rebootWindow
  return (
    <PartCard
      title="Daily restart"
      line="A reader restarts and updates once a day, and takes no cards for some minutes meanwhile. The hours are the location’s own."
      whence={own.rebootWindow ? 'own' : now ? 'inherited' : 'stripes'}
      isAccount={isAccount}
      now={now ? `Between ${inWords(now)}` : 'Around midnight'}
      wish={wish}
      off={off}
      onChange={() => {
        wish.forget()
        setEdits(true)
      }}
      takeAway={
        <TakeAway
          what="the hours of the restart"
          placeName={placeName}
          then={
            inherited.rebootWindow
              ? `will restart between ${inWords(inherited.rebootWindow)}, as everywhere`
              : 'will restart around midnight'
          }
          change={{ part: 'rebootWindow', value: null }}
          wish={wish}
          off={off}
        />
      }
    >
      {edits ? <HoursSheet now={now} wish={wish} onClose={() => setEdits(false)} /> : null}
    </PartCard>
  )
}

const inWords = ({ startHour, endHour }: RebootWindow): string => `${hour(startHour)} and ${hour(endHour)}`
