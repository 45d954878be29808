import dynamic from 'next/dynamic'
import { useState } from 'react'
import { PartCard } from './part-card.tsx'
import type { PartProps } from './settings-parts.tsx'
import { TakeAway } from './take-away.tsx'
import { usePartWish } from './use-part-wish.ts'

const WifiSheet = dynamic(async () => (await import('./wifi-sheet.tsx')).WifiSheet)

/** The network readers join by themselves. */
export function WifiPart({ locationId, own, inherited, isAccount, placeName, off }: PartProps) {
  const [edits, setEdits] = useState(false)
  const wish = usePartWish(locationId, own.wifi, () => setEdits(false))
  const now = own.wifi ?? inherited.wifi
  return (
    <PartCard
      title="Wi-Fi"
      line="The network readers join by themselves. A reader must be online once to hear of it, so set the new one up before the old one goes."
      whence={own.wifi ? 'own' : now ? 'inherited' : 'stripes'}
      isAccount={isAccount}
      now={now ? <span className="break-words">{now.ssid}</span> : 'Whatever was typed on the device'}
      wish={wish}
      off={off}
      onChange={() => {
        wish.forget()
        setEdits(true)
      }}
      takeAway={
        <TakeAway
          what="the Wi-Fi network"
          placeName={placeName}
          then={
            inherited.wifi
              ? `will join ${inherited.wifi.ssid}, as everywhere`
              : 'will join only what was typed on the device; one that knows no other network goes offline and takes no cards'
          }
          lost="The password is kept nowhere: to use this network again, somebody has to type it again."
          change={{ part: 'wifi', value: null }}
          wish={wish}
          off={off}
        />
      }
    >
      {edits ? <WifiSheet ssid={now?.ssid ?? ''} wish={wish} onClose={() => setEdits(false)} /> : null}
    </PartCard>
  )
}
