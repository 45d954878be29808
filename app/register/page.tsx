import type { Metadata } from 'next'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { preload } from 'react-dom'
import { KeepEarlyKeys } from '#components/register/keep-early-keys.tsx'
import { RegisterScreen } from '#components/register/register-screen.tsx'
import { catalogueKey } from '#lib/contracts/keys.ts'
import { registerAnswer } from '#lib/queries/register-answer.ts'
import { saleOf } from '#lib/queries/sale.ts'
import { SESSION_COOKIE } from '#lib/server/cookies.ts'
import { atTheTill } from '#lib/server/page-guard.ts'
import { stripeSide } from '#lib/server/stripe-side.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Register' }

/** Under which this page's own scripts may run: proxy.ts has put it into the request. */
const nonceIn = (policy: string | null): string | undefined => /'nonce-([^']+)'/.exec(policy ?? '')?.[1]

/** The register with its open sale in the first byte. The goods are asked for while the scripts still load. */
export default async function RegisterPage() {
  await atTheTill('till.use')
  const token = (await cookies()).get(SESSION_COOKIE)?.value ?? ''
  const register = await registerAnswer(world(), world().tokens.hashOf(token), stripeSide())
  if (!register) redirect('/sign-in')
  const sale = register.currentSaleId ? await saleOf(world(), register.currentSaleId) : undefined
  preload(catalogueKey, { as: 'fetch', crossOrigin: 'anonymous' })
  return (
    <>
      <KeepEarlyKeys nonce={nonceIn((await headers()).get('content-security-policy'))} />
      <RegisterScreen register={register} sale={sale?.sale.status === 'open' ? sale : undefined} />
    </>
  )
}
