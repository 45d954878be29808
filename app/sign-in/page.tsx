import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { SignInScreen } from '#components/sign-in/sign-in-screen.tsx'
import { signInChoices } from '#lib/queries/sign-in-choices.ts'
import { REGISTER_COOKIE } from '#lib/server/cookies.ts'
import { world } from '#lib/server/world.ts'

export const metadata: Metadata = { title: 'Sign in' }

/** Shown to whoever is signed in too: another person takes the counter without a detour. */
export default async function SignInPage() {
  const choices = await signInChoices(world(), (await cookies()).get(REGISTER_COOKIE)?.value)
  if (!choices) redirect('/set-up')
  return <SignInScreen choices={choices} />
}
