import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { HelpPage } from '#components/help/help-page.tsx'
import { helpFor } from '#components/words/help.ts'

type Props = { readonly params: Promise<{ readonly code: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: helpFor((await params).code)?.title ?? 'Help' }
}

/** A page per code that somebody at the till can meet. Open to everybody, since some are met before signing in; it knows nothing of the shop. */
export default async function CodePage({ params }: Props) {
  const { code } = await params
  const help = helpFor(code)
  if (!help) notFound()
  return <HelpPage code={code} help={help} />
}
