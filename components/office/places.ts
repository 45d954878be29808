import {
  CreditCard,
  Flag,
  HeartPulse,
  MapPin,
  Monitor,
  Nfc,
  Package,
  ReceiptText,
  ScrollText,
  Settings,
  Users,
} from 'lucide-react'
import type { Permission } from '#lib/domain/permissions.ts'

/** The office's places, each with what one needs to go there: who may not does not see it. In groups: the day, the shop, the house. */
export const PLACES = [
  { here: 'sales', href: '/sales', name: 'Sales', Icon: ReceiptText, needs: 'sale.view', group: 'day' },
  { here: 'payments', href: '/payments', name: 'Payments', Icon: Nfc, needs: 'payments.view', group: 'day' },
  {
    here: 'surprises',
    href: '/surprises',
    name: 'Surprises',
    Icon: Flag,
    needs: 'surprises.view',
    group: 'day',
  },
  { here: 'goods', href: '/goods', name: 'Goods', Icon: Package, needs: 'goods.view', group: 'shop' },
  {
    here: 'readers',
    href: '/readers',
    name: 'Readers',
    Icon: CreditCard,
    needs: 'readers.view',
    group: 'shop',
  },
  {
    here: 'locations',
    href: '/locations',
    name: 'Locations',
    Icon: MapPin,
    needs: 'locations.view',
    group: 'shop',
  },
  {
    here: 'registers',
    href: '/registers',
    name: 'Registers',
    Icon: Monitor,
    needs: 'registers.view',
    group: 'shop',
  },
  { here: 'people', href: '/people', name: 'People', Icon: Users, needs: 'people.view', group: 'shop' },
  {
    here: 'settings',
    href: '/settings',
    name: 'Settings',
    Icon: Settings,
    needs: 'till.use',
    group: 'house',
  },
  { here: 'health', href: '/health', name: 'Health', Icon: HeartPulse, needs: 'health.view', group: 'house' },
  { here: 'audit', href: '/audit', name: 'Audit', Icon: ScrollText, needs: 'audit.view', group: 'house' },
] as const satisfies readonly { readonly needs: Permission; readonly [part: string]: unknown }[]

export type Place = (typeof PLACES)[number]['here']
