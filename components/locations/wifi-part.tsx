import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { Wifi } from '#lib/domain/reader-settings.ts'
import { PartCard } from './part-card.tsx'
import type { PartProps } from './settings-parts.tsx'
import { TakeAway } from './take-away.tsx'
import { usePartWish } from './use-part-wish.ts'

const WifiSheet = dynamic(async () => (await import('./wifi-sheet.tsx')).WifiSheet)

/** The network readers join by themselves. */
export function WifiPart({ locationId, own, inherited, versions, isAccount, placeName, off }: PartProps) {
  const [edits, setEdits] = useState(false)
  const wish = usePartWish(locationId, own.wifi, { version: versions.wifi, onDone: () => setEdits(false) })
  const now = own.wifi ?? inherited.wifi
  return (
    <PartCard
      title="Wi-Fi"
      line="The network readers join by themselves. A reader must be online once to hear of it, so set the new one up before the old one goes."
      whence={own.wifi ? 'own' : now ? 'inherited' : 'stripes'}
      isAccount={isAccount}
      now={now ? <Network {...now} /> : 'Whatever was typed on the device'}
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
          lost={LOST[own.wifi?.kind ?? 'personal_psk']}
          change={{ part: 'wifi', value: null }}
          wish={wish}
          off={off}
        />
      }
    >
      {edits ? <WifiSheet now={now} wish={wish} onClose={() => setEdits(false)} /> : null}
    </PartCard>
  )
}

const Network = ({ ssid, kind }: Wifi) => (
  <>
    <span className="block break-words">{ssid}</span>
    <span className="block font-normal text-ink-2 text-small">{BY[kind]}</span>
  </>
)

const BY: Readonly<Record<Wifi['kind'], string>> = {
  personal_psk: 'With one password for all',
  enterprise_eap_peap: 'With a user name and a password',
  enterprise_eap_tls: 'With a certificate',
}

const PASSWORD = 'The password is kept nowhere: to use this network again, somebody has to type it again.'
const LOST: Readonly<Record<Wifi['kind'], string>> = {
  personal_psk: PASSWORD,
  enterprise_eap_peap: PASSWORD,
  enterprise_eap_tls:
    'The certificate and its key are not kept here: to use this network again, somebody has to choose their files again.',
}
