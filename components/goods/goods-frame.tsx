import Link from 'next/link'
import type { ReactNode } from 'react'
import { OfficeFrame, OfficeTitle } from '#components/office/office-frame.tsx'
import { cx } from '#components/ui/cx.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import { may } from '#lib/domain/permissions.ts'

const TABS = [
  { here: 'list', href: '/goods', name: 'Goods', needs: 'goods.view' },
  { here: 'categories', href: '/goods/categories', name: 'Categories', needs: 'goods.view' },
  { here: 'taxes', href: '/goods/taxes', name: 'Taxes', needs: 'goods.view' },
  { here: 'modifiers', href: '/goods/modifiers', name: 'Modifiers', needs: 'goods.view' },
  { here: 'favourites', href: '/goods/favourites', name: 'Favourites', needs: 'goods.favourites' },
  { here: 'import', href: '/goods/import', name: 'Import and export', needs: 'goods.import' },
] as const

type Props = {
  here: (typeof TABS)[number]['here']
  office: OfficeView
  title: string
  actions?: ReactNode
  children: ReactNode
}

/** The pages about goods, with the way from one to the next. */
export function GoodsFrame({ here, office, title, actions, children }: Props) {
  return (
    <OfficeFrame here="goods" office={office} title={<OfficeTitle>{title}</OfficeTitle>} actions={actions}>
      <nav aria-label="About goods" className="flex flex-wrap gap-1.5">
        {TABS.filter(({ needs }) => may(office.who.role, needs)).map(tab => (
          <Link
            key={tab.here}
            href={tab.href}
            aria-current={tab.here === here ? 'page' : undefined}
            className={cx(
              'flex h-11 flex-none items-center rounded-chip px-4 text-[17px]/[22px]',
              tab.here === here
                ? 'bg-ink font-label text-surface forced-colors:border-2'
                : 'bg-control hover:brightness-97',
            )}
          >
            {tab.name}
          </Link>
        ))}
      </nav>
      {children}
    </OfficeFrame>
  )
}

/** Why nothing on the page can be pressed. */
export const ONLY_MANAGERS = 'Only the owner or a manager changes goods.'
/** The same where there is little room. */
export const NEEDS_MANAGER = 'Needs a manager'
export const mayManage = (office: OfficeView): boolean => may(office.who.role, 'goods.manage')
