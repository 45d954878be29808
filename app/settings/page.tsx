import type { Metadata } from 'next'
import { SettingsScreen } from '#components/settings/settings-screen.tsx'
import { may } from '#lib/domain/permissions.ts'
import { cardSettings } from '#lib/queries/card-settings.ts'
import { heldMoney } from '#lib/queries/held-money.ts'
import { officeView } from '#lib/queries/office-view.ts'
import { shopSettings } from '#lib/queries/shop-settings.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage() {
  const session = await atTheTill('till.use')
  const [held, settings, office] = await Promise.all([
    heldMoney(world()),
    may(session.role, 'settings.view') ? settingsNow() : undefined,
    officeView(world(), session),
  ])
  return (
    <SettingsScreen
      held={held}
      settings={settings}
      office={office}
      onlyLooks={may(session.role, 'settings.manage') ? undefined : session.staffName}
    />
  )
}

async function settingsNow() {
  const [cards, shop] = await Promise.all([cardSettings(world()), shopSettings(world())])
  return { cards, shop }
}
