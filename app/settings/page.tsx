import type { Metadata } from 'next'
import { SettingsScreen } from '#components/settings/settings-screen.tsx'
import { isManager } from '#lib/operations/manager.ts'
import { cardSettings } from '#lib/queries/card-settings.ts'
import { surprisesNow } from '#lib/queries/surprises.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage() {
  const session = await atTheTill()
  const [cards, surprises] = await Promise.all([cardSettings(world()), surprisesNow(world())])
  return (
    <SettingsScreen
      cards={cards}
      surprises={surprises}
      onlyLooks={isManager(session) ? undefined : session.staffName}
    />
  )
}
