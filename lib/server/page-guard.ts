import 'server-only'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import type { SetUpAnswer } from '#lib/contracts/set-up.ts'
import { may, type Permission } from '#lib/domain/permissions.ts'
import { equipShop } from '#lib/operations/equip-shop.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import { setUpState } from '#lib/queries/set-up-state.ts'
import { SESSION_COOKIE } from './cookies.ts'
import { stripeSide } from './stripe-side.ts'
import { world } from './world.ts'

/** Who looks at this page. Without a shop the way is to set-up, without a session to sign-in, without the permission to a page that says so. */
export async function atTheTill(permission: Permission): Promise<Session> {
  const session = await sessionOfPage()
  if (session && !may(session.role, permission)) redirect(`/no-entry?to=${permission}`)
  if (session) return session
  redirect((await setUpState(world())) === 'done' ? '/sign-in' : '/set-up')
}

/** The session of this page's browser, if there is one. A session means that there is a shop. */
export async function sessionOfPage(): Promise<Session | undefined> {
  const { staff, tokens, clock } = world()
  const token = (await cookies()).get(SESSION_COOKIE)?.value
  return token ? staff.session(tokens.hashOf(token), clock.now()) : undefined
}

/** Where set-up stands, after going on with what it lacks: a shop that broke off half-way is finished by whoever looks. */
export async function goOn(): Promise<{ state: SetUpAnswer['state']; shopName?: string | undefined }> {
  const shop = await world().shops.shop()
  if (shop && !shop.ready) await equipShop(world(), { simulatedReader: stripeSide().mode !== 'live' })
  return { state: await setUpState(world()), shopName: shop?.name }
}
