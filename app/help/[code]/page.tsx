import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { HelpPage } from '#components/help/help-page.tsx'
import { StayInAlone } from '#components/lock/stay-in-alone.tsx'
import { helpFor } from '#components/words/help.ts'
import { sessionOfPage } from '#lib/server/page-guard.ts'

type Props = { readonly params: Promise<{ readonly code: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: helpFor((await params).code)?.title ?? 'Help' }
}

/**
 * A page per code that somebody at the till can meet. Open to everybody, since some are met before signing in; it knows nothing of the shop.
 * Where somebody is signed in it locks itself like every page.
 */
export default async function CodePage({ params }: Props) {
  const { code } = await params
  const help = helpFor(code)
  if (!help) notFound()
  return (
    <>
      <HelpPage code={code} help={help} />
      {(await sessionOfPage()) ? <StayInAlone /> : null}
    </>
  )
}
