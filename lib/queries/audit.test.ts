import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditQueryFrom } from '#lib/contracts/audit.ts'
import { AT_NO_REGISTER } from '#lib/domain/audit-words.ts'
import { idOf } from '#lib/domain/ids.ts'
import { writeExport } from '#lib/operations/write-export.ts'
import type { AuditBy } from '#lib/ports/audit.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { auditAnswer, auditExport } from './audit.ts'

let till: StoryTill

/** Five entries: Mina's at the bar, at the terrace that was revoked since, and in the office; Theo's there, and at the bar with a reader. */
beforeAll(async () => {
  till = await openTill()
  const by: AuditBy = {
    staffId: idOf('staff', randomUUID()),
    staffName: 'Mina',
    registerId: null,
    at: till.clock.now(),
  }
  const added = async (name: string) => {
    const id = idOf('register', randomUUID())
    const settings = { name, readerId: null, locationId: null, printer: 'none', drawerKick: false } as const
    await till.world.registers.add({ ...settings, id, floatMinor: 0 }, by)
    return id
  }
  const [bar, terrace] = [await added('Bar'), await added('Terrace')]
  await till.world.registers.revoke(terrace, by)
  await till.pool.query("update reader set label = 'Window'")
  // What it took to open this shop is not what is looked for.
  await till.pool.query(
    "set session_replication_role = 'replica'; truncate audit; set session_replication_role = 'origin'",
  )
  const theo = { ...by, staffId: idOf('staff', randomUUID()), staffName: 'Theo' }
  const { write } = till.world.audit
  await write({ what: 'set_two_steps', subject: 'shop' }, { ...by, registerId: bar })
  await write({ what: 'reset_pin', subject: theo.staffId, named: 'Theo' }, { ...by, registerId: terrace })
  await write({ what: 'change_register', subject: bar }, by)
  await write({ what: 'clear_reader', subject: till.readerId }, theo)
  await write({ what: 'refund', subject: 'sale', readerId: till.readerId }, { ...theo, registerId: bar })
})
afterAll(() => till?.close())

const found = async (search: Readonly<Record<string, string>>) =>
  (await auditAnswer(till.world, auditQueryFrom(search))).rows.map(({ seq }) => seq)

test.each([
  ['Cards read before they are charged', [1]],
  ['PIN reset', [2]],
  ['register changed', [3]],
  ['Clear reader', [4]],
  ['money given', [5]],
  ['set_two_steps', [1]],
  ['bar', [5, 3, 1]],
  ['Terrace', [2]],
  ['window', [5, 4]],
  ['office', [4, 3]],
  ['offi', []],
  ['theo', [5, 4, 2]],
  ['nobody did this', []],
  ['%', []],
])('typing what the screen says finds it: %s', async (q, entries) => {
  expect(await found({ q })).toEqual(entries)
})

test('the list is narrowed to a register, revoked ones too, or to what was done at none', async () => {
  const { places } = await auditAnswer(till.world, auditQueryFrom({}))
  expect(places.map(({ name }) => name).toSorted()).toEqual(['Bar', 'Office', 'Terrace'])
  const at = (name: string) => places.find(place => place.name === name)?.id ?? ''
  expect(await found({ where: at('Bar') })).toEqual([5, 1])
  expect(await found({ where: at('Terrace') })).toEqual([2])
  expect(await found({ where: AT_NO_REGISTER, q: 'reader' })).toEqual([4])
  expect(await found({ where: at('Bar'), q: 'PIN reset' })).toEqual([])
  const { text, ...told } = await auditExport(till.world, auditQueryFrom({ where: at('Terrace'), q: 'PIN' }))
  expect(told).toEqual({ rows: 1, narrowed: { register: 'Terrace', search: 'PIN' } })
  expect(text.trim().split('\r\n').slice(1)).toEqual([expect.stringContaining(',Terrace,reset_pin,')])
})

test.each([
  ['', [5, 4, 3, 2, 1]],
  ['-when', [5, 4, 3, 2, 1]],
  ['when', [1, 2, 3, 4, 5]],
  ['who', [3, 2, 1, 5, 4]],
  ['-who', [5, 4, 3, 2, 1]],
  ['hash', [5, 4, 3, 2, 1]],
])('sorted by %j', async (sort, entries) => {
  expect(await found({ sort })).toEqual(entries)
  const { text } = await auditExport(till.world, auditQueryFrom({ sort }))
  const numbers = text.trim().split('\r\n').slice(1)
  expect(numbers.map(line => Number.parseInt(line, 10))).toEqual(entries)
})

test('a list that left the house is told of: who took it, by what it was narrowed, how many', async () => {
  const session = await till.world.staff.session(till.sessionHash, till.clock.now())
  if (!session) throw new Error('nobody is signed in')
  const exported = { of: 'sales', rows: 12, narrowed: { state: 'paid', register: 'Bar' } } as const
  await writeExport(till.world, exported, session)
  const { rows } = await auditAnswer(till.world, auditQueryFrom({ q: 'sales exported' }))
  expect(rows).toMatchObject([
    {
      what: 'export_sales',
      staffName: 'Mina Okafor',
      registerName: 'Register 1',
      after: { rows: 12, state: 'paid', register: 'Bar' },
    },
  ])
})
