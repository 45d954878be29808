import { ArrowLeft, Menu, X } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Count } from '#components/ui/count.tsx'
import { cx } from '#components/ui/cx.ts'
import { useModal } from '#components/ui/use-modal.ts'
import { Wordmark } from '#components/ui/wordmark.tsx'
import { may, type Role } from '#lib/domain/permissions.ts'
import { PLACES, type Place } from './places.ts'

type Props = {
  here: Place
  role: Role
  /** How many surprises wait for a manager. */
  waiting: number
}

/** On the left where there is room, else a bar with a menu. The way back to the counter is a press away in both. */
export const OfficeNav = (props: Props) => (
  <>
    <nav
      aria-label="Back office"
      className="flex w-[216px] flex-none flex-col gap-1 overflow-y-auto bg-control/60 p-3 @max-[959px]/office:hidden"
    >
      <span className="px-2.5 pt-2 pb-4">
        <Wordmark height={30} />
      </span>
      <Places {...props} />
      <span className="min-h-3 flex-1" />
      <ToTheCounter />
    </nav>
    <MenuBar {...props} />
  </>
)

function Places({ here, role, waiting, onGo }: Props & { onGo?: (() => void) | undefined }) {
  const places = PLACES.filter(({ needs }) => may(role, needs))
  return places.map(({ here: place, href, name, Icon, group }, at) => (
    <Link
      key={place}
      href={href}
      // Eleven pages made ready at every look at one of them would be ten too many.
      prefetch={false}
      {...(onGo ? { onClick: onGo } : {})}
      aria-current={place === here ? 'page' : undefined}
      className={cx(
        'flex h-11 flex-none items-center gap-3 rounded-chip px-3 text-[17px]/[22px]',
        at > 0 && places[at - 1]?.group !== group && 'mt-3',
        place === here
          ? 'bg-surface font-label shadow-card forced-colors:border-2'
          : 'text-ink-2 hover:bg-control',
      )}
    >
      <Icon className="size-5 flex-none" aria-hidden="true" />
      {name}
      {place === 'surprises' && waiting > 0 ? (
        <Count value={String(waiting)} className="ml-auto h-6 min-w-6 text-label" />
      ) : null}
    </Link>
  ))
}

const ToTheCounter = () => (
  <Link
    href="/register"
    className="flex h-11 flex-none items-center gap-3 rounded-chip bg-ink px-4 font-label text-[17px]/[22px] text-surface forced-colors:border"
  >
    <ArrowLeft className="size-5 flex-none" aria-hidden="true" />
    To the counter
  </Link>
)

/** Eleven places fit no row: they are behind one button, which tells what waits. */
function MenuBar(props: Props) {
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  const modal = useModal(isOpen, close)
  return (
    <header className="flex flex-none items-center gap-3 bg-control/60 px-3 py-2 @min-[960px]/office:hidden">
      <button
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(true)}
        className="flex h-11 items-center gap-2.5 rounded-chip px-2.5 font-label text-[17px]/[22px] hover:bg-control active:bg-control"
      >
        <Menu className="size-6 flex-none" aria-hidden="true" />
        Menu
        {props.waiting > 0 ? (
          <>
            <Count value={String(props.waiting)} className="h-6 min-w-6 text-label" />
            <span className="sr-only">waiting</span>
          </>
        ) : null}
      </button>
      <span className="flex-1" />
      <ToTheCounter />
      <dialog
        {...modal}
        aria-label="Menu"
        className="dialog m-0 h-full max-h-full w-[300px] max-w-[calc(100%-48px)] overflow-y-auto rounded-r-sheet bg-surface p-0 text-ink shadow-sheet backdrop:bg-scrim forced-colors:border"
      >
        {isOpen ? (
          <nav aria-label="Back office" className="flex min-h-full flex-col gap-1 p-3">
            <span className="flex items-center justify-between pb-3 pl-2.5">
              <Wordmark height={30} />
              <button
                type="button"
                aria-label="Close the menu"
                onClick={close}
                className="grid size-11 place-items-center rounded-chip text-ink-2 active:bg-control"
              >
                <X className="size-6" aria-hidden="true" />
              </button>
            </span>
            <Places {...props} onGo={close} />
          </nav>
        ) : null}
      </dialog>
    </header>
  )
}
