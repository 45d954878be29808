import type { ReactNode } from 'react'
import { Card } from '#components/office/office-frame.tsx'

type Props = {
  id: string
  title: string
  /** What it is for, and from when a change counts. */
  line: ReactNode
  children: ReactNode
}

/** One part of the settings, with a name one can be sent to. */
export const Part = ({ id, title, line, children }: Props) => (
  <Card className="grid content-start gap-5 p-6 max-[719px]:p-4">
    <header id={id} className="scroll-mt-4">
      <h2 className="font-strong text-title">{title}</h2>
      <p className="text-ink-2 text-small">{line}</p>
    </header>
    {children}
  </Card>
)

/** Why the fields are grey, where they are. */
export const whoMay = (onlyLooks: string): string =>
  `Only the owner or a manager may change this. ${onlyLooks} is signed in here.`
