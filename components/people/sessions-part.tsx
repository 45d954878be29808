import type { Column } from '#components/office/column.ts'
import { ConfirmDialog } from '#components/office/confirm-dialog.tsx'
import { DataTable } from '#components/office/data-table.tsx'
import { LocalTime } from '#components/office/local-time.tsx'
import { StateCell, TwoLines } from '#components/office/table-cells.tsx'
import { useQuestion } from '#components/office/use-question.ts'
import { Button } from '#components/ui/button.tsx'
import { ROLE_WORDS } from '#components/words/roles.ts'
import { type Format, formatFor } from '#lib/client/format.ts'
import { byNumber, byText } from '#lib/client/table/rows-shown.ts'
import { peopleKey, sessionsKey } from '#lib/contracts/keys.ts'
import type { OfficeView } from '#lib/contracts/office.ts'
import type { SessionsAnswer } from '#lib/contracts/people.ts'
import type { StaffId } from '#lib/domain/ids.ts'
import { ROLES } from '#lib/domain/permissions.ts'
import { useSessions } from './use-people.ts'

type Row = SessionsAnswer['sessions'][number]
type Asked = {
  readonly question: string
  readonly body: string
  readonly confirm: string
  readonly wish: object
}

type Props = {
  first: SessionsAnswer
  office: OfficeView
  /** Only this person's. */
  of?: { readonly id: StaffId; readonly name: string } | undefined
}

/** Where people are signed in. Whoever is signed out finds the sign-in screen at once; the sale stays with the register. */
export function SessionsPart({ first, office, of }: Props) {
  const { sessions } = useSessions(first)
  const { asked, ask, keep, wish } = useQuestion<Asked>({
    url: sessionsKey,
    asksAgain: [sessionsKey, peopleKey],
  })
  const rows = of ? sessions.filter(({ staffId }) => staffId === of.id) : sessions
  const others = rows.filter(({ own }) => !own).length
  const format = formatFor(office.shop.country, office.shop.currency)
  return (
    <section aria-labelledby="signed-in" className="grid gap-3.5">
      <header className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 id="signed-in" className="font-strong text-title">
            Signed in now
          </h2>
          <p className="text-body text-ink-2">Whoever is signed out is out at once. The sale stays.</p>
        </div>
        <Button
          size={48}
          className="px-4"
          off={others > 0 ? false : 'Nobody else is signed in'}
          onClick={() => ask(of ? everywhere(of) : EVERYBODY)}
        >
          {of ? 'Sign out everywhere' : 'Sign everybody else out'}
        </Button>
      </header>
      <DataTable
        rows={rows}
        columns={columnsFor(format, row => ask(oneBrowser(row)))}
        rowKey={({ id }) => id}
        label="Signed in"
        search={({ registerName, staffName, role }) =>
          `${staffName} ${ROLE_WORDS[role]} ${registerName ?? NO_REGISTER}`
        }
        filters={of ? undefined : FILTERS}
        exportName="signed-in"
        inAddress={false}
        empty={{ title: 'Signed in nowhere', line: 'Each browser that somebody signs in on shows here.' }}
      />
      {asked ? (
        <ConfirmDialog
          question={asked.question}
          body={asked.body}
          confirm={asked.confirm}
          keep="Leave it"
          wish={wish}
          onKeep={keep}
          onConfirm={() => void wish.send(asked.wish)}
        />
      ) : null}
    </section>
  )
}

const FILTERS = [
  {
    key: 'role',
    label: 'Role',
    options: ROLES.map(role => ({ value: role, label: ROLE_WORDS[role] })),
    of: ({ role }: Row) => role,
  },
]

const NO_REGISTER = 'At no register'

const EVERYBODY: Asked = {
  question: 'Sign everybody else out?',
  body: 'Every other browser shows the sign-in screen at once. Sales stay open with their registers; payments on a reader go on. You stay signed in here.',
  confirm: 'Sign everybody else out',
  wish: { who: 'others' },
}

const everywhere = ({ id, name }: { readonly id: StaffId; readonly name: string }): Asked => ({
  question: `Sign ${name} out everywhere?`,
  body: 'Their browsers show the sign-in screen at once. Sales stay open with their registers; payments on a reader go on.',
  confirm: 'Sign out everywhere',
  wish: { who: 'person', staffId: id },
})

const oneBrowser = ({ id, staffName, registerName }: Row): Asked => ({
  question: `Sign ${staffName} out?`,
  body: `${registerName ?? 'That browser'} shows the sign-in screen at once. The sale there stays open.`,
  confirm: 'Sign out',
  wish: { who: 'session', id },
})

const columnsFor = (format: Format, onSignOut: (row: Row) => void): readonly Column<Row>[] => [
  {
    key: 'where',
    head: 'Where',
    phone: 'state',
    cell: ({ registerName, own }) => (
      <StateCell glyph="done" word={registerName ?? NO_REGISTER} line={own ? 'this browser' : undefined} />
    ),
    sort: byText(({ registerName }) => registerName ?? ''),
    export: ({ registerName }) => registerName ?? NO_REGISTER,
  },
  {
    key: 'who',
    head: 'Who',
    phone: 'title',
    cell: ({ staffName, role }) => <TwoLines strong first={staffName} line={ROLE_WORDS[role]} />,
    sort: byText(({ staffName }) => staffName),
    export: ({ staffName }) => staffName,
  },
  {
    key: 'since',
    head: 'Since',
    phone: 'hidden',
    cell: ({ since }) => (since === 0 ? 'a while' : <LocalTime at={since} write={format.moment} />),
    sort: byNumber(({ since }) => since),
    export: ({ since }) => (since === 0 ? '' : new Date(since).toISOString()),
  },
  {
    key: 'seen',
    head: 'Last seen',
    cell: ({ lastSeen }) => <LocalTime at={lastSeen} write={format.moment} />,
    sort: byNumber(({ lastSeen }) => lastSeen),
    export: ({ lastSeen }) => new Date(lastSeen).toISOString(),
  },
  {
    key: 'do',
    head: '',
    cell: row =>
      row.own ? null : (
        <Button size={48} onClick={() => onSignOut(row)} aria-label={`Sign out ${row.staffName}`}>
          Sign out
        </Button>
      ),
  },
]
