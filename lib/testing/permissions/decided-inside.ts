import type { Permission } from '#lib/domain/permissions.ts'

/** A rule that the door of a route cannot know: what is asked for hangs on what the request is about. */
export type Inside = {
  readonly method: 'POST'
  readonly path: string
  readonly when: string
  readonly needs: Permission
  readonly about: 'held sale' | 'sale elsewhere' | 'card read elsewhere' | 'owner'
  readonly body: object
}

const payment = { method: 'POST', path: '/api/sales/[saleId]/payment' } as const
const person = { method: 'POST', needs: 'people.owners', about: 'owner' } as const

/** Every rule of that kind, with a request that meets it. */
export const DECIDED_INSIDE: readonly Inside[] = [
  {
    ...payment,
    when: 'takes held money of a sale that has left the counter',
    needs: 'sale.settle_hold',
    about: 'held sale',
    body: { wish: 'capture' },
  },
  {
    ...payment,
    when: 'releases held money of a sale that has left the counter',
    needs: 'sale.settle_hold',
    about: 'held sale',
    body: { wish: 'cancel' },
  },
  {
    ...payment,
    when: 'stops a payment of another counter',
    needs: 'payments.stop',
    about: 'sale elsewhere',
    body: { wish: 'cancel' },
  },
  {
    ...payment,
    when: 'takes a payment of another counter off its reader, to change the sale',
    needs: 'payments.stop',
    about: 'sale elsewhere',
    body: { wish: 'change_sale' },
  },
  {
    ...payment,
    when: 'charges a card that another counter has read',
    needs: 'payments.confirm',
    about: 'card read elsewhere',
    body: { wish: 'confirm' },
  },
  {
    ...person,
    path: '/api/people',
    when: 'adds an owner',
    body: { name: 'Somebody New', role: 'owner' },
  },
  {
    ...person,
    path: '/api/people/[staffId]',
    when: 'changes an owner, or makes somebody one',
    body: { name: 'An Owner', role: 'owner', was: { name: 'An Owner', role: 'owner' } },
  },
  {
    ...person,
    path: '/api/people/[staffId]/badge',
    when: 'gives an owner a badge, or takes it',
    body: { badge: 'new' },
  },
  {
    ...person,
    path: '/api/people/[staffId]/pin',
    when: 'resets an owner’s PIN',
    body: {},
  },
  {
    ...person,
    path: '/api/people/[staffId]/active',
    when: 'disables an owner, or brings one back',
    body: { active: false },
  },
]
