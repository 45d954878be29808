import type { Metadata } from 'next'
import { RegistersScreen } from '#components/registers/registers-screen.tsx'
import { officeView } from '#lib/queries/office-view.ts'
import { registersNow } from '#lib/queries/registers.ts'
import { lookAtFleet } from '#lib/server/look-at-fleet.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Registers' }

export default async function RegistersPage() {
  const session = await atTheTill('registers.view')
  const [office, registers, counter] = await Promise.all([
    officeView(world(), session),
    registersNow(world(), session, lookAtFleet),
    world().registers.counter(),
  ])
  return <RegistersScreen office={office} first={registers} counter={counter} />
}
