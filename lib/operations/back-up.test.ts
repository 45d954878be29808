import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeBackups } from '#lib/adapters/database/backup/store.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { backUp, fetchBackup } from './back-up.ts'

let till: StoryTill
let dataDir: string
beforeAll(async () => {
  till = await openTill()
  dataDir = await mkdtemp(join(tmpdir(), 'tapline-back-up-'))
})
afterAll(async () => {
  await till?.close()
  await rm(dataDir, { recursive: true, force: true })
})

async function here(folder = dataDir) {
  const { pool, clock, world } = till
  const who = await world.staff.session(till.sessionHash, clock.now())
  if (!who) throw new Error('nobody is signed in')
  const backups = makeBackups({ pool, dataDir: folder, clock, log: world.log })
  return { who, world: { ...world, backups } }
}

const audited = async () =>
  (await till.pool.query(`select what, subject, staff_name from audit where what <> 'sign_in' order by seq`))
    .rows

test('who makes a backup, and who carries one away, is written down', async () => {
  const { who, world } = await here()
  const made = await backUp(world, who)
  if (!made.ok) throw new Error(JSON.stringify(made.refusal))
  const { name, bytes } = made.value
  const fetched = await fetchBackup(world, name, who)
  expect(fetched).toMatchObject({ ok: true, value: { bytes } })
  if (fetched.ok) await fetched.value.stream.cancel()
  expect(await audited()).toEqual([
    { what: 'make_backup', subject: name, staff_name: 'Mina Okafor' },
    { what: 'download_backup', subject: name, staff_name: 'Mina Okafor' },
  ])
})

test('what was not made, and what is not there, is refused and not written down', async () => {
  const before = await audited()
  const { who, world } = await here(join(dataDir, 'nowhere'))
  expect(await backUp(world, who)).toMatchObject({
    refusal: { kind: 'backup_failed', because: 'no_folder' },
  })
  const { world: stopped } = await here()
  expect(await backUp(stopped, who, { told: () => {}, signal: AbortSignal.abort() })).toMatchObject({
    refusal: { kind: 'backup_failed', because: 'stopped' },
  })
  for (const name of ['../app-secret', '', 'x.tapline-backup'])
    expect(await fetchBackup(world, name, who)).toMatchObject({ refusal: { kind: 'not_found' } })
  expect(await audited()).toEqual(before)
})
