import Link from 'next/link'
import type { ReactNode } from 'react'

/** The one next step of a page where it leads somewhere else: it looks like the button it stands for. */
export const GoLink = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link
    href={href}
    className="flex h-14 items-center rounded-button bg-go px-6 font-label text-on-go hover:bg-go-hover"
  >
    {children}
  </Link>
)
