import type { Metadata } from 'next'
import { SettingsScreen } from '#components/settings/settings-screen.tsx'
import { may } from '#lib/domain/permissions.ts'
import { cardSettings } from '#lib/queries/card-settings.ts'
import { officeView } from '#lib/queries/office-view.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage() {
  const session = await atTheTill('till.use')
  const [cards, office] = await Promise.all([cardSettings(world()), officeView(world(), session)])
  return (
    <SettingsScreen
      cards={cards}
      office={office}
      onlyLooks={may(session.role, 'settings.manage') ? undefined : session.staffName}
    />
  )
}
