/** Four, not three: a lead may help at the counter without running the shop. */
export const ROLES = ['owner', 'manager', 'lead', 'cashier'] as const
export type Role = (typeof ROLES)[number]

/** `approval`: with somebody's consent for this one time, by PIN or badge, and both names are written down. */
export type Verdict = 'yes' | 'approval' | 'no'

type Row = {
  readonly words: string
  /** Nothing asks for it yet: kept for a later version. */
  readonly isForLater?: true
} & Readonly<Record<Role, Verdict>>

const all = (words: string): Row => row(words, 'yes', 'yes', 'yes')
const fromLead = (words: string): Row => row(words, 'yes', 'yes', 'no')
const managers = (words: string): Row => row(words, 'yes', 'no', 'no')
const approved = (words: string): Row => row(words, 'yes', 'approval', 'approval')
const owners = (words: string): Row => row(words, 'no', 'no', 'no')

function row(words: string, manager: Verdict, lead: Verdict, cashier: Verdict): Row {
  return { words, owner: 'yes', manager, lead, cashier }
}

const later = (kept: Row): Row => ({ ...kept, isForLater: true })

/**
 * Who may do what: one row for each thing that can be done, read by the doors of the server, by greyed-out buttons and by the printed
 * matrix. A route names its row; one without a row is refused.
 */
export const PERMISSIONS = {
  'till.use': all('See the register, its goods and its readers'),
  'sale.edit': all('Put goods on a sale and take them off'),
  'sale.pay': all('Charge cards and take cash'),
  'sale.view': all('Look at sales and reprint receipts'),
  'sale.settle_hold': approved('Take or release held money of a sale that has left the counter'),
  'sale.refund': approved('Refund a sale'),
  'sale.void': later(row('Void a sale', 'yes', 'yes', 'approval')),
  'discount.above_limit': later(approved('Discount above the limit')),
  'price.override': later(approved('Change a price')),
  'drawer.no_sale': later(row('Open the drawer without a sale', 'yes', 'yes', 'approval')),
  'payments.view': all('See payments in flight'),
  'payments.check': all('Ask Stripe about a payment'),
  'payments.stop': approved('Stop a payment of another register'),
  // Nobody consents to it: whoever stands with the customer says yes there.
  'payments.confirm': managers('Charge a card that another register has read'),
  'surprises.view': all('See surprises'),
  'surprises.deal': managers('Say what became of a surprise'),
  'test_cards.use': all('Hold test cards to a simulated reader'),
  'own.pin': all('Change one’s own PIN'),
  'approvals.ask': all('Ask for an approval'),
  'goods.view': fromLead('See the goods in the office'),
  'goods.manage': managers('Change goods, prices, taxes and stock'),
  'goods.import': managers('Import and export goods'),
  'goods.favourites': fromLead('Arrange a register’s favourites'),
  'readers.view': fromLead('See all readers'),
  'readers.manage': managers('Register, rename, move and delete readers'),
  // It stands under Readers, which a cashier does not open.
  'readers.clear': row('Clear a stuck reader', 'yes', 'approval', 'no'),
  'readers.test': managers('Make a test payment'),
  'locations.view': fromLead('See locations'),
  'locations.manage': managers('Change locations and reader configurations'),
  'registers.view': fromLead('See registers'),
  'registers.manage': managers('Add, change and revoke registers'),
  'people.view': managers('See staff'),
  'people.manage': managers('Add, change and disable staff'),
  'people.owners': owners('Make and unmake owners'),
  'sessions.manage': managers('See who is signed in, and sign them out'),
  'settings.view': fromLead('See the settings'),
  'settings.manage': managers('Change the settings'),
  'stripe.manage': owners('Change the wiring to Stripe'),
  'health.view': fromLead('See the health of the till'),
  'backup.make': owners('Make a backup'),
  'audit.view': managers('Read and export the audit'),
} as const satisfies Readonly<Record<string, Row>>

export type Permission = keyof typeof PERMISSIONS

export const isPermission = (word: string): word is Permission => Object.hasOwn(PERMISSIONS, word)

/** The permissions in the order of the matrix. */
export const ALL_PERMISSIONS: readonly Permission[] = Object.keys(PERMISSIONS).filter(isPermission)

export const verdictOf = (role: Role, permission: Permission): Verdict => PERMISSIONS[permission][role]

/** Whether nothing that the till can do asks for it yet. */
export const isForLater = (permission: Permission): boolean => PERMISSIONS[permission].isForLater ?? false

/** Without anybody's consent. */
export const may = (role: Role, permission: Permission): boolean => verdictOf(role, permission) === 'yes'

/** The no of a missing permission. `approvable`: somebody who may can consent to it here, this once. */
export type NotAllowed = {
  readonly kind: 'not_allowed'
  readonly permission: Permission
  readonly approvable: boolean
  /** What the consent would be for, as `consentedIn` reads it: the very thing that was refused. */
  readonly about?: string
}

export function notAllowed(role: Role, permission: Permission, about?: string): NotAllowed {
  const approvable = verdictOf(role, permission) === 'approval'
  return { kind: 'not_allowed', permission, approvable, ...(approvable && about ? { about } : {}) }
}
