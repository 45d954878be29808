import { Card } from '#components/office/office-frame.tsx'
import { Glyph } from '#components/ui/glyph.tsx'
import { FOR_LATER } from '#components/words/later.ts'
import { ROLE_WORDS } from '#components/words/roles.ts'
import {
  ALL_PERMISSIONS,
  isForLater,
  PERMISSIONS,
  ROLES,
  type Verdict,
  verdictOf,
} from '#lib/domain/permissions.ts'

const VERDICTS = {
  yes: { glyph: 'done', words: 'Yes' },
  approval: { glyph: 'busy', words: 'With consent' },
  no: { glyph: 'cancelled', words: 'No' },
} as const satisfies Readonly<Record<Verdict, unknown>>

/** Who may do what, as the server keeps it: the same rows that its doors ask. */
export const Matrix = () => (
  <Card className="p-6 @max-[719px]/office:p-4">
    <h2 className="font-strong text-title">Who may do what</h2>
    <p className="mt-1 mb-4 text-body text-ink-2">
      <b className="font-label text-ink">With consent</b>: somebody who may do it allows it at the counter, by
      PIN or badge, for this once, and both names are written down.
    </p>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys. */}
    <section aria-label="Who may do what" tabIndex={0} className="relative overflow-x-auto">
      <table className="w-full min-w-[540px] border-collapse text-left">
        <thead>
          <tr className="border-line border-b text-ink-2 text-small">
            <th scope="col" className="py-2 pr-4 font-label">
              What
            </th>
            {ROLES.map(role => (
              <th
                key={role}
                scope="col"
                className="w-[92px] px-2 @min-[960px]/office:w-[146px] py-2 font-label"
              >
                {ROLE_WORDS[role]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ALL_PERMISSIONS.map(permission => (
            <tr key={permission} className="border-line border-b last:border-0">
              <th scope="row" className="py-2.5 pr-4 font-normal text-body">
                {PERMISSIONS[permission].words}
                {isForLater(permission) ? (
                  <span className="block text-ink-2 text-label">{FOR_LATER}</span>
                ) : null}
              </th>
              {ROLES.map(role => (
                <Cell key={role} verdict={verdictOf(role, permission)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  </Card>
)

const Cell = ({ verdict }: { verdict: Verdict }) => (
  <td className="px-2 py-2.5">
    <span className="flex items-center gap-1.5 text-small">
      <Glyph name={VERDICTS[verdict].glyph} className="size-4.5 flex-none" />
      {VERDICTS[verdict].words}
    </span>
  </td>
)
