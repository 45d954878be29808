import { redirect } from 'next/navigation'
import { atTheTill } from '#lib/server/page-guard.ts'

/** The way in: to the register, over set-up or sign-in where those are due. */
export default async function Page() {
  await atTheTill('till.use')
  redirect('/register')
}
