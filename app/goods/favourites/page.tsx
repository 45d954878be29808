import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FavouritesScreen } from '#components/goods/favourites-screen.tsx'
import { favouritesAnswer } from '#lib/queries/goods.ts'
import { officeView } from '#lib/queries/office-view.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Favourites' }

type Props = { readonly searchParams: Promise<{ readonly register?: string | string[] }> }

/** The tiles a register begins with: of the one in the address, else of one's own, else of the first. */
export default async function FavouritesPage({ searchParams }: Props) {
  const session = await atTheTill('goods.favourites')
  const { register: wanted } = await searchParams
  const registers = await world().shops.registers()
  const register =
    registers.find(one => one.id === wanted) ??
    registers.find(one => one.id === session.registerId) ??
    registers[0]
  if (!register) notFound()
  const [first, office] = await Promise.all([
    favouritesAnswer(world(), register.id),
    officeView(world(), session),
  ])
  return (
    <FavouritesScreen
      key={register.id}
      first={first}
      registers={registers.map(({ id, name }) => ({ id, name }))}
      office={office}
    />
  )
}
