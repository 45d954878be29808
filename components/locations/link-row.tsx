import { ChevronRight } from 'lucide-react'
import Link from 'next/link'

/** A row that leads somewhere, on its own. */
export const LinkRow = ({ href, strong, text }: { href: string; strong: string; text: string }) => (
  <Link
    href={href}
    className="flex items-center gap-4 rounded-card px-5 py-4 hover:bg-control/40 active:bg-control max-[719px]:px-4"
  >
    <span className="min-w-0 flex-1">
      <b className="block font-label text-[19px]/[25px]">{strong}</b>
      <span className="block text-ink-2 text-small">{text}</span>
    </span>
    <ChevronRight className="size-5 flex-none text-ink-2" aria-hidden="true" />
  </Link>
)
