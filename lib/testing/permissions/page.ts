import { readFileSync } from 'node:fs'
import {
  ALL_PERMISSIONS,
  isForLater,
  isPermission,
  PERMISSIONS,
  type Permission,
  ROLES,
  type Role,
  verdictOf,
} from '#lib/domain/permissions.ts'
import { table } from '../table.ts'
import { allPages, OPEN_PAGES } from './pages.ts'

type Verdicts = Readonly<Record<Role, string>>
export type Heard = { readonly what: string; readonly needs: Permission; readonly said: Verdicts }

const cells = (said: Verdicts) => ROLES.map(role => said[role])
const coded = (word: string) => `\`${word}\``

/** What the matrix gives for a permission, in the order of the columns. */
const wanted = (permission: Permission) => ROLES.map(role => verdictOf(role, permission))

const PAGES_HEAD = ['page', 'asks for', ...ROLES]

const pagesTable = (rows: readonly (readonly string[])[]): string => table(PAGES_HEAD, rows)

const guardedPages = (): readonly { path: string; needs: Permission }[] =>
  allPages().flatMap(({ path, needs }) =>
    needs !== undefined && isPermission(needs) ? [{ path, needs }] : [],
  )

/** The table of pages with what the till told each role: as it stands in the printed one, or a page lets in the wrong ones. */
export const pagesAsTold = (told: (path: string, role: Role) => string | undefined): string =>
  pagesTable(
    guardedPages().map(({ path, needs }) => [
      path,
      coded(needs),
      ...ROLES.map(role => told(path, role) ?? '?'),
    ]),
  )

/** The table of pages as it stands in `lib/testing/PERMISSIONS.md`. */
export function pagesAsPrinted(): string {
  const page = readFileSync(new URL('../PERMISSIONS.md', import.meta.url), 'utf8')
  return page.split(/\n\n/).find(part => part.startsWith(`| ${PAGES_HEAD.join(' | ')} |`)) ?? ''
}

/** The page that `lib/server/permissions.test.ts` keeps. */
export const permissionsPage = (found: {
  readonly routes: readonly Heard[]
  readonly inside: readonly (Heard & { readonly when: string })[]
  readonly open: readonly { readonly what: string; readonly needs: string }[]
}): string =>
  [
    '# Who may do what',
    'Printed by `lib/server/permissions.test.ts`, never by hand. `approval`: with the consent of somebody who may, by PIN or badge, this once.',
    table(
      ['permission', 'what', ...ROLES],
      ALL_PERMISSIONS.map(one => [
        coded(one),
        PERMISSIONS[one].words + (isForLater(one) ? ' (kept for a later version)' : ''),
        ...wanted(one),
      ]),
    ),
    '## What the server said to each of them',
    table(
      ['route', 'asks for', ...ROLES],
      found.routes.map(({ what, needs, said }) => [what, coded(needs), ...cells(said)]),
    ),
    'Decided inside a route, once it is known what the request is about:',
    table(
      ['route', 'when it', 'asks for', ...ROLES],
      found.inside.map(({ what, when, needs, said }) => [what, when, coded(needs), ...cells(said)]),
    ),
    'Open to whoever asks, or to Stripe’s signature alone:',
    table(
      ['route', 'for'],
      found.open.map(({ what, needs }) => [what, needs]),
    ),
    '## Pages',
    'Asked of the running till by `e2e/office-people.spec.ts`, which compares what each of them was told with this table. A page asks for no consent: whoever lacks the permission is told so.',
    pagesTable(guardedPages().map(({ path, needs }) => [path, coded(needs), ...wanted(needs)])),
    'Open to whoever asks:',
    table(
      ['page', 'why'],
      Object.entries(OPEN_PAGES).map(([path, why]) => [path, why]),
    ),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n')
